import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const namesSchema = z.array(z.string());
/** What pages load by a hashed name. A picture that an editor removes goes at once. */
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

/** The scripts, styles and fonts of a release, by path below `_astro`. */
export type Release = ReadonlyMap<string, Buffer>;

/** Reads the files of the release in a folder, before the next build empties it. */
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
 * Adds the files that the previous release's pages load to a new build, and records the new ones.
 * While a deployment is half uploaded, or a page comes from a cache, the older page still finds its
 * files.
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
