import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { startSearchIndex } from './search-index.ts';

const html = (body: string) =>
  `<!doctype html><html lang="en"><head><title>Page</title></head><body>${body}</body></html>`;
const one = html('<main data-pagefind-body><h1>One</h1></main>');
const two = html('<main data-pagefind-body><h1>Two</h1></main>');
const entryOf = (site: string) => readFile(join(site, 'pagefind/pagefind-entry.json'), 'utf8');

const later = (page: string) =>
  new Promise<string>((resolve) => {
    setTimeout(() => resolve(page), 50);
  });

const failing = async () => Promise.reject(new Error('No such room'));

describe('the search index', () => {
  let site = '';
  beforeEach(async () => {
    site = await mkdtemp(join(tmpdir(), 'site-'));
  });

  async function write(pages: Readonly<Record<string, string>>) {
    const index = await startSearchIndex();
    const added = Object.entries(pages).map(([address, page]) =>
      index.add(address, Promise.resolve(page)),
    );
    await Promise.all(added);
    return index.write(site);
  }

  it('counts the pages that mark their content, and no others', async () => {
    expect(await write({ '/': one, '/other/': html('<main><h1>Two</h1></main>') })).toBe(1);
  });

  it('has the same bytes whichever page is ready first', async () => {
    await write({ '/': one, '/two/': two });
    const first = await entryOf(site);
    const index = await startSearchIndex();
    await Promise.all([index.add('/', later(one)), index.add('/two/', Promise.resolve(two))]);
    await index.write(site);
    expect(await entryOf(site)).toBe(first);
    await write({ '/two/': two, '/': one });
    expect(await entryOf(site)).not.toBe(first);
  });

  it('goes on without a page that fails, which the build reports', async () => {
    const index = await startSearchIndex();
    await Promise.all([index.add('/', later(one)), index.add('/broken/', failing())]);
    await index.add('/two/', later(two));
    expect(await index.write(site)).toBe(2);
  });

  it('holds the Component UI, and none of the interfaces that the site does not use', async () => {
    await write({ '/': one });
    const files = (await readdir(join(site, 'pagefind'))).filter((file) =>
      /ui|highlight/.test(file),
    );
    expect(files.toSorted()).toEqual(['pagefind-component-ui.js']);
  });

  it('refuses to be empty', async () => {
    await expect(write({})).rejects.toThrow('The search index is empty');
  });

  it('refuses a page that Pagefind cannot read', async () => {
    // Half of a pair of code units is no character, and no JSON for others.
    const broken = html('<main data-pagefind-body>\ud800</main>');
    await expect(write({ '/': one, '/broken/': broken })).rejects.toThrow(
      /^The search index could not be made: .*Pagefind service error/,
    );
  });
});
