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
        // What is hidden is not announced.
        if (region?.closest('[role=status]') && !region.closest('[hidden]') && region.textContent)
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
    await expect(input).toBeVisible();
    // Who reads by ear is left at the beginning of the page, and the first link leads to the field.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
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

for (const [name, site, workers] of [
  ['a small site', sites.madeUp, 0],
  ['a thousand sessions', sites.thousand, 1],
] as const) {
  test(`${name} has ${workers} workers for its search`, async ({ page }) => {
    await page.goto(`${site}/search/`);
    await page.getByRole('searchbox').fill('gri');
    await expect(page.locator('.pf-summary')).toHaveText(/results for gri$/);
    expect(page.workers()).toHaveLength(workers);
  });

  test(`a filter of ${name} without a word shows what it holds, and nothing once it is taken back`, async ({
    page,
  }) => {
    const announced = await listen(page);
    await page.goto(`${site}/search/`);
    const choose = async (filter: string, value: RegExp) => {
      const box = page.getByRole('combobox', { name: filter });
      // It stays open while its values are chosen.
      if ((await box.getAttribute('aria-expanded')) !== 'true') await box.click();
      await page.getByRole('option', { name: value }).click();
    };
    const hits = page.locator('.pf-results > li > a');
    await choose('Kind', /^Panel/);
    await expect(hits.first()).toBeVisible();
    await expect(page.locator('.pf-summary')).toHaveText(/^\d+ results$/);
    await expect.poll(announced).toMatch(/\d results/);
    await expect(page.getByText('Try another word')).toBeHidden();
    const panels = parseInt(await page.locator('.pf-summary').innerText());
    await choose('Day', /28/);
    await expect
      .poll(async () => parseInt(await page.locator('.pf-summary').innerText()))
      .toBeLessThan(panels);
    await choose('Day', /28/);
    await expect(page.locator('.pf-summary')).toHaveText(`${panels} results`);
    await choose('Kind', /^Panel/);
    await expect(hits).toHaveCount(0);
    await expect(page.getByText('Try another word')).toBeHidden();
  });
}

test('a compound is found with a hyphen, with a space and in quotation marks', async ({ page }) => {
  await page.goto(`${sites.madeUp}/search/`);
  for (const query of ['Best-practice', 'best practice', '"best practice"', '“Best‑practice”']) {
    await page.getByRole('searchbox').fill(query);
    await expect(page.locator('.pf-summary')).toHaveText(/^2 results for best practice$/i);
    await expect(page.locator('.pf-results > li > a')).toHaveText([
      /^(Salt|Counting ships)/,
      /^(Salt|Counting ships)/,
    ]);
  }
});

test('a word with an accent at its end is marked whole where the link leads', async ({ page }) => {
  await page.goto(`${sites.madeUp}/search/#q=caf%C3%A9`);
  const link = page.locator('.pf-results a').first();
  await expect(link).toHaveAttribute('href', /#:~:text=caf%C3%A9$/);
  await link.click();
  await expect(page).toHaveURL(/\/programme\/salt\//);
  await expect.poll(() => markedPixels(page)).toBeGreaterThan(100);
});

test('a search without result says so, and offers the pages and whom to write to', async ({
  page,
}) => {
  const announced = await listen(page);
  await page.goto(`${sites.together}/search/`);
  const help = page.getByText('Try another word');
  await expect(help).toBeHidden();
  // A word of which the site only has the first letters, if that.
  for (const word of ['Syria', 'zzzzqq']) {
    await page.getByRole('searchbox').fill(word);
    await expect.poll(announced).toContain(`No results for ${word}`);
    await expect(page.locator('.pf-results a')).toHaveCount(0);
    await expect(help.getByRole('link', { name: /@/ })).toHaveAttribute('href', /^mailto:/);
    await expect(page.getByRole('main').getByRole('link', { name: 'The venue' })).toBeVisible();
  }
  await page.getByRole('searchbox').fill('Schilderswijk');
  await expect(page.locator('.pf-results a').first()).toBeVisible();
  await expect(help).toBeHidden();
});

test('nothing takes the focus while the search page loads', async ({ page }) => {
  await page.goto(`${sites.together}/search/#q=venue`);
  await expect(page.locator('.pf-results mark').first()).toBeVisible();
  await expect(page.locator('body')).toBeFocused();
});

for (const [words, title] of [
  ['RFTF', 'The invitation'],
  ['date', 'The invitation'],
  ['hotel', 'The venue'],
  ['Den Haag', 'The venue'],
  ['schedule', 'The programme'],
  ['aanmelden', 'Register'],
] as const) {
  test(`${words} finds ${title} first`, async ({ page }) => {
    await page.goto(`${sites.together}/search/#${new URLSearchParams({ q: words }).toString()}`);
    await expect(page.locator('.pf-results > li > a').first()).toHaveText(title);
  });
}

test('a hit has the name that the list of pages has, and its excerpts begin with no heading', async ({
  page,
}) => {
  await page.goto(`${sites.together}/search/#q=conference`);
  const hits = page.locator('.pf-results > li > a');
  await expect(hits.filter({ hasText: 'The programme' })).toBeVisible();
  const pages = await page.locator('.contents a').allTextContents();
  const sessions = ['Field visit to the Schilderswijk'];
  const names = await hits.allTextContents();
  expect(names.length).toBeGreaterThan(3);
  expect([...pages, ...sessions]).toEqual(expect.arrayContaining(names));
  for (const words of ['venue', 'building', 'conference', 'tell']) {
    await page.getByRole('searchbox').fill(words);
    await expect(page).toHaveURL(new RegExp(`#q=${words}$`));
    await expect(page.locator('.pf-results mark, .pf-results p').first()).toBeVisible();
    for (const item of await page.locator('.pf-results li:has(> p)').all()) {
      const [title = ''] = await item.locator('> a').allTextContents();
      const excerpts = await item.locator('> p:not(.hit-facts)').allTextContents();
      for (const excerpt of excerpts) expect(excerpt.startsWith(title)).toBe(false);
    }
  }
});

/** Expects the page to say that the search cannot be reached, and never that there is no result. */
async function expectUnreachable(page: Page, announced: () => Promise<string>): Promise<void> {
  // At once: long before the page would lose its patience.
  await expect(page.getByText('Search cannot be reached at the moment.')).toBeVisible({
    timeout: 4000,
  });
  const misleading = page.getByText(/No results|Searching for|Try another word/);
  await expect(misleading.filter({ visible: true })).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('link', { name: 'The programme' })).toBeVisible();
  expect(await announced()).not.toMatch(/no results/i);
}

for (const [name, site] of [
  ['a small site', sites.together],
  ['a thousand sessions', sites.thousand],
] as const) {
  for (const broken of [
    '**/pagefind/pagefind-component-ui.js',
    '**/pagefind/pagefind.js',
    '**/pagefind/pagefind-entry.json*',
    '**/pagefind/*.pagefind',
    '**/pagefind/*.pf_meta',
  ]) {
    test(`where ${broken} of ${name} cannot be reached, the page says so before anybody types`, async ({
      page,
    }) => {
      const announced = await listen(page);
      await page.route(broken, (route) => route.fulfill({ status: 404, body: '' }));
      await page.goto(`${site}/search/`);
      await expectUnreachable(page, announced);
    });
  }

  for (const broken of ['**/pagefind/index/*', '**/pagefind/fragment/*']) {
    test(`where ${broken} of ${name} cannot be reached, a search says so and not that nothing is found`, async ({
      page,
    }) => {
      const announced = await listen(page);
      await page.route(broken, (route) => route.fulfill({ status: 404, body: '' }));
      await page.goto(`${site}/search/#q=venue`);
      await expectUnreachable(page, announced);
    });
  }
}

test('offline, the search says so at once, and finds what was asked when the network is back', async ({
  page,
  context,
}) => {
  const announced = await listen(page);
  await page.goto(`${sites.together}/search/`);
  await expect(page.getByRole('searchbox')).toBeVisible();
  await context.setOffline(true);
  await page.getByRole('searchbox').fill('venue');
  await expectUnreachable(page, announced);
  await page.waitForTimeout(1000);
  await expectUnreachable(page, announced);
  await context.setOffline(false);
  await expect(page.locator('.pf-results mark').first()).toBeVisible();
  await expect(page.getByText('Search cannot be reached at the moment.')).toBeHidden();
});

test('where WebAssembly is refused, the page says so and lists the contents', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));
  await page.goto(`${sites.together}/search/`);
  await page.getByRole('searchbox').fill('Hague');
  await expect(page.getByText('Search cannot be reached at the moment.')).toBeVisible();
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
