import { open, unlink } from 'node:fs/promises';
import { extname } from 'node:path';
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
 * Writes a new file, complete or not at all, that only its owner can read.
 * @throws Error with one sentence if the file exists or cannot be written.
 */
export async function writeNew(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((cause: unknown) => {
    const exists = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    const reason = exists ? 'already exists and is unchanged' : 'cannot be written';
    throw new Error(`${path} ${reason}. Choose another file.`, { cause });
  });
  try {
    await file.writeFile(content);
    await file.sync();
  } catch (cause) {
    // Half a guest list looks like a complete one.
    await unlink(path);
    throw new Error(`${path} could not be written completely and was removed.`, { cause });
  } finally {
    await file.close();
  }
}
