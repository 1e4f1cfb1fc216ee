import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';

/** What systems and programs leave in folders: previews, settings, locks and copies. */
const litter = /^(?:Thumbs\.db|desktop\.ini|Icon\r|~\$.*|.*~|.*\.(?:tmp|swp|lnk))$/i;

/** The files of a folder and its subfolders, as paths with slashes, without hidden ones and litter. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.split('/').some((part) => part.startsWith('.') || litter.test(part)))
    .toSorted();
}

/** The contents of a text file without a byte order mark, with Unix line endings. */
async function textOf(path: string): Promise<string> {
  const text = await readFile(path, 'utf8');
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}

/** The most files open at once: far fewer than any system allows. */
const atOnce = 100;

/** The texts of files below a folder, by path and in the same order. */
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

/** How mistakes name a file of the folder: `content/venue.mdx`. */
export function nameOf(folder: string, path: string): string {
  return `${basename(folder)}/${path}`;
}
