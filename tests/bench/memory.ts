import { readdir } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { memoryOf, procFile } from './processes.ts';

/** The interval between checks of the processes, in milliseconds. */
const pause = 200;

/** A process and all its descendants. */
async function treeOf(root: number): Promise<string[]> {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const parents = await Promise.all(
    all.map(async (id) => {
      // The command's name is in brackets and may contain anything.
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

/** Whether memory can be measured here. Only Linux has `/proc/…/status`. */
export const canMeasureMemory: boolean = process.platform === 'linux';

/**
 * Watches a process and its descendants. Once it has ended, returns the most memory that any one of
 * them held, in bytes (resident set).
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
