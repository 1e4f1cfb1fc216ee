import { globSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { kindOf } from '../../src/delivery/header-rules.ts';
import type { Kind } from '../../src/delivery/headers.ts';
import { built, sites } from './sites.ts';

/** Collects what the browser complains about: refused styles, scripts and requests, and errors. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => {
    // Somebody who goes on to the next page waits for nothing of this one.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(request.url());
  });
  return complaints;
}

/** The first file of the marked event at an address with a `*`. */
function address(pattern: string): string {
  const [file = ''] = globSync(pattern, { cwd: built('marked') }).toSorted();
  expect(file, pattern).not.toBe('');
  return `/${file.replace(/(^|\/)index\.html$/, '$1')}`;
}

/** Files of each kind. A new kind needs a row. */
const files: Readonly<Record<Kind, readonly string[]>> = {
  page: [
    'index.html',
    'search/index.html',
    'programme/index.html',
    'programme/mine/index.html',
    'programme/session-*/index.html',
    'speakers/index.html',
    'speakers/*/index.html',
    'problems/*/index.html',
  ],
  form: ['register/index.html'],
  feed: ['event.ics', 'programme/changes.atom', 'schedule.json', 'schedule.xml'],
  card: ['og/card.png'],
  hashed: ['_astro/*.js', '_astro/fonts/*'],
};

test.describe('under the headers of the Node host', () => {
  for (const file of [...files.page, ...files.form]) {
    test(`${file} breaks no policy`, async ({ page }) => {
      const complaints = complaintsOf(page);
      const response = await page.goto(sites.marked + address(file), { waitUntil: 'networkidle' });
      expect(response?.status()).toBe(200);
      expect(await response?.headerValue('content-security-policy')).toContain('default-src');
      expect(complaints).toEqual([]);
    });
  }

  test('a page may load a file of every kind', async ({ page }) => {
    const complaints = complaintsOf(page);
    await page.goto(`${sites.marked}/`);
    for (const [kind, patterns] of Object.entries(files)) {
      for (const path of patterns.map(address)) {
        expect(kindOf(path.slice(1)), path).toBe(kind);
        const status = await page.evaluate(async (own) => (await fetch(own)).status, path);
        expect(status, path).toBe(200);
      }
    }
    expect(complaints).toEqual([]);
  });

  test('the page for what is missing breaks no policy', async ({ page }) => {
    const complaints = complaintsOf(page);
    const response = await page.goto(`${sites.marked}/no-such-page/`, { waitUntil: 'networkidle' });
    expect(response?.status()).toBe(404);
    expect(await response?.headerValue('content-security-policy')).toContain('default-src');
    // The browser notes that the page itself is missing, and nothing else.
    expect(complaints).toEqual([expect.stringContaining('status of 404')]);
    await page.getByRole('banner').getByRole('link').first().click();
    await expect(page).toHaveURL(`${sites.marked}/`);
  });

  test('a search breaks no policy', async ({ page }) => {
    const complaints = complaintsOf(page);
    await page.goto(`${sites.together}/search/`);
    await page.getByRole('searchbox').fill('Schilderswijk');
    await expect(page.locator('.pf-results mark').first()).toBeVisible();
    expect(complaints).toEqual([]);
  });

  test('a form that is refused, sent and received breaks no policy', async ({ page }) => {
    const complaints = complaintsOf(page);
    await page.goto(`${sites.together}/register/`);
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('heading', { name: 'There is a problem' })).toBeVisible();
    await page.getByLabel('Myself').check();
    await page.locator('[name=name]').fill('Guest of the policy');
    await page.getByLabel('Organisation').fill('City of Example');
    await page.getByLabel('Position').fill('Adviser');
    await page.getByLabel('Civil society').check();
    await page.getByLabel('Country').selectOption('BE');
    await page.locator('[name=email]').fill('policy@example.org');
    await page.getByLabel('Yes', { exact: true }).check();
    await page.getByLabel('privacy notice').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Send registration' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Registration received');
    // The browser notes that the first answers were refused, and nothing else.
    expect(complaints).toEqual([expect.stringContaining('status of 422')]);
  });

  test('a planted style and a planted script are complained about', async ({ page }) => {
    const complaints = complaintsOf(page);
    await page.route(`${sites.marked}/`, async (route) => {
      const response = await route.fetch();
      const source = await response.text();
      const planted = '<p style="color:red">x</p><script>let x</script></body>';
      await route.fulfill({ response, body: source.replace('</body>', planted) });
    });
    await page.goto(`${sites.marked}/`, { waitUntil: 'networkidle' });
    for (const thing of ['inline style', 'inline script']) {
      expect(complaints.filter((complaint) => complaint.includes(thing))).not.toEqual([]);
    }
  });
});
