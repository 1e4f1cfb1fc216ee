import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** The project's folder. */
export const project = join(import.meta.dirname, '../..');
const sources = ['src', 'public', 'content', 'astro.config.mjs', 'package.json', 'tsconfig.json'];

/** Links the project's installed packages into a folder. */
export async function lendPackages(folder: string): Promise<void> {
  await symlink(join(project, 'node_modules'), join(folder, 'node_modules'), 'junction');
}

/** Copies everything that a build reads into a folder, without caches. */
export async function copyProject(folder: string): Promise<void> {
  for (const source of sources) {
    await cp(join(project, source), join(folder, source), { recursive: true });
  }
  await lendPackages(folder);
}

interface Watched {
  /** The time-out of the build, in milliseconds. */
  readonly limit?: number;
  /** Called with the process's id when it starts. */
  readonly watch?: (process: number) => void;
}

/**
 * Runs `astro build` in a folder. Returns how long it took, in milliseconds.
 * @throws Error with its output if it fails or exceeds its limit.
 */
export async function build(folder: string, { limit, watch }: Watched = {}): Promise<number> {
  const start = performance.now();
  const astro = join(project, 'node_modules/astro/bin/astro.mjs');
  const child = spawn(process.execPath, [astro, 'build'], {
    cwd: folder,
    // None of the machine's own settings: every bench builds for the same address.
    env: { PATH: process.env['PATH'], ASTRO_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(limit === undefined ? {} : { timeout: limit }),
  });
  if (child.pid !== undefined) watch?.(child.pid);
  const ended = once(child, 'exit');
  const output = await Promise.all([text(child.stdout), text(child.stderr)]);
  await ended;
  if (child.exitCode !== 0) throw new Error(`${folder} does not build:\n${output.join('')}`);
  return performance.now() - start;
}
