import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { expect, test, type Page } from '@playwright/test';
import { papers, sheetsOf } from './paper.ts';
import { sites } from './sites.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tool = resolve(import.meta.dirname, '../../src/registration/organiser/registrations.ts');

/** The lines of the organisers' list that contain a name. */
async function listed(site: 'together' | 'elsewhere', name: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [tool, 'list'], {
    cwd: join(sites.folder, site),
  });
  return stdout.split('\n').filter((line) => line.includes(name));
}

async function fillIn(page: Page, name: string): Promise<void> {
  await page.getByLabel('Myself').check();
  await page.locator('[name=name]').fill(name);
  await page.getByLabel('Organisation').fill('City of Example');
  await page.getByLabel('Position').fill('Adviser');
  await page.getByLabel('Civil society').check();
  await page.getByLabel('Country').selectOption('BE');
  await page.locator('[name=email]').fill(`${name.replaceAll(/\W/g, '')}@example.org`);
  await page.getByLabel('Yes', { exact: true }).check();
  await page.getByLabel('privacy notice').check();
}

const check = (page: Page) => page.getByRole('button', { name: 'Continue' }).click();

const send = (page: Page) => page.getByRole('button', { name: 'Send registration' }).click();

/** Has the answers checked, and sends them. */
async function checkAndSend(page: Page): Promise<void> {
  await check(page);
  await expect(page.getByRole('heading', { name: 'Check your answers' })).toBeVisible();
  await send(page);
}

for (const site of ['together', 'elsewhere'] as const) {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(`${site}, ${javaScriptEnabled ? 'with' : 'without'} scripts`, () => {
      test.use({ javaScriptEnabled });
      const name = `Guest ${site} ${javaScriptEnabled}`;

      test('a registration arrives once, and is received, not confirmed', async ({ page }) => {
        const addresses: string[] = [];
        page.on('request', (request) => addresses.push(request.url()));
        await page.goto(`${sites[site]}/register/`);
        await expect(page.locator('form')).toContainText('does not confirm a place');
        await fillIn(page, name);
        await checkAndSend(page);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Registration received');
        const text = await page.getByRole('main').innerText();
        expect(text).toMatch(/Your reference\s+[0-9A-Z]{4}-[0-9A-Z]{4}/);
        expect(text).toContain('does not confirm a place');
        expect(text).toContain('23 February 2017');
        expect(text).toContain('16 March 2017');
        expect(text).toContain('15–16 February 2017');
        expect(text).toContain('Fokker Terminal, Binckhorstlaan 249, The Hague');
        expect(text).toContain('Questions: registration@rftf2017.example');
        const calendar = page.getByRole('link', { name: 'Calendar file' });
        const file = await page.request.get(
          new URL((await calendar.getAttribute('href')) ?? '', page.url()).href,
        );
        expect(await file.text()).toContain('DTSTART;VALUE=DATE:20170215');
        const posts: string[] = [];
        page.on('request', (request) => posts.push(request.method()));
        // The name comes from this browser, once, and only where it may pass from page to page.
        const isNamed = site === 'together' && javaScriptEnabled;
        expect(text.includes(`For ${name}`)).toBe(isNamed);
        for (const format of papers) expect(await sheetsOf(page, format)).toHaveLength(1);
        await page.reload();
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Registration received');
        expect(await page.getByRole('main').innerText()).not.toContain(name);
        expect(posts).not.toContain('POST');
        expect(await listed(site, name)).toHaveLength(1);
        expect(addresses.filter((url) => /Guest|example\.org/.test(url))).toEqual([]);
      });

      test('a personal link shows the registration and lets the guest withdraw', async ({
        page,
      }) => {
        const guest = `Withdrawing ${site} ${javaScriptEnabled}`;
        await page.goto(`${sites[site]}/register/`);
        await fillIn(page, guest);
        await checkAndSend(page);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Registration received');
        const link = page.url();
        const code = link.split('#')[1] ?? '';
        const server: string[] = [];
        page.on('request', (request) => server.push(`${new URL(request.url()).pathname}?`));
        await page.getByRole('link', { name: 'Your registration' }).click();
        if (!javaScriptEnabled) {
          await page.getByLabel('Personal code').fill(link);
          await page.getByRole('button', { name: 'Show the registration' }).click();
        }
        await expect(page.getByRole('main')).toContainText('have not yet made a decision');
        expect(server.join('')).not.toContain(code);
        expect(page.url()).not.toContain(code);
        for (const format of papers) {
          const [paper, ...rest] = await sheetsOf(page, format);
          expect(rest).toEqual([]);
          expect(paper).toContain('have not yet made a decision');
          expect(paper).not.toContain('Withdraw');
        }
        await page.getByLabel('I withdraw this registration. Its places').check();
        await page.getByRole('button', { name: 'Withdraw the registration' }).click();
        await expect(page.getByRole('main')).toContainText('The registration has been withdrawn.');
        expect(await listed(site, guest)).toEqual([expect.stringContaining(' withdrawn ')]);
      });

      test('all answers are read again, lead back to their questions, and are sent as corrected', async ({
        page,
      }) => {
        const guest = `Corrected ${site} ${javaScriptEnabled}`;
        await page.goto(`${sites[site]}/register/`);
        await fillIn(page, `Misspelt ${site} ${javaScriptEnabled}`);
        await check(page);
        await expect(page.getByRole('heading', { name: 'Check your answers' })).toBeVisible();
        const answers = page.locator('.check-answers');
        await expect(answers).toContainText('Belgium');
        await expect(answers).toContainText('does not confirm a place');
        expect(page.url()).not.toContain('Misspelt');
        await page
          .getByRole(javaScriptEnabled ? 'link' : 'button', { name: 'Change: Full name' })
          .click();
        const field = page.locator('[name=name]');
        await expect(field).toBeInViewport();
        if (javaScriptEnabled) await expect(field).toBeFocused();
        await expect(page.getByLabel('Country')).toHaveValue('BE');
        await field.fill(guest);
        await checkAndSend(page);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Registration received');
        expect(await listed(site, guest)).toHaveLength(1);
        expect(await listed(site, `Misspelt ${site} ${javaScriptEnabled}`)).toEqual([]);
      });

      test('a refusal comes back with its errors, its title and every value', async ({ page }) => {
        await page.goto(`${sites[site]}/register/`);
        await page.locator('[name=name]').fill('Nguyễn “O’Brien”');
        await page.locator('[name=email]').fill('nobody@');
        const [response] = await Promise.all([
          page.waitForResponse((one) => one.request().method() === 'POST'),
          check(page),
        ]);
        expect(response.status()).toBe(422);
        await expect(page).toHaveTitle(/^Error: /);
        const summary = page.locator('.error-summary');
        await expect(summary).toContainText('Enter an e-mail address in the form name@example.org');
        expect(
          await page.evaluate(() => document.querySelector('main')?.firstElementChild?.className),
        ).toContain('error-summary');
        if (javaScriptEnabled) await expect(summary).toBeFocused();
        await expect(page.locator('[name=name]')).toHaveValue('Nguyễn “O’Brien”');
        await expect(page.locator('[name=email]')).toHaveAttribute('aria-invalid', 'true');
        await summary.getByRole('link', { name: 'Enter an e-mail address' }).click();
        await expect(page.locator('[name=email]')).toBeFocused();
      });
    });
  }
}

test('a secretary is asked for a name and an address of their own', async ({ page }) => {
  await page.goto(`${sites.together}/register/`);
  await expect(page.getByLabel('Your own name')).toBeHidden();
  await fillIn(page, 'Guest of a secretary');
  await page.getByLabel('Someone else').check();
  await check(page);
  await expect(page.locator('.error-summary')).toContainText('Enter your own e-mail address');
  await page.getByLabel('Your own name').fill('The Secretary');
  await page.getByLabel('Your own e-mail address').fill('secretary@example.org');
  await checkAndSend(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Registration received');
});

test('the browser’s way back leads from the answers to the form', async ({ page }) => {
  await page.goto(`${sites.together}/register/`);
  await fillIn(page, 'Guest who goes back');
  await check(page);
  await expect(page.getByRole('heading', { name: 'Check your answers' })).toBeFocused();
  await page.goBack();
  await expect(page.locator('[name=name]')).toBeVisible();
  await expect(page.locator('[name=name]')).toHaveValue('Guest who goes back');
  await expect(page.getByRole('button', { name: 'Continue' })).toBeFocused();
  await checkAndSend(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Registration received');
});

test('a lost connection while the answers are checked says that nothing was registered', async ({
  page,
}) => {
  await page.goto(`${sites.together}/register/`);
  await fillIn(page, 'Guest in a tunnel');
  await page.route('**/api/register', (route) => route.abort());
  await check(page);
  await expect(page.locator('.error-summary')).toContainText('Nothing has been registered yet.');
  await page.unroute('**/api/register');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Check your answers' })).toBeFocused();
  await expect(page).toHaveTitle(/^Check your answers/);
});

test('words and autofill follow the answer to who is registered', async ({ page }) => {
  await page.goto(`${sites.together}/register/`);
  const form = page.locator('form.registration');
  const name = page.locator('[name=name]');
  await page.getByLabel('Myself').check();
  expect(await form.innerText()).not.toMatch(/the guest/i);
  await expect(name).toHaveAccessibleName('Full name');
  await expect(name).toHaveAttribute('autocomplete', 'name');
  await page.getByLabel('Someone else').check();
  await expect(name).toHaveAccessibleName('Full name of the guest');
  await expect(name).toHaveAttribute('autocomplete', 'off');
  await expect(page.getByLabel('Your own name')).toHaveAttribute('autocomplete', /\bname$/);
  await expect(page.locator('[name=notice]')).toHaveAccessibleName(/^I have told the guest/);
  await expect(page.locator('[name=field_visit]').first()).toHaveAccessibleName('Yes');
  expect(await form.innerText()).not.toMatch(/look after you|reach you|you are interested/);
});

test('a lost connection keeps what was typed, and trying again registers once', async ({
  page,
}) => {
  await page.goto(`${sites.together}/register/`);
  await fillIn(page, 'Guest with bad wifi');
  await check(page);
  await expect(page.locator('.check-answers')).toBeVisible();
  // The endpoint stores the registration, and its reply is lost.
  await page.route('**/api/register', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await send(page);
  const again = page.getByRole('button', { name: 'Try again' });
  await expect(again).toBeVisible();
  await expect(page.locator('.check-answers')).toContainText('Guest with bad wifi');
  await page.unroute('**/api/register');
  await again.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Registration received');
  expect(await listed('together', 'Guest with bad wifi')).toHaveLength(1);
});

test('a correction after a lost connection is what “Try again” sends', async ({ page }) => {
  await page.goto(`${sites.together}/register/`);
  await fillIn(page, 'Guest with a misspelt name');
  await check(page);
  await expect(page.locator('.check-answers')).toContainText('Guest with a misspelt name');
  const keys: (string | undefined)[] = [];
  await page.route('**/api/register', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    await (keys.length === 1 ? route.abort() : route.continue());
  });
  await send(page);
  const again = page.getByRole('button', { name: 'Try again' });
  await expect(again).toBeVisible();
  await page.getByRole('link', { name: 'Change: Full name' }).click();
  await expect(page.locator('[name=name]')).toBeFocused();
  await page.locator('[name=name]').fill('Guest with a corrected name');
  await checkAndSend(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Registration received');
  expect(await listed('together', 'Guest with a corrected name')).toHaveLength(1);
  expect(await listed('together', 'Guest with a misspelt name')).toHaveLength(0);
  // The second is the check, which needs none.
  expect(keys).toEqual([expect.any(String), undefined, expect.any(String)]);
  expect(keys[2]).not.toBe(keys[0]);
});

test('an endpoint that does not answer for thirty seconds keeps what was typed, and names whom to write to', async ({
  page,
}) => {
  // The script's time-outs pass a hundred times faster. Their real length is asserted.
  await page.addInitScript(() => {
    const patience = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = (milliseconds) => {
      document.documentElement.dataset['patience'] = `${milliseconds}`;
      return patience(milliseconds / 100);
    };
  });
  await page.goto(`${sites.together}/register/`);
  await fillIn(page, 'Guest who waits');
  await page.route('**/api/register', () => new Promise(() => undefined));
  await check(page);
  await expect(page.locator('.error-summary')).toContainText('the server took too long');
  await expect(page.locator('html')).toHaveAttribute('data-patience', '30000');
  await expect(page.locator('[name=name]')).toHaveValue('Guest who waits');
  await expect(page.locator('footer a[href^="mailto:"]').first()).toBeVisible();
  await page.goto(`${sites.together}/programme/`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('where the form’s script is not found, the browser sends the form', async ({ page }) => {
  const missing: string[] = [];
  await page.route('**/*.js', async (route) => {
    missing.push(route.request().url());
    await route.fulfill({ status: 404, body: '' });
  });
  await page.goto(`${sites.together}/register/`);
  expect(missing).not.toEqual([]);
  await fillIn(page, 'Guest without the script');
  await checkAndSend(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Registration received');
  expect(await listed('together', 'Guest without the script')).toHaveLength(1);
});

test('a page from before a change of the form shows the form as it is now, with what was typed', async ({
  page,
}) => {
  await page.goto(`${sites.together}/register/`);
  await fillIn(page, 'Guest with an old page');
  await page.locator('input[name="form-version"]').evaluate((field) => {
    if (field instanceof HTMLInputElement) field.value = 'old';
  });
  await check(page);
  await expect(page.locator('.error-summary')).toContainText('The questions changed');
  await expect(page.locator('[name=name]')).toHaveValue('Guest with an old page');
  expect(await listed('together', 'Guest with an old page')).toEqual([]);
  await checkAndSend(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Registration received');
});

test('without styles every field of the form stands with its words, and the form sends', async ({
  page,
}) => {
  await page.route(`${sites.together}/**`, async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch({ maxRedirects: 0 });
    const type = response.headers()['content-type'] ?? '';
    if (!type.startsWith('text/html')) return route.fulfill({ response });
    const body = (await response.text()).replaceAll(/<style[\s\S]*?<\/style>/g, '');
    return route.fulfill({ response, body });
  });
  await page.goto(`${sites.together}/register/`);
  expect(await page.evaluate(() => document.styleSheets.length)).toBe(0);
  const apart = await page.locator('main').evaluate((main) =>
    Array.from(main.querySelectorAll<HTMLInputElement>('input, select, textarea'))
      .filter((field) => field.type !== 'hidden' && field.checkVisibility())
      .filter((field) => {
        const [label] = field.labels ?? [];
        if (label === undefined || label.innerText.trim() === '') return true;
        const [of, its] = [field.getBoundingClientRect(), label.getBoundingClientRect()];
        const beside = of.top < its.bottom && its.top < of.bottom;
        const below = of.top >= its.bottom && of.top - its.bottom < 100;
        return !(beside || below);
      })
      .map((field) => field.name),
  );
  expect(apart).toEqual([]);
  await fillIn(page, 'Guest without styles');
  await checkAndSend(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Registration received');
});

test('a guest with scripts who sends within two seconds waits them out, and is not asked again', async ({
  page,
}) => {
  // A slow clock keeps the page within them, however long filling in takes here.
  await page.addInitScript(() => {
    const now = performance.now.bind(performance);
    performance.now = () => now() / 100;
  });
  await page.goto(`${sites.together}/register/`);
  await fillIn(page, 'Guest within two seconds');
  const posting = page.waitForRequest((request) => request.method() === 'POST');
  await check(page);
  const sentAt = Date.now();
  await expect(page.getByRole('status')).toHaveText('Checking your answers');
  const post = await posting;
  expect(Date.now() - sentAt).toBeGreaterThan(1000);
  expect(new URLSearchParams(post.postData() ?? '').get('open-for')).toBe('2000');
  await send(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Registration received');
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(`${javaScriptEnabled ? 'with' : 'without'} scripts`, () => {
    test.use({ javaScriptEnabled, viewport: { width: 320, height: 640 } });

    test('each link of the error summary shows the label, the error and the field', async ({
      page,
    }) => {
      await page.goto(`${sites.together}/register/`);
      await check(page);
      const summary = page.locator('.error-summary');
      await expect(summary).toContainText('Correct it and send the form again; nothing was saved.');
      await expect(summary).not.toContainText('Nothing was saved.');
      const links = summary.getByRole('link');
      expect(await links.count()).toBeGreaterThan(5);
      for (const link of await links.all()) {
        await link.click();
        const question = page.locator('.question.has-error').filter({
          has: page.locator((await link.getAttribute('href')) ?? ''),
        });
        await expect(question.locator('label, legend').first()).toBeInViewport({ ratio: 1 });
        await expect(question.locator('.error-message').first()).toBeInViewport({ ratio: 1 });
        await expect(page.locator((await link.getAttribute('href')) ?? '')).toBeInViewport({
          ratio: 1,
        });
      }
      const legend = page.locator('fieldset.has-error legend').first();
      const bar = await page.locator('fieldset.has-error').first().boundingBox();
      expect((await legend.boundingBox())?.y).toBeGreaterThanOrEqual(bar?.y ?? Infinity);
      // The whole legend stands beside the bar, and not across its upper end.
      expect(await legend.evaluate((element) => getComputedStyle(element).float)).not.toBe('none');
    });
  });
}

test('a password manager that fills in every field is told which one to clear', async ({
  page,
}) => {
  await page.goto(`${sites.together}/register/`);
  await fillIn(page, 'Guest with a manager');
  const trap = page.getByLabel('Leave this field empty');
  await trap.evaluate((field) => field.setAttribute('value', 'Guest with a manager'));
  await check(page);
  await expect(page.getByRole('alert')).toContainText('a password manager may have filled it in');
  await page.getByRole('alert').getByRole('link').click();
  await expect(trap).toBeFocused();
  await expect(trap).toBeInViewport();
  await expect(trap).toHaveAccessibleDescription(/^Error: Clear the field/);
  expect(await listed('together', 'Guest with a manager')).toEqual([]);
  await trap.fill('');
  await checkAndSend(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Registration received');
  expect(await listed('together', 'Guest with a manager')).toHaveLength(1);
});

test('a double click makes one registration', async ({ page }) => {
  await page.goto(`${sites.together}/register/`);
  await fillIn(page, 'Guest in a hurry');
  await check(page);
  await page.getByRole('button', { name: 'Send registration' }).dblclick();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Registration received');
  expect(await listed('together', 'Guest in a hurry')).toHaveLength(1);
});

for (const [width, colorScheme] of [
  [1280, 'light'],
  [1280, 'dark'],
  [320, 'light'],
] as const) {
  test(`axe finds nothing in a form with errors and in an acknowledgement, ${width} pixels, ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${sites.together}/register/`);
    await check(page);
    await expect(page.locator('.error-summary')).toBeVisible();
    await page.evaluate(axe);
    expect(
      await page.evaluate('axe.run().then(({ violations }) => violations.map(({ id }) => id))'),
    ).toEqual([]);
    await fillIn(page, `Guest at ${width} ${colorScheme}`);
    await check(page);
    await expect(page.getByRole('heading', { name: 'Check your answers' })).toBeFocused();
    await page.evaluate(axe);
    expect(
      await page.evaluate('axe.run().then(({ violations }) => violations.map(({ id }) => id))'),
    ).toEqual([]);
    await send(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Registration received');
    await page.evaluate(axe);
    expect(
      await page.evaluate('axe.run().then(({ violations }) => violations.map(({ id }) => id))'),
    ).toEqual([]);
  });
}

test('the host writes nothing of an answer into its log', async ({ page }) => {
  await page.goto(`${sites.together}/register/`);
  await fillIn(page, 'Guest unlogged');
  await checkAndSend(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Registration received');
  const log = readFileSync(join(sites.folder, 'together.log'), 'utf8');
  expect(log).toContain('http://localhost');
  expect(log).not.toMatch(/Guest|example\.org|City of Example/);
});

test('a form that asks for a calculation makes it while the page goes on', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${sites.elsewhere}/register/`);
  await fillIn(page, 'Guest who calculates');
  expect(asked.filter((path) => /challenge/.test(path))).toEqual([]);
  await page.evaluate(() => {
    const begun = performance.now();
    let turns = 0;
    setInterval(() => {
      turns += 1;
      document.body.dataset['turn'] = String((performance.now() - begun) / turns);
    }, 10);
  });
  await check(page);
  await expect(page.getByRole('heading', { name: 'Check your answers' })).toBeVisible();
  expect(asked.filter((path) => /challenge/.test(path))).toEqual([]);
  await page.route('**/register', async (route) => {
    expect(route.request().postData()).toContain('solved-challenge=');
    expect(Number(await page.locator('body').getAttribute('data-turn'))).toBeLessThan(60);
    await route.continue();
  });
  await send(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Registration received');
  expect(asked.filter((path) => path === '/register/challenge')).toHaveLength(1);
});

test('a challenge that is not taken is followed by another, and then by words', async ({
  page,
}) => {
  let spoilt = 2;
  await page.route('**/register/challenge', async (route) => {
    const response = await route.fetch();
    const challenge: object = await response.json();
    spoilt -= 1;
    await route.fulfill({
      response,
      json: spoilt < 0 ? challenge : { ...challenge, signature: '0' },
    });
  });
  const statuses: number[] = [];
  page.on('response', (response) => {
    if (response.request().method() === 'POST') statuses.push(response.status());
  });
  await page.goto(`${sites.elsewhere}/register/`);
  await fillIn(page, 'Guest with bad luck');
  await checkAndSend(page);
  await expect(page.locator('.error-summary')).toContainText('switch off scripts');
  await expect(page.locator('.check-answers')).toContainText('Guest with bad luck');
  expect(statuses).toEqual([200, 422, 422]);
  spoilt = 1;
  await send(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Registration received');
  expect(statuses).toEqual([200, 422, 422, 422, 201]);
});

/** The words of the choices in the list of countries. */
const choicesOf = (page: Page) =>
  page.locator('#country').evaluate((list) => Array.from(list.children, (one) => one.textContent));

test.describe('a long list', () => {
  test('is shortened to what was typed, and keeps what is chosen', async ({ page }) => {
    await page.goto(`${sites.together}/register/`);
    const field = page.getByLabel('To shorten the list');
    const country = page.locator('#country');
    const all = (await choicesOf(page)).length;
    await field.fill('niger');
    expect(await choicesOf(page)).toEqual(['Choose a country', 'Niger', 'Nigeria']);
    await expect(page.getByText('2 found', { exact: true })).toHaveAttribute('aria-live', 'polite');
    await field.fill('turkiye');
    await expect(country).toHaveValue('TR');
    await field.fill('uk');
    expect(await choicesOf(page)).toContain('United Kingdom');
    await expect(country).toHaveValue('TR');
    await field.fill('no such country');
    await expect(page.getByText('0 found')).toBeVisible();
    await expect(country).toHaveValue('TR');
    await field.fill('');
    expect((await choicesOf(page)).length).toBe(all);
    await expect(country).toHaveValue('TR');
  });

  test('gets the focus by the Enter key, which sends nothing', async ({ page }) => {
    const posts: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') posts.push(request.url());
    });
    await page.goto(`${sites.together}/register/`);
    await page.getByLabel('To shorten the list').fill('belg');
    await page.keyboard.press('Enter');
    await expect(page.locator('#country')).toBeFocused();
    await expect(page.locator('#country')).toHaveValue('BE');
    expect(posts).toEqual([]);
  });

  test('has no field above it where scripts are off', async ({ browser }) => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(`${sites.together}/register/`);
    await expect(page.getByLabel('To shorten the list')).toHaveCount(0);
    expect((await choicesOf(page)).length).toBeGreaterThan(200);
    await page.close();
  });
});
