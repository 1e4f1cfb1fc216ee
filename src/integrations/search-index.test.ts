import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { writeSearchIndex } from './search-index.ts';

const html = (body: string) =>
  `<!doctype html><html lang="en"><head><title>Page</title></head><body>${body}</body></html>`;

describe('the search index', () => {
  let site = '';
  beforeEach(async () => {
    site = await mkdtemp(join(tmpdir(), 'site-'));
  });

  it('counts the pages that mark their content, and no others', async () => {
    await writeFile(join(site, 'index.html'), html('<main data-pagefind-body><h1>One</h1></main>'));
    await writeFile(join(site, 'other.html'), html('<main><h1>Two</h1></main>'));
    expect(await writeSearchIndex(site)).toBe(1);
  });

  it('holds the Component UI, and none of the interfaces that the site does not use', async () => {
    await writeFile(join(site, 'index.html'), html('<main data-pagefind-body><h1>One</h1></main>'));
    await writeSearchIndex(site);
    const files = (await readdir(join(site, 'pagefind'))).filter((file) =>
      /ui|highlight/.test(file),
    );
    expect(files.toSorted()).toEqual(['pagefind-component-ui.js']);
  });

  it('refuses to be empty', async () => {
    await expect(writeSearchIndex(site)).rejects.toThrow('The search index is empty');
  });

  it('refuses a folder that Pagefind cannot read', async () => {
    await expect(writeSearchIndex(join(site, 'missing'))).rejects.toThrow('The search index');
  });
});
