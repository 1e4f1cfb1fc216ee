import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Every byte of every file in a folder. */
export async function bytesIn(folder: string): Promise<Buffer> {
  const files = await readdir(folder);
  return Buffer.concat(await Promise.all(files.map((file) => readFile(join(folder, file)))));
}

/**
 * How many 32-byte pieces of a value are in the folder's files. SQLite spreads a long value over
 * pages, so that it is never there in one piece.
 */
export async function tracesIn(folder: string, sought: Uint8Array): Promise<number> {
  const bytes = await bytesIn(folder);
  const pieces = Array.from({ length: Math.floor(sought.length / 32) }, (_, index) =>
    sought.subarray(32 * index, 32 * index + 32),
  );
  return pieces.filter((piece) => bytes.includes(Buffer.from(piece))).length;
}
