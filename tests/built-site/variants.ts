import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const project = resolve(import.meta.dirname, '../..');

/** One build of the site: what stands in its environment, and what is changed in `event.yaml`. */
export interface Variant {
  readonly name: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly event?: (yaml: string) => string;
  /** A folder that stands in for the words and facts of `content/`. */
  readonly content?: string;
  /** What it takes over of `content/`, where that is not what every event may share. */
  readonly takesOver?: readonly string[];
  /** Adds files to the content folder that it is given. */
  readonly plant?: (content: string) => Promise<void>;
}

/** The made-up event: forty sessions in four rooms on two days. */
export const madeUpEvent = resolve(import.meta.dirname, '../made-up-event/content');

/** One evening in Dutch, of which nothing is taken from elsewhere. */
export const anotherEvent = resolve(import.meta.dirname, '../another-event/content');

/** What another event may take over as it is. */
const shared = [
  'mail.yaml',

  'registration.yaml',
  '404.mdx',
  'privacy.mdx',
  'accessibility.mdx',
  'register.mdx',
  'search.mdx',
];

/** Puts another event's content into the content folder of a build. */
export async function replaceContent(
  folder: string,
  content: string,
  takesOver: readonly string[] = shared,
): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!takesOver.includes(name)) await rm(join(folder, name), { recursive: true });
  }
  await cp(content, folder, { recursive: true });
}

/** The `event.yaml` that is shown at another date; without one, at today's. */
export const shownAt = (date?: string) => (yaml: string) =>
  yaml.replace(/^clock: .*$/m, date === undefined ? '' : `clock: ${date}`);

/**
 * Builds a variant of the site in a folder of its own.
 * @returns the folder, which holds `dist/`
 */
export async function build(folder: string, variant: Variant): Promise<string> {
  const root = join(folder, variant.name);
  await mkdir(root, { recursive: true });
  for (const part of [
    'src',
    'public',
    'content',
    'astro.config.mjs',
    'package.json',
    'tsconfig.json',
  ]) {
    await cp(join(project, part), join(root, part), { recursive: true });
  }
  await symlink(join(project, 'node_modules'), join(root, 'node_modules'));
  if (variant.content) {
    await replaceContent(join(root, 'content'), variant.content, variant.takesOver);
  }
  await variant.plant?.(join(root, 'content'));
  const facts = join(root, 'content/event.yaml');
  if (variant.event) await writeFile(facts, variant.event(await readFile(facts, 'utf8')));
  await run(process.execPath, [join(project, 'node_modules/astro/bin/astro.mjs'), 'build'], {
    cwd: root,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...variant.environment },
    maxBuffer: 16 * 1024 * 1024,
  });
  return root;
}
