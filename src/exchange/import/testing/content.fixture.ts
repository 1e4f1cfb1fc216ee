import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runImport } from '../run-import.ts';

const madeUp = new URL('../../../../tests/made-up-event/content', import.meta.url).pathname;

/** A content folder for one test, in the system's temporary folder. */
export interface ContentSample {
  readonly folder: string;
  readonly read: (path: string) => Promise<string>;
  readonly write: (path: string, text: string) => Promise<void>;
  /** Replaces a text in a file. The text must be there. */
  readonly edit: (path: string, from: string, to: string) => Promise<void>;
  readonly names: (below: string) => Promise<string[]>;
  /** The text of every file by path. */
  readonly all: () => Promise<Record<string, string>>;
  /** Imports a source, given as text. */
  readonly take: (source: string, kinds?: Readonly<Record<string, string>>) => Promise<string>;
  readonly remove: () => Promise<void>;
}

/** Makes a copy of the made-up event, or only of its `event.yaml`. */
export async function contentSample(which: 'whole' | 'event alone'): Promise<ContentSample> {
  const above = await mkdtemp(join(tmpdir(), 'import-'));
  const folder = join(above, 'content');
  if (which === 'whole') await cp(madeUp, folder, { recursive: true });
  else await mkdir(folder);
  if (which !== 'whole') await cp(join(madeUp, 'event.yaml'), join(folder, 'event.yaml'));
  const read = (path: string) => readFile(join(folder, path), 'utf8');
  const write = (path: string, text: string) => writeFile(join(folder, path), text);
  return {
    folder,
    read,
    write,
    edit: async (path, from, to) => {
      const text = await read(path);
      if (!text.includes(from)) throw new Error(`${path} does not hold "${from}"`);
      await write(
        path,
        text.replace(from, () => to),
      );
    },
    names: async (below) => (await readdir(join(folder, below)).catch(() => [])).toSorted(),
    all: async () => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      const texts = await Promise.all(
        files.map(async ({ parentPath, name }) => {
          const path = join(parentPath, name);
          return [path.slice(folder.length + 1), await readFile(path, 'utf8')] as const;
        }),
      );
      return Object.fromEntries(texts.toSorted());
    },
    take: async (source, kinds) => {
      await writeFile(join(above, 'source'), source);
      return runImport(join(above, 'source'), folder, kinds);
    },
    remove: () => rm(above, { recursive: true }),
  };
}

/** A schedule in JSON with these sessions on the first day of the made-up event. */
export function scheduleOf(...events: readonly Readonly<Record<string, unknown>>[]): string {
  const day = { date: '2017-10-28', day_start: '2017-10-28T06:00:00+02:00' };
  return JSON.stringify({
    schedule: { conference: { days: [{ ...day, rooms: { 'Sail Room': events } }] } },
  });
}

/** A session for such a schedule: a talk of half an hour at 17:00. */
export const talk = {
  guid: '0b7a1f1e-4f0e-4c55-8d5b-4c8f3d2a9e10',
  title: 'Tides at Noon',
  date: '2017-10-28T17:00:00+02:00',
  start: '17:00',
  duration: '00:30',
  room: 'Sail Room',
  type: 'Talk',
  track: 'Water',
  language: 'en',
  abstract: 'What the tide brings.',
  persons: [{ id: 7, public_name: 'Zoë Zander', biography: 'Zoë is made up.' }],
} as const;
