import { expect, test, type Locator } from '@playwright/test';
import { audit } from './audit.ts';
import { html, sites } from './sites.ts';

const pages = ['/style-guide/', '/venue/', '/programme/tables/'];

for (const address of pages) {
  for (const width of [320, 390, 768, 1280, 1920]) {
    test(`${address} keeps to the policy and to its width, whatever it holds, at ${width} pixels`, async ({
      page,
    }) => {
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      await page.setViewportSize({ width, height: 900 });
      await page.goto(sites.styleGuide + address, { waitUntil: 'networkidle' });
      expect(complaints).toEqual([]);
      await expect(page.locator('[style]')).toHaveCount(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    });
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${address} has no fault that axe finds, whatever it holds, in ${colorScheme}`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto(sites.styleGuide + address);
      const { violations } = await audit(page);
      expect(violations).toEqual([]);
    });
  }
}

test('a table aligns its columns, has rules, and scrolls by itself where it is too wide', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`${sites.styleGuide}/style-guide/`);
  const [small, wide] = [page.locator('table').nth(0), page.locator('table').nth(1)];
  const cell = (column: number) => small.locator('tbody tr').first().locator('td').nth(column);
  await expect(cell(0)).toHaveCSS('text-align', 'start');
  await expect(cell(2)).toHaveCSS('text-align', 'end');
  await expect(cell(3)).toHaveCSS('text-align', 'center');
  await expect(cell(0)).toHaveCSS('border-bottom-style', 'solid');
  const scroller = wide.locator('..');
  const rest = await scroller.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  expect(rest).toBeGreaterThan(0);
  await scroller.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => scroller.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0);
  // No word is broken for want of room.
  const word = wide.locator('td').first();
  const lines = await word.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getClientRects().length;
  });
  expect(lines).toBe(1);
});

test('numbers of a long list stay inside the text, and footnotes lead there and back', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`${sites.styleGuide}/style-guide/`);
  const long = page.locator('ol:has(> li:nth-child(100))');
  const room = await long.evaluate((element) => {
    const { paddingInlineStart, fontSize } = getComputedStyle(element);
    return Number.parseFloat(paddingInlineStart) / Number.parseFloat(fontSize);
  });
  expect(room).toBeGreaterThanOrEqual(2.5);
  await page.locator('[data-footnote-ref]').first().click();
  await expect(page.locator('.footnotes li').first()).toBeInViewport();
  await page.getByRole('link', { name: 'Back to the place of note 1', exact: true }).click();
  await expect(page.locator('[data-footnote-ref]').first()).toBeInViewport();
});

/** The boxes of texts in a drawing, as they are on the page. */
const boxesOf = (texts: Locator) =>
  texts.evaluateAll((elements) =>
    elements.map((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return { text: element.textContent, left, right, top, bottom };
    }),
  );

for (const width of [320, 768, 1280]) {
  test(`no name in a figure covers another or leaves the page, at ${width} pixels`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    for (const site of [sites.styleGuide, sites.together]) {
      for (const address of site === sites.together ? ['/venue/', '/challenge/'] : ['/venue/']) {
        await page.goto(site + address);
        for (const figure of await page.locator('.venue-map, .measures').all()) {
          const boxes = await boxesOf(figure.locator('text'));
          expect(boxes.length).toBeGreaterThan(5);
          const covered = boxes.flatMap((box, index) =>
            boxes
              .slice(index + 1)
              .filter(
                (other) =>
                  box.left < other.right - 1 &&
                  other.left < box.right - 1 &&
                  // The boxes of two lines of a name include the room above and below their letters.
                  box.top < other.bottom - 0.4 * (other.bottom - other.top) &&
                  other.top < box.bottom - 0.4 * (box.bottom - box.top),
              )
              .map((other) => `${box.text} / ${other.text}`),
          );
          expect(covered).toEqual([]);
          expect(Math.max(...boxes.map(({ right }) => right))).toBeLessThanOrEqual(width);
          expect(Math.min(...boxes.map(({ left }) => left))).toBeGreaterThanOrEqual(0);
        }
      }
    }
  });
}

test('the names of the kinds of measure have their middles on their lines', async ({ page }) => {
  await page.goto(`${sites.together}/challenge/`);
  const lines = await page.locator('.measures-crossing').evaluateAll((circles) => [
    ...new Set(
      circles.map((circle) => {
        const { top, bottom } = circle.getBoundingClientRect();
        return Math.round((top + bottom) / 2);
      }),
    ),
  ]);
  const names = await boxesOf(page.locator('.measures text:not(.measures-heading)'));
  expect(names).toHaveLength(4);
  names.forEach(({ top, bottom }, index) => {
    expect(Math.abs((top + bottom) / 2 - (lines[index] ?? 0))).toBeLessThan(2);
  });
});

test('an event that gives no position has no link to a map, and is as complete without', async ({
  page,
}) => {
  await page.goto(`${sites.another}/`);
  const facts = page.locator('.key-facts');
  await expect(facts).toContainText('Kerkstraat 12');
  await expect(facts.locator('a[href^="geo:"], a[href*="openstreetmap"]')).toHaveCount(0);
  expect(html('another', '/')).not.toContain('GeoCoordinates');
  const calendar = await page.request.get(`${sites.another}/event.ics`);
  expect(await calendar.text()).toMatch(/LOCATION:[^]*END:VEVENT/);
  expect(await calendar.text()).not.toContain('GEO:');
});

test('north is above its arrow, and the points of both figures have names', async ({ page }) => {
  await page.goto(`${sites.together}/venue/`);
  const map = page.locator('.venue-map');
  const [letter] = await boxesOf(map.getByText('N', { exact: true }));
  const arrow = await map.locator('.map-north').boundingBox();
  expect(letter?.bottom).toBeLessThanOrEqual((arrow?.y ?? 0) + 2);
  await expect(map.locator('.map-venue')).toHaveText('Fokker Terminal');
  await page.goto(`${sites.together}/challenge/`);
  await expect(page.locator('.measures text').last()).toHaveText('One response');
});
