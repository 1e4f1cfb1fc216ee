import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { built, html, htmlFiles, sites, wordsOf } from './sites.ts';

const bound = '2516\u00a0BB\u00a0The\u00a0Hague';

test('no-break spaces stand in the text of pages alone, not in what programs read', async () => {
  expect(html('together', '/venue/')).toContain(bound);
  for (const variant of ['together', 'made-up']) {
    const read = (file: string) => readFileSync(join(built(variant), file), 'utf8');
    const pages = await htmlFiles(variant);
    const others = await Array.fromAsync(
      glob('**/*.{ics,json,xml,txt,js,css,svg}', { cwd: built(variant) }),
    );
    expect(others.some((file) => file.endsWith('.ics'))).toBe(true);
    const files = others.filter((file) => !file.includes('pagefind'));
    expect(files.filter((file) => read(file).includes('\u00a0'))).toEqual([]);
    for (const file of pages) {
      const text = read(file);
      const scripts = text.match(/<script[\s\S]*?<\/script>/g) ?? [];
      const attributes = text.match(/="[^"]*"/g) ?? [];
      const [head = ''] = text.split('</head>');
      expect([head, ...scripts, ...attributes].filter((part) => part.includes('\u00a0'))).toEqual(
        [],
      );
    }
  }
});

test('a reader finds bound words with the browser, and copies plain ones', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${sites.together}/venue/`);
  expect(await page.locator('main').innerText()).toContain(bound);
  expect(await page.evaluate('window.find("2516 BB The Hague")')).toBe(true);
  await page.locator('main').click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+C');
  const copied = await page.evaluate('navigator.clipboard.readText()');
  expect(copied).toContain('2516 BB The Hague');
  expect(copied).not.toContain('\u00a0');
});

test('the search of the site finds bound words', async ({ page }) => {
  expect(wordsOf(html('together', '/venue/'))).toContain('on 25 January 2017');
  expect(html('together', '/venue/')).toContain('25\u00a0January\u00a02017');
  await page.goto(`${sites.together}/search/`);
  for (const [words, last] of [
    ['2516 BB The Hague', 'Hague'],
    ['"25 January 2017"', '2017'],
    ['30,000 people', 'people'],
  ] as const) {
    await page.getByRole('searchbox').fill(words);
    await expect(page.locator('.pf-results mark', { hasText: last }).first()).toBeVisible();
  }
});
