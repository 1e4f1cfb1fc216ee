import { readFile } from 'node:fs/promises';

/**
 * A file of a process in `/proc` (https://man7.org/linux/man-pages/man5/proc.5.html); empty once
 * the process has gone, and on systems without `/proc`.
 */
export async function procFile(id: string, name: string): Promise<string> {
  return readFile(`/proc/${id}/${name}`, 'utf8').catch(() => '');
}

/** The memory of a process in bytes: now (`VmRSS`) or at its peak (`VmHWM`). */
export async function memoryOf(id: string, line: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await procFile(id, 'status');
  const kilobytes = new RegExp(`^${line}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

/** Linux reports process times in hundredths of a second on every kernel. */
const tick = 10;

/** The processor time of a process in milliseconds, over all its threads. */
export async function processorTime(id: number | undefined): Promise<number> {
  // The command's name is in brackets and may contain anything.
  const [, after = ''] = /^.*\) (.*)$/s.exec(await procFile(`${id}`, 'stat')) ?? [];
  const fields = after.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tick;
}
