import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
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
  const facts = join(root, 'content/event.yaml');
  if (variant.event) await writeFile(facts, variant.event(await readFile(facts, 'utf8')));
  await run(process.execPath, [join(project, 'node_modules/astro/bin/astro.mjs'), 'build'], {
    cwd: root,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...variant.environment },
    maxBuffer: 16 * 1024 * 1024,
  });
  return root;
}
