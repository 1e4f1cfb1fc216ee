import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** How often the processes are looked at, in milliseconds. */
const pause = 200;

/** A file of `/proc` (https://man7.org/linux/man-pages/man5/proc.5.html); empty once it is gone. */
function procFile(id: string, name: string): Promise<string> {
  return readFile(`/proc/${id}/${name}`, 'utf8').catch(() => '');
}

/** The most memory that a process has held so far, in bytes. */
async function highWater(id: string): Promise<number> {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(await procFile(id, 'status'))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

/** A process and all that it started, directly or not. */
async function treeOf(root: number): Promise<string[]> {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const parents = await Promise.all(
    all.map(async (id) => {
      // The command's name stands between brackets and may hold anything.
      const parent = /^.*\) \S+ (\d+)/s.exec(await procFile(id, 'stat'))?.[1];
      return { id, parent };
    }),
  );
  const tree = [`${root}`];
  for (const one of tree) {
    tree.push(...parents.filter(({ parent }) => parent === one).map(({ id }) => id));
  }
  return tree;
}

/** Whether memory can be measured here: Linux alone has `/proc/…/status`. */
export const canMeasureMemory: boolean = process.platform === 'linux';

/**
 * Watches the processes that begin with one, and answers, once it is over, the most memory that a
 * single one of them held, in bytes (its resident set).
 */
export async function peakMemory(root: number): Promise<number> {
  let peak = 0;
  while ((await procFile(`${root}`, 'status')) !== '') {
    const held = await Promise.all((await treeOf(root)).map(highWater));
    peak = Math.max(peak, ...held);
    await wait(pause);
  }
  return peak;
}
