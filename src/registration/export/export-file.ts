import { open, rename, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { csvText } from './csv.ts';
import type { Exported } from './purpose-export.ts';
import { sheetName, xlsxBytes } from './xlsx.ts';

type Format = (exported: Exported, title: string) => string | Promise<Uint8Array>;

const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['.csv', ({ rows }) => csvText(rows)],
  ['.json', ({ data }) => `${JSON.stringify(data, undefined, 2)}\n`],
  ['.xlsx', ({ rows }, title) => xlsxBytes(rows, sheetName(title))],
]);

/**
 * The format of a file name, by its extension.
 * @throws Error with one sentence if there is none.
 */
export function formatOf(file: string): Format {
  const format = formats.get(extname(file).toLowerCase());
  if (format !== undefined) return format;
  throw new Error(
    `"${file}" has no known format. Write a file name that ends in .csv, .xlsx or .json.`,
  );
}

/**
 * Creates a file for its owner alone, which must not exist.
 * @throws Error with one sentence if it exists or cannot be written.
 */
async function create(path: string, ifExists: string): Promise<FileHandle> {
  return open(path, 'wx', 0o600).catch((cause: unknown) => {
    const exists = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    const fault = exists ? ifExists : 'cannot be written. Choose another file.';
    throw new Error(`${path} ${fault}`, { cause });
  });
}

/** Has the names in a folder survive a power cut, where the system can. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path);
    await folder.sync().finally(() => folder.close());
  } catch {
    // Windows opens no folder.
  }
}

/**
 * Writes a new file, complete or not at all, that only its owner can read. Until it is complete it
 * has another name, which ends in `.partial`: a process that is killed leaves no half list that
 * looks like a whole one.
 * @throws Error with one sentence if the file exists or cannot be written.
 */
export async function writeNew(path: string, content: string | Uint8Array): Promise<void> {
  const partial = `${path}.partial`;
  const file = await create(
    partial,
    'is left from an export that was interrupted, or is being written. Delete it, and try again.',
  );
  try {
    await file.writeFile(content);
    await file.sync();
  } catch (cause) {
    await unlink(partial);
    throw new Error(`${path} could not be written completely and was removed.`, { cause });
  } finally {
    await file.close();
  }
  try {
    // Takes the name first, so that no other file is replaced. Not every disk has hard links.
    await (await create(path, 'already exists and is unchanged. Choose another file.')).close();
  } catch (cause) {
    await unlink(partial);
    throw cause;
  }
  await rename(partial, path);
  await syncFolder(dirname(path));
}
