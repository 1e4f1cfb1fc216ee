import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
import { built, html, htmlFiles, sites, wordsOf } from './sites.ts';

/** The budgets of a programme of a thousand sessions, in bytes under brotli. */
const budget = { session: 14_600, day: 60_000, scripts: 6000, search: 154_000 };
const days = ['2017-10-28', '2017-10-29', '2017-10-30', '2017-10-31'];

// The best compression takes too long for a thousand pages. This one is never smaller.
const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
const sizeOf = (bytes: Buffer | string) => brotliCompressSync(bytes).length;
const fileOf = (path: string) => readFileSync(join(built('thousand'), path));

const scriptsOf = (source: string) =>
  Array.from(source.matchAll(/<script[^>]*\ssrc="([^"]+)"/g), ([, path = '']) => path);

/** Scripts with all their imports, as paths of the site. */
function withImports(paths: readonly string[]): Set<string> {
  const found = new Set<string>();
  const waiting = [...paths];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    for (const [, name = ''] of fileOf(path)
      .toString()
      .matchAll(/(?:from|import)\s*"(\.[^"]+)"/g))
      waiting.push(join(path, '..', name));
  }
  return found;
}

test('the page of every session fits into one first flight', async () => {
  const pages = (await htmlFiles('thousand')).filter((file) =>
    file.startsWith('programme/session-'),
  );
  expect(pages).toHaveLength(1000);
  const heavy = pages.filter((file) => {
    const page = fileOf(file);
    return brotliCompressSync(page, quick).length > budget.session && sizeOf(page) > budget.session;
  });
  expect(heavy).toEqual([]);
});

for (const day of days) {
  test(`a day of 250 sessions stands on one page within its budget: ${day}`, () => {
    const page = html('thousand', `/programme/${day}/`);
    expect(page.match(/\sdata-session=/g)).toHaveLength(250);
    expect(sizeOf(page)).toBeLessThanOrEqual(budget.day);
  });
}

test('the page of the programme leads to the days and lists no session', () => {
  const page = html('thousand', '/programme/');
  for (const day of days) expect(page).toContain(`href="/programme/${day}/"`);
  expect(page).not.toContain('href="/programme/session-');
  expect(wordsOf(page)).toContain('250 sessions');
});

for (const address of ['session-0', '2017-10-28', 'mine'].map((name) => `/programme/${name}/`)) {
  test(`the scripts of ${address} stay within their budget`, () => {
    const scripts = withImports(scriptsOf(html('thousand', address)));
    expect(scripts.size).toBeGreaterThan(0);
    const size = [...scripts].reduce((sum, path) => sum + sizeOf(fileOf(path)), 0);
    expect(size).toBeLessThanOrEqual(budget.scripts);
  });
}

test('no page without sessions to mark has a script', async () => {
  const others = (await htmlFiles('thousand')).filter(
    (file) => !/^(programme\/.+|register|search)\//.test(file),
  );
  expect(others.length).toBeGreaterThan(330);
  for (const file of others) expect(scriptsOf(fileOf(file).toString()), file).toEqual([]);
});

/** The size of a file of the search on a host: Pagefind's own file types are compressed already. */
const searchSizeOf = (path: string) =>
  /\.(js|css|json)$/.test(path) ? sizeOf(fileOf(path)) : fileOf(path).length;

/**
 * The search's bytes that a page has fetched, compressed as on a host. They are read from the built
 * files: a response that comes late has no body any more once the page is closed.
 */
function watchSearch(page: Page): () => number {
  const fetched: string[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.startsWith('/pagefind/')) fetched.push(pathname);
  });
  return () => fetched.reduce((sum, path) => sum + searchSizeOf(path), 0);
}

test('a first search is answered from few bytes', async ({ page }) => {
  const fetchedBytes = watchSearch(page);
  await page.goto(`${sites.thousand}/search/`);
  await page.getByRole('searchbox').fill('grifenba');
  await expect(page.locator('.pf-results mark').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  const bytes = fetchedBytes();
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThanOrEqual(budget.search);
});
