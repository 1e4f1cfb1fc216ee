import { expect, test } from '@playwright/test';
import { audit } from './audit.ts';
import { allPages, readingPages, sites } from './sites.ts';

/**
 * What axe cannot decide, each resolved by hand. Text over the home page's lines and text in
 * drawings has the page's own background, whose contrast axe checks everywhere else. The lines
 * themselves have less than 1.9:1 against it.
 */
const resolved: Readonly<Record<string, readonly string[]>> = {
  'color-contrast': ['/', '/challenge/', '/venue/'],
};

const conditions = [
  { name: 'in light', width: 1280, colorScheme: 'light', scripts: true },
  { name: 'in dark', width: 1280, colorScheme: 'dark', scripts: true },
  { name: 'at 320 pixels', width: 320, colorScheme: 'light', scripts: true },
  { name: 'at 320 pixels in dark', width: 320, colorScheme: 'dark', scripts: true },
] as const;

for (const { name, width, colorScheme } of conditions) {
  test.describe(name, () => {
    test.use({ viewport: { width, height: width === 320 ? 256 : 900 }, colorScheme });

    for (const address of allPages) {
      test(`${address} has no fault that axe finds, and nothing to scroll sideways`, async ({
        page,
      }) => {
        await page.goto(sites.together + address);
        const { violations, incomplete } = await audit(page);
        expect(violations).toEqual([]);
        const open = incomplete.filter(({ id }) => resolved[id]?.includes(address) !== true);
        expect(open).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
          width,
        );
      });
    }
  });
}

for (const address of ['/register/', '/search/']) {
  test(`${address} has no fault that axe finds where scripts are off`, async ({ page }) => {
    // axe cannot run without scripts, so the page is loaded with its own scripts removed.
    await page.route(sites.together + address, async (route) => {
      const response = await route.fetch();
      const source = await response.text();
      const bare = source.replaceAll(/<script[^>]*src[^>]*><\/script>|<\/?noscript>/g, '');
      await route.fulfill({ response, body: bare });
    });
    await page.goto(sites.together + address);
    const { violations, incomplete } = await audit(page);
    expect(violations).toEqual([]);
    expect(incomplete).toEqual([]);
  });
}

for (const address of readingPages) {
  test(`${address} loads no script, nothing from elsewhere, and breaks no policy`, async ({
    page,
  }) => {
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(sites.together + address, { waitUntil: 'networkidle' });
    expect(requests.filter((url) => !url.startsWith(`${sites.together}/`))).toEqual([]);
    expect(requests.filter((url) => /\.m?js($|\?)|pagefind/.test(url))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  for (const width of [390, 1280]) {
    test(`${address} hardly moves while its fonts come late, at ${width} pixels`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 844 });
      await page.addInitScript(() => {
        const shifts: number[] = [];
        Object.assign(window, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            if ('value' in entry) shifts.push(Number(entry.value));
        }).observe({ type: 'layout-shift', buffered: true });
      });
      // Late fonts are what could shift the layout.
      await page.route('**/*.woff2', async (route) => {
        await new Promise((done) => setTimeout(done, 400));
        await route.continue();
      });
      await page.goto(sites.together + address, { waitUntil: 'networkidle' });
      await page.waitForTimeout(300);
      const moved = await page.evaluate('window.shifts.reduce((sum, one) => sum + one, 0)');
      expect(moved).toBeLessThanOrEqual(0.02);
    });
  }
}

test('the keyboard reaches every control of a page in order, the skip link first, each with its outline', async ({
  page,
}) => {
  await page.goto(`${sites.together}/venue/`);
  const names: string[] = [];
  for (let stop = 0; stop < 30; stop += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return undefined;
      return {
        name: element.innerText.trim().replace(/\s+/g, ' '),
        outline: Number.parseFloat(getComputedStyle(element).outlineWidth),
      };
    });
    if (focused === undefined) break;
    expect(focused.outline).toBeGreaterThanOrEqual(2);
    names.push(focused.name);
  }
  expect(names.slice(0, 4)).toEqual([
    'Skip to the content',
    'RFTF The Hague',
    'Invitation',
    'The challenge',
  ]);
  expect(names.slice(7, 9)).toEqual(['Register', 'Search']);
  expect(names.at(-1)).toBe('Search');
});

test('the menu of a phone opens without a script of the site', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${sites.together}/`);
  await expect(page.getByRole('link', { name: 'The venue' }).first()).toBeHidden();
  await page.getByRole('button', { name: 'Menu' }).press('Enter');
  await page.getByRole('navigation').getByRole('link', { name: 'The venue' }).click();
  await expect(page).toHaveURL(/\/venue\/$/);
});

test('the first page of a phone says who, what, when, where, for whom, and the act, without scrolling', async ({
  page,
}) => {
  await page.setViewportSize({ width: 375, height: 667 });
  await page.goto(`${sites.together}/`);
  for (const words of [
    'The Mayor of The Hague invites you',
    '15–16 February 2017',
    'Fokker Terminal',
    'senior officials',
  ]) {
    await expect(page.getByText(words).locator('visible=true').first()).toBeInViewport({
      ratio: 1,
    });
  }
  const act = page.getByRole('link', { name: 'Register your participation', exact: true });
  await expect(act).toBeInViewport({ ratio: 1 });
});

test('the first page says the weekdays and the country, names the event where it is shared, and hands out its days', async ({
  page,
}) => {
  await page.goto(`${sites.together}/`);
  const facts = page.locator('.letterhead-facts');
  await expect(facts).toContainText('Wednesday and Thursday');
  await expect(facts).toContainText('The Hague, the Netherlands');
  const heading = await page.getByRole('heading', { level: 1 }).innerText();
  const event = heading.replaceAll('\u00a0', ' ');
  await expect(page.locator('meta[property="og:title"]')).toHaveAttribute('content', event);
  await expect(page.locator('main blockquote')).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText(`${event} (RFTF)`);
  const link = page.getByRole('main').getByRole('link', { name: 'Add to your calendar' });
  const file = await page.request.get(
    new URL((await link.getAttribute('href')) ?? '', page.url()).href,
  );
  expect(file.headers()['content-type']).toContain('text/calendar');
  expect(await file.text()).toContain('DTSTART;VALUE=DATE:20170215');
});

test('whoever is asked to register can do so there, and is never more than a screen away from it', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const address of ['/', '/challenge/', '/venue/', '/learning-from-others/', '/programme/']) {
    await page.goto(sites.together + address);
    const ways = await page
      .locator('main a[href$="/register/"]')
      .evaluateAll((links) => links.map((link) => link.getBoundingClientRect().top + scrollY));
    const bottom = await page.evaluate(() => document.documentElement.scrollHeight);
    // From each screen, the one before or the one after it has a way. The header has one as well.
    const stops = [0, ...ways, bottom];
    const gaps = stops.slice(1).map((stop, index) => stop - (stops[index] ?? 0));
    expect(ways.length, address).toBeGreaterThan(0);
    expect(Math.max(...gaps), address).toBeLessThanOrEqual(3 * 844);
  }
  await page.goto(`${sites.together}/`);
  await page.getByRole('link', { name: 'Please register your participation' }).click();
  await expect(page).toHaveURL(/\/register\/$/);
});

test('the first and the last day are each a date that programs can read', async ({ page }) => {
  await page.goto(`${sites.together}/`);
  const days = page.locator('.letterhead-facts time');
  await expect(days).toHaveCount(2);
  await expect(days.first()).toHaveAttribute('datetime', '2017-02-15');
  await expect(days.last()).toHaveAttribute('datetime', '2017-02-16');
});

test('what nobody has announced is listed as not known yet, and the address opens maps', async ({
  page,
}) => {
  await page.goto(`${sites.together}/venue/`);
  const main = page.getByRole('main');
  await expect(main).toContainText('to be announced with the programme on 25 January 2017');
  for (const what of ['Closing date of registration', 'Hotels', 'Visa letters', 'Whom to call'])
    await expect(main.getByRole('listitem').filter({ hasText: what })).toHaveCount(1);
  const link = main.getByRole('link', { name: 'Open in a map app' });
  await expect(link).toHaveAttribute('href', /^geo:52\.06565,4\.33956\?/);
});

test('the title of every page names the event', async ({ page }) => {
  await page.goto(`${sites.together}/`);
  const heading = await page.getByRole('heading', { level: 1 }).innerText();
  const event = heading.replaceAll('\u00a0', ' ');
  for (const address of allPages) {
    await page.goto(`${sites.together}${address}`);
    expect(await page.title()).toContain(event);
  }
});

const enlargements = {
  'the text spacing of WCAG 1.4.12':
    '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}',
  'text of 200 %': 'html{font-size:200%!important}',
};

for (const [name, rules] of Object.entries(enlargements)) {
  test(`no page scrolls sideways with ${name}`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const address of allPages) {
      await page.goto(sites.together + address);
      await page.evaluate((sheet) => {
        const added = new CSSStyleSheet();
        added.replaceSync(sheet);
        document.adoptedStyleSheets = [added];
      }, rules);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, address).toBeLessThanOrEqual(390);
    }
  });
}

test('nothing moves by itself where motion is unwanted', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const address of allPages) {
    await page.goto(sites.together + address);
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((element) => {
          const { transitionDuration, animationName } = getComputedStyle(element);
          return /[1-9]/.test(transitionDuration) || animationName !== 'none';
        })
        .map((element) => element.className.toString()),
    );
    expect(moving, address).toEqual([]);
  }
});

test('in forced colours the button, the fields and the current page keep a border or a line', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(`${sites.together}/register/`);
  const width = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => Number.parseFloat(getComputedStyle(element).borderTopWidth));
  expect(await width('.button')).toBeGreaterThanOrEqual(1);
  expect(await width('input[type=email]')).toBeGreaterThanOrEqual(1);
  const line = page.locator('.site-navigation a[aria-current]');
  expect(await line.evaluate((element) => getComputedStyle(element).textDecorationLine)).toContain(
    'underline',
  );
});

test('controls are large enough to be hit', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${sites.together}/register/`);
  const small = await page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'button, select, textarea, input:not([type=hidden]), .site-header a, .footer-links a, .button',
      ),
    ]
      .filter((element) => !element.closest('.leave-empty'))
      .filter((element) => {
        const { width, height } = element.getBoundingClientRect();
        return width > 0 && (width < 24 || height < 24);
      })
      .map((element) => element.outerHTML.slice(0, 80)),
  );
  expect(small).toEqual([]);
});

test('a link with a line of its own is at least 24 pixels high', async ({ page }) => {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    for (const address of [...allPages, '/programme/changes/', '/programme/mine/']) {
      await page.goto(sites.together + address);
      const low = await page.locator('main a[href], footer a[href]').evaluateAll((links) => {
        return links
          .filter((link) =>
            [link.previousSibling, link.nextSibling].every((node) =>
              node instanceof Element
                ? node.matches('br, p, ul, div')
                : (node?.textContent ?? '').trim() === '',
            ),
          )
          .filter(({ parentElement }) => parentElement?.matches('p, li, dd, span, div') === true)
          .filter((link) => {
            const { width: wide, height } = link.getBoundingClientRect();
            return wide > 0 && height < 24;
          })
          .map((link) => link.outerHTML.slice(0, 80));
      });
      expect(low, `${address} at ${width}`).toEqual([]);
    }
  }
});

test('no table and no code is cut off on paper', async ({ page }) => {
  // The width of the text on A4.
  await page.setViewportSize({ width: 650, height: 900 });
  await page.emulateMedia({ media: 'print' });
  await page.goto(`${sites.styleGuide}/style-guide/`);
  const cut = await page
    .locator('.table-scroll, pre')
    .evaluateAll((blocks) =>
      blocks
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map(({ textContent }) => textContent.slice(0, 40)),
    );
  expect(cut).toEqual([]);
});
