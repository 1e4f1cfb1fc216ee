import { expect, test, type Locator, type Page } from '@playwright/test';
import { audit } from './audit.ts';
import { sites } from './sites.ts';

const day = '/programme/2017-10-28/';
const fullDay = sites.fullDay + day;
const forty = `${sites.madeUp}/programme/`;

const wide = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

const visible = '.session:visible';

/** Where an element is on the screen. */
async function boxOf(element: Locator) {
  const box = await element.boundingBox();
  return box ?? { x: Number.NaN, y: Number.NaN, width: Number.NaN, height: Number.NaN };
}

const heightOf = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight);
const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

/** Scrolls the grid inside its frame. */
const scrollGrid = (page: Page, left: number, top: number) =>
  page.locator('.grid-frame').evaluate((frame, to) => frame.scrollTo(to), { left, top });

/** The texts of the first session that can be seen, without its button. */
const textsSeen = (page: Page, selector = '.session') =>
  page
    .locator(selector)
    .first()
    .locator('p, h2, h3')
    .evaluateAll((texts) =>
      texts
        .filter((text) => text.checkVisibility() && text.clientWidth > 1)
        .map(({ textContent }) => textContent.trim().replaceAll(/\s+/g, ' ')),
    );

/** Where the titles of the sessions lead that can be seen. */
const linksSeen = (page: Page) =>
  page
    .locator('.session-title a')
    .evaluateAll((links) =>
      links.filter((link) => link.checkVisibility()).map((link) => link.getAttribute('href')),
    );

test.describe('400 sessions in 24 rooms', () => {
  test.use({ viewport: wide, timezoneId: 'Europe/Amsterdam' });

  test('stand in a grid of 3,600 by 4,200 pixels at most, in the full width of the window', async ({
    page,
  }) => {
    await page.goto(fullDay);
    const sheet = await boxOf(page.locator('.grid-sheet'));
    expect(sheet.width).toBeLessThanOrEqual(3600);
    expect(sheet.height).toBeLessThanOrEqual(4200);
    const frame = await boxOf(page.locator('.grid-frame'));
    expect(frame.width).toBeGreaterThan(1200);
    expect(await widthOf(page)).toBe(1280);
    await expect(page.locator(visible)).toHaveCount(400);
  });

  test('begin in the first screen, below one row of controls', async ({ page }) => {
    await page.goto(fullDay);
    expect((await boxOf(page.locator('.session').first())).y).toBeLessThan(400);
    expect((await boxOf(page.locator('.timetable-bar'))).height).toBeLessThan(64);
  });

  test('keep the rooms and the hours in view, wherever the grid is scrolled to', async ({
    page,
  }) => {
    await page.goto(fullDay);
    await scrollGrid(page, 1500, 2000);
    const frame = await boxOf(page.locator('.grid-frame'));
    const rooms = await boxOf(page.locator('.grid-rooms'));
    expect(Math.abs(rooms.y - frame.y)).toBeLessThan(1);
    const hours = await page
      .locator('.grid-times time')
      .evaluateAll((times) => times.map((time) => Math.round(time.getBoundingClientRect().x)));
    expect(hours.length).toBeGreaterThan(20);
    expect(new Set(hours)).toEqual(new Set([Math.round(frame.x)]));
    // What stands in front at the corner of the sheet is an hour, and no card.
    const front = await page.evaluate(
      ({ x, y }) => document.elementFromPoint(x, y)?.closest('.session') === null,
      { x: frame.x + 30, y: rooms.y + rooms.height + 60 },
    );
    expect(front).toBe(true);
  });

  test('are cards that show title, time and track, and no more', async ({ page }) => {
    await page.goto(fullDay);
    expect(await textsSeen(page)).toEqual([
      expect.stringContaining('09:00–09:25'),
      expect.stringMatching(/^\w+( \w+)+$/),
      expect.stringContaining('Water'),
    ]);
    await expect(page.locator('.grid .session-people:visible')).toHaveCount(0);
    await expect(page.locator('.grid .session-kind-name:visible')).toHaveCount(0);
  });

  test('have hours to jump to', async ({ page }) => {
    await page.goto(fullDay);
    await page
      .getByRole('navigation', { name: 'Hours' })
      .getByRole('link', { name: '15:00' })
      .click();
    const rooms = await boxOf(page.locator('.grid-rooms'));
    const target = page.locator(':target');
    await expect(target).toBeInViewport();
    await expect(target).toContainText('15:0');
    expect((await boxOf(target)).y).toBeGreaterThanOrEqual(rooms.y + rooms.height - 1);
  });

  test('are passed over by one link', async ({ page }) => {
    await page.goto(fullDay);
    await page.getByRole('link', { name: 'Skip the timetable' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: /^Download Saturday/ })).toBeFocused();
  });

  test('can be scrolled by keyboard', async ({ page }) => {
    await page.goto(fullDay);
    const region = page.getByRole('region', { name: 'Timetable, Saturday 28 October' });
    await region.focus();
    await page.keyboard.press('End');
    await expect.poll(() => region.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(1000);
  });

  test('are a list where the reader likes it so, and the browser keeps that', async ({ page }) => {
    await page.goto(fullDay);
    const list = page.getByRole('link', { name: 'List', exact: true });
    await expect(page.locator('.grid-rooms')).toBeVisible();
    await list.click();
    await expect(page.locator('.grid-rooms')).toBeHidden();
    await page.goto(fullDay);
    await expect(list).toHaveAttribute('aria-current', 'true');
    await expect(page.locator('.grid-rooms')).toBeHidden();
    await expect(page.locator(visible)).toHaveCount(400);
    await page.getByRole('link', { name: 'Grid', exact: true }).click();
    await page.goto(fullDay);
    await expect(page.locator('.grid-rooms')).toBeVisible();
  });

  test('have a page and a calendar for each room, and for each track', async ({
    page,
    request,
  }) => {
    await page.goto(fullDay);
    await page.locator('.grid-rooms').getByRole('link', { name: 'Hall 3', exact: true }).click();
    await expect(page).toHaveURL(/\/programme\/rooms\/hall-3\/$/);
    await expect(page.locator(visible)).toHaveCount(17);
    await expect(page.locator('.session-room')).toHaveText(
      Array.from({ length: 17 }, () => 'Hall 3'),
    );
    const calendar = page.getByRole('link', { name: 'Download as a calendar file' });
    const file = await request.get(`${sites.fullDay}${await calendar.getAttribute('href')}`);
    expect((await file.text()).match(/^BEGIN:VEVENT/gm)).toHaveLength(17);
    const counts = await Promise.all(
      ['water', 'quay', 'city'].map(async (track) => {
        const text = await (
          await request.get(`${sites.fullDay}/programme/tracks/${track}/`)
        ).text();
        return text.match(/class="session[ "]/g)?.length ?? 0;
      }),
    );
    expect(counts.reduce((sum, count) => sum + count)).toBe(400);
  });

  for (const view of ['grid', 'list'])
    test(`have no fault that axe finds, as a ${view}`, async ({ page }) => {
      await page.goto(`${fullDay}#${view}`);
      await page.getByText('Filter').click();
      const { violations } = await audit(page);
      expect(violations).toEqual([]);
    });
});

test('of sixty people on a panel, the timetable names three, and the session’s page all', async ({
  page,
}) => {
  await page.setViewportSize(wide);
  await page.goto(`${fullDay}#list`);
  const panel = page.locator('.session').filter({ hasText: 'others' });
  await expect(panel.locator('.session-people')).toHaveText(
    'Ba Rasyarfen 399, Yarhul Quenveyjo 398, Yaropdo Huljo 397 and 57 others',
  );
  await panel.getByRole('link').click();
  await expect(page.locator('main a[href*="/speakers/"]')).toHaveCount(60);
});

for (const javaScriptEnabled of [true, false])
  test.describe(`400 sessions on a phone ${javaScriptEnabled ? 'with' : 'without'} scripts`, () => {
    test.use({ viewport: phone, javaScriptEnabled, timezoneId: 'Europe/Amsterdam' });

    test('are read in parts of the day, each within 10,000 pixels', async ({ page }) => {
      await page.goto(fullDay);
      expect(await widthOf(page)).toBe(390);
      expect(await heightOf(page)).toBeLessThan(10_000);
      expect((await boxOf(page.locator('.session').first())).y).toBeLessThan(500);
      const hours = page.getByRole('navigation', { name: 'Hours' }).getByRole('link');
      const seen: (string | null)[] = [];
      for (const hour of await hours.allInnerTexts()) {
        if (hour === 'Whole day') continue;
        await hours.getByText(hour).click();
        await expect(page.locator('.part-name:visible')).toHaveText(hour);
        seen.push(...(await linksSeen(page)));
      }
      expect(new Set(seen).size).toBe(400);
      expect(seen).toHaveLength(400);
      await hours.getByText('Whole day').click();
      await expect(page.locator(visible)).toHaveCount(400);
    });

    test('lead from one part to the next', async ({ page }) => {
      await page.goto(fullDay);
      await page.getByRole('link', { name: 'From 10:00' }).click();
      await expect(page.locator('.part-name:visible')).toHaveText('10:00');
    });

    test('are a grid on request, and jump to its hours', async ({ page }) => {
      await page.goto(fullDay);
      await page.getByRole('link', { name: 'Grid', exact: true }).click();
      await expect(page.locator('.grid-rooms')).toBeVisible();
      expect(await widthOf(page)).toBe(390);
      await page.locator('.hours-grid').getByRole('link', { name: '12:00' }).click();
      await expect(page.locator('.grid-rooms')).toBeVisible();
      await expect(page.locator(':target')).toBeInViewport();
    });
  });

test.describe('a timetable without scripts', () => {
  test.use({ viewport: wide, javaScriptEnabled: false });

  test('is a list by its address, and a grid without', async ({ page }) => {
    await page.goto(fullDay);
    await expect(page.locator('.grid-rooms')).toBeVisible();
    await page.getByRole('link', { name: 'List', exact: true }).click();
    await expect(page.locator('.grid-rooms')).toBeHidden();
    await expect(page.locator(visible)).toHaveCount(400);
  });

  test('is filtered by pages of its rooms, tracks, kinds and languages', async ({ page }) => {
    for (const [facet, choice, count] of [
      ['Room', 'Hall 24', 16],
      ['Track', 'Quay', 133],
      ['Kind', 'Panel', 133],
      ['Language', 'Dutch', 80],
    ] as const) {
      await page.goto(fullDay);
      await page.getByText('Filter').click();
      const choices = page.getByRole('navigation', { name: facet, exact: true });
      await choices.getByRole('link', { name: choice, exact: true }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(choice);
      await expect(page.locator(visible)).toHaveCount(count);
    }
  });
});

/** Follows a choice of the filter, which is open. */
const choose = (page: Page, name: string) =>
  page.locator('.filter').getByRole('link', { name, exact: true }).click();

test.describe('a filter', () => {
  test.use({ viewport: wide, timezoneId: 'Europe/Amsterdam' });

  test('works at once, adds up, stands in the address, and says its count', async ({ page }) => {
    await page.goto(fullDay);
    await page.getByText('Filter').click();
    await choose(page, 'City');
    await expect(page.locator(visible)).toHaveCount(133);
    await expect(page.getByRole('status')).toHaveText('133 of 400 sessions: City.');
    await choose(page, 'Dutch');
    const both = await page.locator(visible).count();
    expect(both).toBeLessThan(133);
    expect(both).toBeGreaterThan(0);
    await expect(page).toHaveURL(/\?tracks=city&languages=nl$/);
    await page.reload();
    await expect(page.locator(visible)).toHaveCount(both);
    await expect(page.getByRole('status')).toHaveText(`${both} of 400 sessions: City, Dutch.`);
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect(page.locator(visible)).toHaveCount(400);
    await expect(page).toHaveURL(fullDay);
    await expect(page.getByRole('button', { name: 'Only my programme' })).toBeFocused();
  });

  test('takes one choice of a kind, and ends with the same choice', async ({ page }) => {
    await page.goto(fullDay);
    await page.getByText('Filter').click();
    await choose(page, 'Hall 1');
    await choose(page, 'Hall 2');
    await expect(page.getByRole('status')).toHaveText('17 of 400 sessions: Hall 2.');
    await choose(page, 'Hall 2');
    await expect(page.locator(visible)).toHaveCount(400);
  });

  test('ignores what the address names but the timetable does not have', async ({ page }) => {
    await page.goto(`${fullDay}?rooms=hall-99&utm_source=mail&tracks=<b>`);
    await expect(page.locator(visible)).toHaveCount(400);
    await expect(page.locator('.grid-rooms')).toBeVisible();
  });

  test('shows marked sessions, also where they are marked while it is on', async ({ page }) => {
    await page.goto(`${fullDay}?mine=`);
    await expect(page.locator(visible)).toHaveCount(0);
    await page.getByRole('button', { name: 'Only my programme' }).click();
    await page.locator('.session .mark').first().click();
    await page.getByRole('button', { name: 'Only my programme' }).click();
    await expect(page.locator(visible)).toHaveCount(1);
    await expect(page.getByRole('status')).toContainText('1 of 400 sessions: Only my programme.');
  });
});

test.describe('forty sessions', () => {
  test.use({ viewport: wide, timezoneId: 'Europe/Amsterdam' });

  test('begin in the first screen, below one row of controls', async ({ page }) => {
    await page.goto(forty);
    expect((await boxOf(page.locator('.session').first())).y).toBeLessThan(460);
    expect((await boxOf(page.locator('.timetable-bar'))).height).toBeLessThan(64);
  });

  test('are told their time and room by the axes, and by the card to who cannot see these', async ({
    page,
  }) => {
    await page.goto(forty);
    expect(await textsSeen(page, '.session[data-session]')).toEqual([
      'Opening: why quays matter',
      'Ada Anchor, Jón Jetty',
      'Plenary',
    ]);
    const item = page.getByRole('listitem').filter({ hasText: 'Reading the tide' });
    await expect(item).toMatchAriaSnapshot(`
      - listitem:
        - paragraph:
          - time: 10:15–11:00
          - text: (Nowhere time) Great Loft
        - heading "Reading the tide" [level=3]
    `);
  });

  test('have a mark of 44 pixels each, a button with a name', async ({ page }) => {
    for (const viewport of [wide, phone]) {
      await page.setViewportSize(viewport);
      await page.goto(forty);
      const mark = page.getByRole('button', { name: 'My programme: Reading the tide' });
      const box = await boxOf(mark);
      expect(box.width).toBe(44);
      expect(box.height).toBe(44);
      const card = await boxOf(page.locator('.session', { has: mark }));
      expect(box.x + box.width).toBeLessThanOrEqual(card.x + card.width + 1);
      expect(box.y + box.height).toBeLessThanOrEqual(card.y + card.height + 1);
    }
  });

  test('show the colour of a track beside its name, by day and by night', async ({ page }) => {
    const track = page
      .locator('.session', { hasText: 'Knots that hold' })
      .locator('.session-track');
    const colors: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(forty);
      await expect(track).toHaveText('Quay');
      colors.push(
        await track.evaluate((name) => getComputedStyle(name, '::before').backgroundColor),
      );
    }
    // Yellow is pale on paper: there it is darker.
    expect(colors[1]).toBe('rgb(255, 210, 63)');
    expect(colors[0]).not.toBe(colors[1]);
  });

  test('are parted by breaks that are bands across all rooms without a frame', async ({ page }) => {
    await page.goto(forty);
    const lunch = page.locator('.session', { hasText: 'Lunch' }).first();
    expect((await boxOf(lunch)).width).toBeGreaterThan(850);
    await expect(lunch).toHaveCSS('border-top-width', '0px');
    await expect(lunch.getByRole('button')).toHaveCount(0);
  });
});

for (const address of [forty, fullDay])
  test(`nothing of ${new URL(address).pathname} is cut at the right edge without a sign`, async ({
    page,
  }) => {
    for (const width of [320, 390, 768, 1024, 1280, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      for (const view of ['grid', 'list']) {
        await page.goto(`${address}#${view}`);
        const frames = await page.locator('.grid-frame').evaluateAll((all) =>
          all.map((frame) => ({
            sheet: frame.querySelector('.grid-sheet')?.getBoundingClientRect().right ?? 0,
            edge: frame.getBoundingClientRect().right,
            scrolls: getComputedStyle(frame).overflowX === 'auto',
            sign: frame.querySelector('.grid-more')?.checkVisibility(),
          })),
        );
        for (const { sheet, edge, scrolls, sign } of frames) {
          const more = sheet > edge + 1;
          expect(scrolls || !more, `${view} at ${width}`).toBe(true);
          expect(sign || !more, `${view} at ${width}`).toBe(true);
        }
      }
    }
  });
