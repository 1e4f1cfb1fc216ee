import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { audit } from './audit.ts';
import { sites } from './sites.ts';

const pages = [
  '/programme/',
  '/programme/opening/',
  '/programme/fire-on-the-quay/',
  '/programme/engines/',
  '/programme/after-hours/',
  '/programme/changes/',
  '/programme/mine/',
  '/speakers/',
  '/speakers/ada-anchor/',
  '/search/',
];
const mark = (page: Page, title: string) =>
  page.getByRole('button', { name: `My programme: ${title}` });

/** The events of a calendar, as text. */
const events = (text: string) => text.match(/BEGIN:VEVENT\r\n[\s\S]*?END:VEVENT\r\n/g) ?? [];

/** The box of a session on the page. */
const boxOf = async (page: Page, title: string) => {
  const box = await page
    .locator('.session')
    .filter({ has: page.getByRole('heading', { name: title, exact: true }) })
    .boundingBox();
  return box ?? { x: 0, y: 0, width: 0, height: 0 };
};

for (const { name, width, colorScheme } of [
  { name: 'in light', width: 1280, colorScheme: 'light' },
  { name: 'in dark', width: 1280, colorScheme: 'dark' },
  { name: 'at 320 pixels', width: 320, colorScheme: 'light' },
] as const) {
  test.describe(name, () => {
    test.use({ viewport: { width, height: 900 }, colorScheme, timezoneId: 'Europe/Amsterdam' });

    for (const address of pages) {
      test(`${address} has no fault that axe finds, and nothing to scroll sideways`, async ({
        page,
      }) => {
        await page.goto(sites.madeUp + address, { waitUntil: 'networkidle' });
        const { violations, incomplete } = await audit(page);
        expect(violations).toEqual([]);
        expect(incomplete).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
          width,
        );
      });
    }
  });
}

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 320, height: 700 } });

  test('every session stands in the list with its time, its label and its room', async ({
    page,
  }) => {
    await page.goto(`${sites.madeUp}/programme/`);
    await expect(page.locator('.session')).toHaveCount(40);
    const item = page.locator('.session', { hasText: 'Knots that hold' });
    await expect(item).toContainText('10:15–11:45');
    await expect(item).toContainText('Nowhere time');
    await expect(item).toContainText('Chart Room');
    await expect(page.getByRole('button', { name: /My programme/ })).toHaveCount(0);
    const titles = page.locator('.session-title');
    await expect(titles.nth(0)).toHaveText('Doors and coffee');
    await expect(titles.nth(1)).toHaveText('Opening: why quays matter');
    await expect(titles.nth(2)).toHaveText('Reading the tide');
  });

  test('the page of marked sessions says what it needs', async ({ page }) => {
    await page.goto(`${sites.madeUp}/programme/mine/`);
    expect(await page.content()).toContain('Marking sessions needs scripts');
  });
});

test.describe('the grid', () => {
  test.use({ viewport: { width: 1280, height: 900 }, timezoneId: 'Europe/Amsterdam' });

  test('puts parallel sessions side by side, and breaks across', async ({ page }) => {
    await page.goto(`${sites.madeUp}/programme/`);
    const [tide, knots, lunch] = [
      await boxOf(page, 'Reading the tide'),
      await boxOf(page, 'Knots that hold'),
      await page.locator('.session', { hasText: 'Lunch' }).first().boundingBox(),
    ];
    expect(Math.abs(tide.y - knots.y)).toBeLessThan(1);
    expect(knots.x).toBeGreaterThan(tide.x + tide.width - 1);
    // Ninety minutes are taller than the forty-five beside them.
    expect(knots.height).toBeGreaterThan(1.5 * tide.height);
    expect(lunch?.width ?? 0).toBeGreaterThan(3.5 * tide.width);
  });

  test('is a list in the same order where there is no room for it', async ({ page }) => {
    await page.goto(`${sites.madeUp}/programme/`);
    const wide = await page.locator('.session-title').allInnerTexts();
    await page.setViewportSize({ width: 700, height: 900 });
    const [tide, knots] = [
      await boxOf(page, 'Reading the tide'),
      await boxOf(page, 'Knots that hold'),
    ];
    expect(knots.y).toBeGreaterThan(tide.y + tide.height - 1);
    expect(knots.x).toBe(tide.x);
    expect(await page.locator('.session-title').allInnerTexts()).toEqual(wide);
  });
});

test('a change stands on the item, on the session’s page and on the page of changes', async ({
  page,
}) => {
  await page.goto(`${sites.madeUp}/programme/`);
  const item = page.locator('.session', { hasText: 'Fire on the quay' });
  await expect(item).toContainText('moved from 13:00, Chart Room');
  await expect(page.locator('.session', { hasText: 'Engines that whisper' })).toContainText(
    'cancelled',
  );
  await expect(page.locator('.session', { hasText: 'Fog: a field guide' })).toContainText('new');
  await page.getByRole('link', { name: 'Fire on the quay' }).click();
  await expect(page.locator('main')).toContainText('moved from 13:00, Chart Room');
  await page.goto(`${sites.madeUp}/programme/changes/`);
  await expect(page.locator('.changes .session-change')).toHaveText(
    ['New', 'Cancelled', 'Moved from 13:00, Chart Room'],
    { ignoreCase: true },
  );
});

test('a session says what comes before and after in its room, and what else runs', async ({
  page,
}) => {
  await page.goto(`${sites.madeUp}/programme/night-shifts/`);
  const room = page.getByRole('navigation', { name: 'In Great Loft that day' });
  await expect(room.getByRole('link')).toHaveText(['Reading the tide', 'Who owns the water?']);
  const meanwhile = page.getByRole('navigation', { name: 'At that time' });
  await expect(meanwhile.getByRole('link')).toHaveText([
    'Knots that hold',
    'Boats for beginners',
    'Fire on the quay',
  ]);
});

test('a speaker’s page names the sessions, and the list names the speakers', async ({ page }) => {
  await page.goto(`${sites.madeUp}/speakers/`);
  await page.getByRole('link', { name: 'Hugo Hawser' }).click();
  await expect(page.locator('main')).toContainText('Splicing, step by step');
  await expect(page.locator('main')).toContainText(
    'Saturday 28 October 2017, 10:15–11:45, Nowhere time, Chart Room',
  );
});

test.describe('elsewhere', () => {
  test.use({ timezoneId: 'America/New_York' });

  test('the reader’s own time stands beside the venue’s, and days stay as they are', async ({
    page,
  }) => {
    await page.goto(`${sites.madeUp}/programme/`);
    const night = page.locator('.session', { hasText: 'The hour that comes twice' });
    await expect(night).toContainText('02:15 (UTC+1)–02:45 (UTC+1)');
    await expect(night).toContainText('Saturday 21:15–21:45, your time');
    await expect(page.locator('h2 time')).toHaveText(['28 October 2017', '29 October 2017']);
    await page.emulateMedia({ media: 'print' });
    await expect(night).toContainText('02:15 (UTC+1)–02:45 (UTC+1)');
    await expect(page.locator('.programme-note').last()).toContainText('CEST, UTC+2 / CET, UTC+1.');
    await expect(page.locator('.reader-time:visible')).toHaveCount(0);
  });
});

test.describe('at the venue', () => {
  test.use({ timezoneId: 'Europe/Amsterdam' });

  test('no second time is shown', async ({ page }) => {
    await page.goto(`${sites.madeUp}/programme/`);
    await expect(mark(page, 'Knots that hold')).toBeVisible();
    await expect(page.locator('.reader-time')).toHaveCount(0);
  });

  test('what is on and what comes next follows the reader’s clock', async ({ page }) => {
    await page.clock.setFixedTime(new Date('2017-10-28T08:55:00Z'));
    await page.goto(`${sites.madeUp}/programme/`);
    const now = page.locator('[data-now-and-next]');
    await expect(now).toContainText('On now');
    await expect(now.locator('ul').first().locator('a')).toHaveText([
      'Reading the tide',
      'Knots that hold',
      'The city at the gate',
      'Boats for beginners',
    ]);
    await expect(now.locator('ul').last().locator('a')).toHaveText([
      'Night shifts',
      'Fire on the quay',
    ]);
  });

  test('nothing is on before the event', async ({ page }) => {
    await page.goto(`${sites.madeUp}/programme/`);
    await expect(page.locator('[data-now-and-next]')).toBeHidden();
  });

  for (const address of ['/programme/', '/programme/opening/']) {
    test(`${address} moves nothing while it loads, its fonts apart`, async ({ page }) => {
      await page.route('**/*.woff2', (route) => route.abort());
      await page.addInitScript(() => {
        const shifts: number[] = [];
        Object.assign(window, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            if ('value' in entry) shifts.push(Number(entry.value));
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.goto(sites.madeUp + address, { waitUntil: 'networkidle' });
      await page.waitForTimeout(300);
      expect(await page.evaluate('window.shifts')).toEqual([]);
    });
  }
});

test.describe('my programme', () => {
  test.use({ timezoneId: 'Europe/Amsterdam', viewport: { width: 1280, height: 900 } });

  test('is marked, filtered, found again, and shows what clashes', async ({ page }) => {
    await page.goto(`${sites.madeUp}/programme/`);
    await mark(page, 'Reading the tide').click();
    await mark(page, 'Knots that hold').click();
    await expect(mark(page, 'Knots that hold')).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByRole('status')).toHaveText('2 sessions marked.');
    await page.getByRole('button', { name: 'Only my programme' }).click();
    await expect(page.locator('.session:visible')).toHaveCount(2);
    await page.reload();
    await expect(mark(page, 'Reading the tide')).toHaveAttribute('aria-pressed', 'true');
    await page.goto(`${sites.madeUp}/programme/knots-that-hold/`);
    await expect(mark(page, 'Knots that hold')).toHaveAttribute('aria-pressed', 'true');
    await page.goto(`${sites.madeUp}/programme/mine/`);
    await expect(page.locator('.session')).toHaveCount(2);
    await expect(page.locator('.session').first()).toContainText(
      'At the same time as “Knots that hold”.',
    );
    await page.getByRole('button', { name: 'Remove: Knots that hold' }).click();
    await expect(page.locator('.session')).toHaveCount(1);
  });

  test('works with the keyboard alone', async ({ page }) => {
    await page.goto(`${sites.madeUp}/programme/opening/`);
    await mark(page, 'Opening: why quays matter').focus();
    await page.keyboard.press('Space');
    await expect(mark(page, 'Opening: why quays matter')).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('Enter');
    await expect(mark(page, 'Opening: why quays matter')).toHaveAttribute('aria-pressed', 'false');
  });

  test('is downloaded with the events of the public calendar', async ({ page, request }) => {
    await page.goto(`${sites.madeUp}/programme/`);
    await mark(page, 'Reading the tide').click();
    await mark(page, 'Salt in everything').click();
    await page.goto(`${sites.madeUp}/programme/mine/`);
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download as a calendar file' }).click();
    const own = readFileSync(await (await waiting).path(), 'utf8');
    const all = await (await request.get(`${sites.madeUp}/programme.ics`)).text();
    expect(events(own)).toHaveLength(2);
    for (const event of events(own)) expect(events(all)).toContain(event);
    expect(own.startsWith('BEGIN:VCALENDAR\r\n')).toBe(true);
    expect(own.endsWith('END:VCALENDAR\r\n')).toBe(true);
  });

  test('is shared by an address whose fragment no server sees, and taken over', async ({
    page,
    browser,
  }) => {
    await page.goto(`${sites.madeUp}/programme/`);
    await mark(page, 'Reading the tide').click();
    await page.goto(`${sites.madeUp}/programme/mine/`);
    const address = page.getByLabel('The address of this choice');
    await expect(address).toHaveValue(/#sessions=/);
    const value = await address.inputValue();
    await using other = await browser.newContext();
    const theirs = await other.newPage();
    const requests: string[] = [];
    theirs.on('request', (request) => requests.push(request.url()));
    await theirs.goto(`${value},a-session-that-is-gone`);
    await expect(theirs.locator('.session')).toHaveCount(1);
    await expect(theirs.locator('.mine')).toContainText(
      'One session of this address is no longer in the programme.',
    );
    expect(requests.some((url) => url.includes('reading-the-tide'))).toBe(false);
    await theirs.getByRole('button', { name: 'Add these to my programme' }).click();
    await theirs.goto(`${sites.madeUp}/programme/`);
    await expect(mark(theirs, 'Reading the tide')).toHaveAttribute('aria-pressed', 'true');
  });

  test('is shown where the first fetch of the programme is lost', async ({ page }) => {
    await page.route('**/programme/sessions.json', (route) => route.abort(), { times: 1 });
    await page.goto(`${sites.madeUp}/programme/mine/`);
    await expect(page.locator('.mine')).toContainText('You have not marked any sessions yet.');
    await expect(page.getByText('cannot be loaded at the moment')).toBeHidden();
  });

  test('says what it dropped when a session is gone', async ({ page }) => {
    await page.goto(`${sites.madeUp}/programme/mine/`);
    // Its script has read the marks by then: it would drop what comes later before the page is left.
    await expect(page.getByText('You have not marked any sessions yet.')).toBeVisible();
    await page.evaluate(() => {
      const marks = [{ id: 'gone-long-ago', title: 'The old lighthouse' }];
      localStorage.setItem('programme-quays2017', JSON.stringify(marks));
    });
    await page.reload();
    await expect(page.locator('.mine')).toContainText(
      'No longer in the programme: The old lighthouse.',
    );
  });

  test('lasts as long as the page, and says so, where the browser keeps nothing', async ({
    page,
  }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('Refused', 'SecurityError');
        },
      });
    });
    await page.goto(`${sites.madeUp}/programme/`);
    await mark(page, 'Reading the tide').click();
    await expect(page.getByRole('status')).toContainText('This browser cannot save your choice');
    await page.getByRole('link', { name: 'My programme', exact: true }).click();
    await expect(page.locator('.session')).toHaveCount(1);
  });
});

test('the search finds sessions by word and filter, and says when and where they are', async ({
  page,
}) => {
  await page.goto(`${sites.madeUp}/search/`);
  await page.getByRole('searchbox').fill('harbour');
  const hits = page.locator('.pf-results > li');
  await expect(hits.first()).toBeVisible();
  await expect(page.locator('.hit-facts').first()).toContainText('Nowhere time');
  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: /^Panel/ }).click();
  await expect(hits.first()).toContainText('Harbour radio, live');
});

test('a printed programme holds every session and none of the buttons', async ({ page }) => {
  await page.goto(`${sites.madeUp}/programme/`);
  await expect(mark(page, 'Reading the tide')).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.session:visible')).toHaveCount(40);
  await expect(mark(page, 'Reading the tide')).toBeHidden();
  await expect(page.locator('.grid-times').first()).toBeHidden();
});
