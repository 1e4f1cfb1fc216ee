import { expect, test } from '@playwright/test';
import { sites } from './sites.ts';

/** 252 letters without a space. */
const long = 'Donaudampfschifffahrt'.repeat(12);

test('a session in another language says so in lists, in its title and in its abstract', async ({
  page,
}) => {
  await page.goto(`${sites.madeUp}/programme/`);
  const link = page.getByRole('heading').getByRole('link', { name: 'Bridges that open' });
  await expect(link).toHaveAttribute('lang', 'nl');
  await expect(link).toHaveAttribute('dir', 'auto');
  const own = page.getByRole('heading').getByRole('link', { name: 'Harbour radio, live' });
  await expect(own).not.toHaveAttribute('lang');
  await page.goto(`${sites.madeUp}/programme/bridges/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveAttribute('lang', 'nl');
  const abstract = page.locator('main [lang=nl][dir=auto]').filter({ hasText: 'four harbours' });
  await expect(abstract).toHaveCount(1);
  // Its paragraphs stand apart, as anywhere else.
  const [first, second] = await abstract.locator('p').all();
  const [above, below] = [await first?.boundingBox(), await second?.boundingBox()];
  expect((below?.y ?? 0) - (above?.y ?? 0) - (above?.height ?? 0)).toBeGreaterThan(8);
});

test('a name of another direction leaves the text around it in its place', async ({ page }) => {
  await page.goto(`${sites.madeUp}/programme/bridges/`);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveCSS('direction', 'ltr');
  await heading.evaluate((element) => (element.textContent = 'جسور تُفتح'));
  await expect(heading).toHaveCSS('direction', 'rtl');
  await page.goto(`${sites.madeUp}/programme/`);
  const person = page.locator('.session-people bdi').first();
  await expect(person).toHaveCSS('unicode-bidi', 'isolate');
});

for (const [site, address] of [
  ['fullDay', '/programme/2017-10-28/'],
  ['fullDay', '/programme/2017-10-28/#grid'],
  ['madeUp', '/programme/'],
  ['madeUp', '/programme/bridges/'],
  ['madeUp', '/programme/mine/'],
] as const)
  test(`a title of 252 letters without a space fits a screen of 320 pixels: ${site} ${address}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto(`${sites.madeUp}/programme/bridges/`);
    await page.getByRole('button', { name: 'My programme: Bridges that open' }).click();
    expect((await page.goto(sites[site] + address))?.status()).toBe(200);
    const titles = page.locator('.session-title a, .page-title h1, .session-around a');
    await expect(titles.first()).toBeVisible();
    await titles.evaluateAll((all, title) => {
      for (const element of all) element.textContent = title;
    }, long);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(320);
  });
