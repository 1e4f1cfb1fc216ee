import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const namesSchema = z.array(z.string());
/** What a page loads by a hashed name; a picture that an editor took away goes at once. */
const loaded = /\.(js|css|woff2)$/;

const assetsOf = (site: string) => join(site, '_astro');
const listOf = (site: string) => join(site, '../release.json');

async function unlessMissing<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  return reading.catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw cause;
  });
}

async function loadedFiles(site: string): Promise<string[]> {
  const names = (await unlessMissing(readdir(assetsOf(site), { recursive: true }))) ?? [];
  return names.filter((name) => loaded.test(name)).toSorted();
}

/** The scripts, styles and fonts of a release, by their path below `_astro`. */
export type Release = ReadonlyMap<string, Buffer>;

/** Reads what the release in a folder brought itself, before the next build empties the folder. */
export async function readRelease(site: string): Promise<Release> {
  const list = await unlessMissing(readFile(listOf(site), 'utf8'));
  const names = list === undefined ? [] : namesSchema.parse(JSON.parse(list));
  const read = async (name: string) => {
    const bytes = await unlessMissing(readFile(join(assetsOf(site), name)));
    return bytes === undefined ? [] : [[name, bytes] as const];
  };
  return new Map((await Promise.all(names.map(read))).flat());
}

/**
 * Puts what the previous release's pages load beside what a new build wrote, and notes down what is new:
 * while a deployment is half uploaded, or a page comes from a cache, the older page still finds its own.
 */
export async function keepPrevious(site: string, previous: Release): Promise<void> {
  const own = await loadedFiles(site);
  await writeFile(listOf(site), JSON.stringify(own));
  for (const [name, bytes] of previous) {
    if (own.includes(name)) continue;
    const path = join(assetsOf(site), name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
}
