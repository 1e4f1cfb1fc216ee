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
async function textOf(path: string): Promise<string> {
  const text = await readFile(path, 'utf8');
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}

/** So many files are open at once: far fewer than any system allows. */
const atOnce = 100;

/** The texts of files below a folder, by their paths from there, in the order of these. */
export async function textsOf(
  folder: string,
  paths: readonly string[],
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (let from = 0; from < paths.length; from += atOnce) {
    const some = paths.slice(from, from + atOnce);
    const read = some.map(async (path) => [path, await textOf(join(folder, path))] as const);
    for (const [path, text] of await Promise.all(read)) texts.set(path, text);
  }
  return texts;
}

/** How the mistakes name a file of the folder: `content/venue.mdx`. */
export function nameOf(folder: string, path: string): string {
  return `${basename(folder)}/${path}`;
}
