import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepPrevious, readRelease } from './previous-release.ts';

let site: string;
beforeEach(async () => {
  site = join(await mkdtemp(join(tmpdir(), 'release-')), 'site');
});
afterEach(() => rm(join(site, '..'), { recursive: true }));

/** Builds a release with these files over the current one, and returns what is there then. */
async function release(...names: string[]): Promise<string[]> {
  const previous = await readRelease(site);
  await rm(site, { recursive: true, force: true });
  await mkdir(join(site, '_astro/fonts'), { recursive: true });
  for (const name of names) await writeFile(join(site, '_astro', name), name);
  await keepPrevious(site, previous);
  const there = await readdir(join(site, '_astro'), { recursive: true });
  return there.filter((name) => name.includes('.')).toSorted();
}

describe('a new release', () => {
  it('keeps what the pages of the one before load, and of no older one', async () => {
    expect(await release('form.1.js', 'fonts/serif.1.woff2')).toEqual([
      'fonts/serif.1.woff2',
      'form.1.js',
    ]);
    expect(await release('form.2.js', 'fonts/serif.1.woff2')).toEqual([
      'fonts/serif.1.woff2',
      'form.1.js',
      'form.2.js',
    ]);
    expect(await release('form.3.js', 'fonts/serif.1.woff2')).toEqual([
      'fonts/serif.1.woff2',
      'form.2.js',
      'form.3.js',
    ]);
  });

  it('keeps no picture that is gone', async () => {
    await release('portrait.1.webp', 'form.1.js');
    expect(await release('form.2.js')).toEqual(['form.1.js', 'form.2.js']);
  });
});
