import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const project = resolve(import.meta.dirname, '../..');

/** One build of the site: its environment, and its changes to `event.yaml`. */
export interface Variant {
  readonly name: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly event?: (yaml: string) => string;
  /** A folder that replaces the words and facts of `content/`. */
  readonly content?: string;
  /** What it takes over of `content/`, where that is not what every event may share. */
  readonly takesOver?: readonly string[];
  /** Adds files to the given content folder. */
  readonly plant?: (content: string) => Promise<void>;
}

/** The made-up event: forty sessions in four rooms on two days. */
export const madeUpEvent = resolve(import.meta.dirname, '../made-up-event/content');

/** One evening in Dutch, of which nothing is taken from elsewhere. */
export const anotherEvent = resolve(import.meta.dirname, '../another-event/content');

/** An event whose pages hold whatever Markdown can say, and whose figures are crowded. */
export const styleGuide = resolve(import.meta.dirname, '../style-guide/content');

/** What another event may keep unchanged. */
const shared = [
  'mail.yaml',

  'registration.yaml',
  '404.mdx',
  'privacy.mdx',
  'accessibility.mdx',
  'register.mdx',
  'search.mdx',
];

/** Puts another event's content into a build's content folder. */
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

/** `event.yaml` as of another date; by default, today's. */
export const shownAt = (date?: string) => (yaml: string) =>
  yaml.replace(/^clock: .*$/m, date === undefined ? '' : `clock: ${date}`);

/**
 * Builds a variant of the site in a folder of its own.
 * @returns the folder, which contains `dist/` and what the build said in `build.log`
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
  const { stdout, stderr } = await run(
    process.execPath,
    [join(project, 'node_modules/astro/bin/astro.mjs'), 'build'],
    {
      cwd: root,
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...variant.environment },
      maxBuffer: 16 * 1024 * 1024,
    },
  );
  await writeFile(join(root, 'build.log'), stdout + stderr);
  return root;
}
