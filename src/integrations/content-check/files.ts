import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';

/** The files of a folder and of all folders in it, as paths with slashes; hidden ones are left out. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.split('/').some((part) => part.startsWith('.')))
    .toSorted();
}

/** A text file's contents without a byte order mark and with the line endings of Unix. */
export async function textOf(path: string): Promise<string> {
  const text = await readFile(path, 'utf8');
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}

/** How the mistakes name a file of the folder: `content/venue.mdx`. */
export function nameOf(folder: string, path: string): string {
  return `${basename(folder)}/${path}`;
}
