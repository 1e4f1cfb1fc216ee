import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { sites } from './sites.ts';

/** How many pixels of the window have the highlight colour (`--color-mark` by day). */
async function markedPixels(page: Page): Promise<number> {
  const { data, info } = await sharp(await page.screenshot())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  let count = 0;
  for (let index = 0; index < data.length; index += info.channels) {
    if (data[index] === 0xff && data[index + 1] === 0xe2 && data[index + 2] === 0xa0) count += 1;
  }
  return count;
}

/** Records what the page announces. The announcer empties itself after a moment. */
async function listen(page: Page): Promise<() => Promise<string>> {
  await page.addInitScript(() => {
    const announced: string[] = [];
    Object.assign(window, { announced });
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const region = target instanceof Element ? target : target.parentElement;
        if (region?.closest('[role=status]') && region.textContent)
          announced.push(region.textContent);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  return async () => String(await page.evaluate('window.announced.join(" / ")'));
}

for (const [name, site] of [
  ['at the root', sites.together],
  ['under a path', sites.path],
] as const) {
  test(`the keyboard alone searches, hears the results and opens one with its words marked, ${name}`, async ({
    page,
  }) => {
    const announced = await listen(page);
    const early: string[] = [];
    page.on('request', (request) => early.push(request.url()));
    await page.goto(`${site}/venue/`);
    expect(early.filter((url) => url.includes('pagefind'))).toEqual([]);
    await page.getByRole('banner').getByRole('link', { name: 'Search' }).press('Enter');
    const input = page.getByRole('searchbox');
    await expect(input).toBeFocused();
    await page.keyboard.type('Schilderswijk');
    // Results for part of the word are replaced by those for the whole.
    await expect(page).toHaveURL(/#q=Schilderswijk$/);
    await expect(
      page.locator('.pf-results mark', { hasText: 'Schilderswijk' }).first(),
    ).toBeVisible();
    await expect.poll(announced).toMatch(/\d results/);
    await page.keyboard.press('ArrowDown');
    const link = page.locator('.pf-results a').first();
    await expect(link).toBeFocused();
    expect(await link.getAttribute('href')).toContain('#:~:text=Schilderswijk');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/(venue|programme)\//);
    expect(page.url().startsWith(site)).toBe(true);
    await expect.poll(() => markedPixels(page)).toBeGreaterThan(100);
  });
}

test('the words stay in the fragment, and going back finds them again', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${sites.together}/search/`);
  await page.getByRole('searchbox').fill('Fokker');
  await expect(page.locator('.pf-results a').first()).toBeVisible();
  await expect(page).toHaveURL(/#q=Fokker$/);
  await page.reload();
  await expect(page.locator('.pf-results a').first()).toBeVisible();
  expect(asked.filter((url) => url.includes('Fokker'))).toEqual([]);
});

test('a search without result says so', async ({ page }) => {
  const announced = await listen(page);
  await page.goto(`${sites.together}/search/`);
  await page.getByRole('searchbox').fill('zzzzqq');
  await expect.poll(announced).toMatch(/no results/i);
});

for (const broken of [
  '**/pagefind/pagefind-component-ui.js',
  '**/pagefind/pagefind.js',
  '**/pagefind/*.pagefind',
]) {
  test(`where ${broken} cannot be reached, the page says so and lists the contents`, async ({
    page,
  }) => {
    await page.route(broken, (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto(`${sites.together}/search/`);
    const input = page.getByRole('searchbox');
    if (!broken.includes('component')) await input.fill('Hague');
    await expect(page.getByText('Search is not available at the moment.')).toBeVisible();
    await expect(page.getByRole('main').getByRole('link', { name: 'The challenge' })).toBeVisible();
  });
}

test('where WebAssembly is refused, the page says so and lists the contents', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));
  await page.goto(`${sites.together}/search/`);
  await page.getByRole('searchbox').fill('Hague');
  await expect(page.getByText('Search is not available at the moment.')).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: 'The challenge' })).toBeVisible();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the search page says so and lists the contents', async ({ page }) => {
    await page.goto(`${sites.together}/search/`);
    await expect(page.locator('noscript p')).toBeVisible();
    await expect(page.locator('noscript p')).toContainText('Search needs scripts');
    await expect(page.getByRole('main').getByRole('link', { name: 'The programme' })).toBeVisible();
    await expect(page.getByRole('searchbox')).toBeHidden();
  });
});
