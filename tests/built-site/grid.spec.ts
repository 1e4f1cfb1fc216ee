import { expect, test, type Page } from '@playwright/test';
import { allPages, sites } from './sites.ts';

/** The boxes that fill a page's width, without those that end where their words end. */
const filling = [
  '.search-link',
  '.footer-contact',
  '.prose > :not(h2, script, noscript, .button, .registration, [hidden])',
  '.form-section > .question',
  '.question > :is(select, textarea, input[type=text], input[type=email])',
  '.timetable-days > :last-child',
  '.measures svg',
  '.venue-map svg',
].join(', ');

/** The distinct right edges of the boxes that fill the page, in whole pixels. */
const rightEdges = (page: Page) =>
  page.evaluate((selector) => {
    const boxes = [...document.querySelectorAll(selector)]
      .filter((element) => element.closest('.leave-empty, .asked-when, .has-error') === null)
      .map((element) => element.getBoundingClientRect())
      .filter(({ width }) => width > 0);
    return [...new Set(boxes.map(({ right }) => Math.round(right)))];
  }, filling);

/** The left edges of the visible boxes, in whole pixels. */
const leftEdges = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((elements) =>
    elements
      .filter((element) => element.closest('.leave-empty') === null)
      .map((element) => element.getBoundingClientRect())
      .filter(({ width }) => width > 0)
      .map(({ x }) => Math.round(x)),
  );

for (const width of [768, 1024, 1280, 1920]) {
  test(`text, form, figures, programme, navigation and footer end at one right edge, at ${width} pixels`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    for (const address of allPages) {
      await page.goto(sites.together + address);
      const edges = await rightEdges(page);
      expect(Math.max(...edges) - Math.min(...edges), `${address} ${edges.join()}`).toBeLessThan(2);
    }
  });
}

test('headings hang in the first column of every page, the form too, and the text in the second', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  for (const address of allPages) {
    await page.goto(sites.together + address);
    const headings = await leftEdges(
      page,
      '.page-title h1, .letterhead h1, .prose > h2, .form-section > h2, .undated > h2',
    );
    const texts = await leftEdges(
      page,
      '.prose > p, .prose > ul, .form-section > .question, .undated > ol',
    );
    expect(new Set(headings).size, address).toBe(1);
    expect(new Set(texts).size, address).toBeLessThanOrEqual(1);
  }
});

test('a heading of two lines leaves no hole below the block beside it', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${sites.together}/learning-from-others/`);
  const heading = page.locator('.prose > h2').first();
  const lines = await heading.evaluate(
    (element) => element.clientHeight / Number.parseFloat(getComputedStyle(element).lineHeight),
  );
  expect(Math.round(lines)).toBe(2);
  const gap = await heading.evaluate((element) => {
    const block = element.nextElementSibling;
    const next = block?.nextElementSibling;
    if (block === null || next === null || next === undefined) return Number.NaN;
    const margin = Number.parseFloat(getComputedStyle(next).marginTop);
    return next.getBoundingClientRect().top - block.getBoundingClientRect().bottom - margin;
  });
  expect(Math.abs(gap)).toBeLessThan(1);
});

test('both days of the programme stand on common rows, also where the words of one are longer', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 900 });
  await page.goto(`${sites.together}/programme/`);
  const ends = await page.locator('.timetable-day p').evaluateAll((texts) => {
    texts[0]?.append(' And many more words that need another line than those of the other day.');
    return texts.map((text) => text.getBoundingClientRect().bottom);
  });
  expect(ends).toHaveLength(2);
  expect(ends[0]).toBe(ends[1]);
});

test('the page is in the middle of a wide screen', async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(`${sites.together}/venue/`);
  const { left, right } = await page.evaluate(() => ({
    left: document.querySelector('.site-name')?.getBoundingClientRect().left ?? 0,
    right: document.querySelector('.search-link')?.getBoundingClientRect().right ?? 0,
  }));
  expect(Math.abs(left - (1920 - right))).toBeLessThan(2);
  expect((right - left) / 1920).toBeGreaterThan(0.5);
});

const enlargements = {
  'as it is': '',
  'with text of 200 %': 'html{font-size:200%!important}',
  'with the text spacing of WCAG 1.4.12':
    '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}',
};

for (const [name, rules] of Object.entries(enlargements)) {
  test(`the lines of the first page run under no text, ${name}`, async ({ page }) => {
    for (const width of [320, 390, 768, 1024, 1280, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${sites.together}/`);
      const covered = await page.evaluate((sheet) => {
        const added = new CSSStyleSheet();
        added.replaceSync(sheet);
        document.adoptedStyleSheets = [added];
        const lines = document.querySelector('.converging-lines')?.getBoundingClientRect();
        if (lines === undefined) return ['There are no lines.'];
        const texts = document.querySelectorAll('.site-header *, .letterhead-words *, .letter *');
        return [...texts]
          .filter((element) => {
            const range = document.createRange();
            range.selectNodeContents(element);
            return [...range.getClientRects()].some(
              ({ left, right, top, bottom, width: wide }) =>
                wide > 1 &&
                right > lines.left &&
                left < lines.right &&
                bottom > lines.top + 1 &&
                top < lines.bottom - 1,
            );
          })
          .map((element) => element.outerHTML.slice(0, 60));
      }, rules);
      expect(covered, `${width}`).toEqual([]);
    }
  });
}

for (const media of [{ forcedColors: 'active' }, { media: 'print' }] as const) {
  test(`the point of the lines is drawn by no background, ${JSON.stringify(media)}`, async ({
    page,
  }) => {
    await page.goto(`${sites.together}/venue/`);
    await page.emulateMedia(media);
    const point = await page.locator('.section-rule').evaluate((element) => {
      const { borderTopWidth, borderTopColor } = getComputedStyle(element, '::after');
      return { borderTopWidth, borderTopColor };
    });
    expect(Number.parseFloat(point.borderTopWidth)).toBeGreaterThanOrEqual(4);
    expect(point.borderTopColor).not.toBe('rgba(0, 0, 0, 0)');
  });
}

test('in forced colours figures take the system’s colours, and a button keeps its words readable', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(`${sites.together}/venue/`);
  const text = await page
    .locator('main p')
    .first()
    .evaluate((p) => getComputedStyle(p).color);
  for (const [part, property] of [
    ['.map-line', 'stroke'],
    ['.map-station', 'fill'],
    ['.converging-point', 'fill'],
  ] as const) {
    await expect(page.locator(part).first()).toHaveCSS(property, text);
  }
  await page.goto(`${sites.together}/`);
  const button = page.locator('.letterhead-act .button');
  const [color, background] = await button.evaluate((element) => {
    const style = getComputedStyle(element);
    return [style.color, style.backgroundColor];
  });
  const paper = await page.evaluate(
    () => getComputedStyle(document.documentElement).backgroundColor,
  );
  expect(background).toBe(paper);
  expect(color).not.toBe(paper);
});
