import { readFile } from 'node:fs/promises';

/**
 * A file of a process in `/proc` (https://man7.org/linux/man-pages/man5/proc.5.html); empty once it is
 * gone, and where there is no `/proc`.
 */
export async function procFile(id: string, name: string): Promise<string> {
  return readFile(`/proc/${id}/${name}`, 'utf8').catch(() => '');
}

/** Memory that a process holds now (`VmRSS`) or has held at most (`VmHWM`), in bytes. */
export async function memoryOf(id: string, line: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await procFile(id, 'status');
  const kilobytes = new RegExp(`^${line}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

/** Linux counts the time of processes in hundredths of a second, whatever its kernel does. */
const tick = 10;

/** The milliseconds that the processors have worked for a process, all its threads together. */
export async function processorTime(id: number | undefined): Promise<number> {
  // The command's name stands between brackets and may hold anything.
  const [, after = ''] = /^.*\) (.*)$/s.exec(await procFile(`${id}`, 'stat')) ?? [];
  const fields = after.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tick;
}
