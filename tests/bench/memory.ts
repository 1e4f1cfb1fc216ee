import { readdir } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { memoryOf, procFile } from './processes.ts';

/** How often the processes are looked at, in milliseconds. */
const pause = 200;

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
    const held = await Promise.all((await treeOf(root)).map((id) => memoryOf(id, 'VmHWM')));
    peak = Math.max(peak, ...held);
    await wait(pause);
  }
  return peak;
}
