import { expect, test, type Page } from '@playwright/test';
import readCode from 'jsqr';
import sharp from 'sharp';
import { differences, fillsOf, papers, sheetsOf } from './paper.ts';
import { allPages, sites } from './sites.ts';

test.use({ viewport: { width: 390, height: 844 } });

const site = 'http://localhost:4321/';
const registration = `Register: ${site}register/`;

/** What only a screen can use, or only a reader by ear. */
const forScreens =
  '.screen-only, nav, button, .button, .page-above, .visually-hidden, .leave-empty, .search, ' +
  '.session-calendar, .programme-note a, .timetable-bar, .reader-time, noscript';

/** The words of a page's main content as a screen shows them, without what only a screen can use. */
function wordsOnScreen(page: Page): Promise<string> {
  return page.evaluate((selector) => {
    const main = document.querySelector('main');
    if (main === null) return '';
    for (const part of main.querySelectorAll(selector)) part.remove();
    for (const choice of main.querySelectorAll('select'))
      choice.replaceWith(choice.selectedOptions[0]?.text ?? '');
    for (const list of main.querySelectorAll('ol'))
      [...list.children].forEach((item, index) => {
        if (getComputedStyle(item).listStyleType === 'decimal') item.prepend(`${index + 1}. `);
      });
    return main.innerText;
  }, forScreens);
}

/** What stands in the margins of every sheet, for an event. */
const margins = {
  together: [
    'International Conference on Returning Foreign Terrorist Fighters',
    '15–16 February 2017, Fokker Terminal, The Hague',
    site,
  ],
  madeUp: ['Quays and Cities', '28–29 October 2017, The Rope Store, Nowhere', site],
} as const;

/** The words of each sheet without its margins, each of which must be there. */
function withoutMargins(sheets: readonly string[], event: keyof typeof margins): string[] {
  return sheets.map((sheet, index) => {
    const number = `Page ${index + 1} of ${sheets.length}`;
    return [number, ...margins[event]].reduce(
      (rest, margin) => {
        expect(rest).toContain(margin);
        return rest.replace(margin, ' ');
      },
      sheet.replace(registration, ' '),
    );
  });
}

const printed = [
  ...allPages.map((address) => ['together', address] as const),
  ...['/programme/', '/programme/boats-for-beginners/', '/speakers/', '/speakers/ada-anchor/'].map(
    (address) => ['madeUp', address] as const,
  ),
];

for (const [event, address] of printed) {
  test(`${event}${address} has every word on paper once, and its margins on every sheet`, async ({
    page,
  }) => {
    await page.goto(sites[event] + address);
    const sheets = withoutMargins(await sheetsOf(page, 'A4'), event);
    const words = await wordsOnScreen(page);
    expect(differences(sheets.join('\n'), words)).toEqual([]);
    // No sheet is there for its margins alone.
    for (const sheet of sheets) expect(sheet).toMatch(/\p{L}{3}/u);
  });
}

for (const format of papers) {
  test(`the letter is one sheet of ${format}, and says where to register`, async ({ page }) => {
    await page.goto(`${sites.together}/`);
    const sheets = await sheetsOf(page, format);
    expect(sheets).toHaveLength(1);
    expect(sheets[0]).toContain(registration);
  });

  test(`no question and no figure is cut between two sheets of ${format}`, async ({ page }) => {
    for (const address of ['/register/', '/challenge/', '/venue/']) {
      await page.goto(sites.together + address);
      const sheets = await sheetsOf(page, format);
      await page.emulateMedia({ media: 'print' });
      const wholes = await page
        .locator('.question:visible:not(.leave-empty), figure')
        .evaluateAll((parts) =>
          parts.map((part) =>
            [...part.querySelectorAll('label, legend, .hint, text, p, li')]
              .filter((line) => line.getClientRects().length > 0)
              .map((line) => (line instanceof HTMLElement ? line.innerText : line.textContent))
              .map((line) => line.replaceAll(/\s+/g, '')),
          ),
        );
      expect(wholes.length, address).toBeGreaterThan(0);
      const texts = sheets.map((text) => text.replaceAll(/\s+/g, ''));
      for (const lines of wholes) {
        const whole = texts.filter((text) => lines.every((line) => text.includes(line)));
        expect(whole.length, lines.join(' ')).toBeGreaterThan(0);
      }
    }
  });
}

test('the code on the letter leads to the form', async ({ browser }) => {
  const page = await browser.newPage({ deviceScaleFactor: 3 });
  await page.goto(`${sites.together}/`);
  await page.emulateMedia({ media: 'print' });
  const clip = await page.locator('.paper-register svg').boundingBox();
  const picture = await page.screenshot({ fullPage: true, ...(clip === null ? {} : { clip }) });
  const { data, info } = await sharp(picture)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const read = readCode(new Uint8ClampedArray(data), info.width, info.height);
  await page.close();
  expect(read?.data).toBe(`${site}register/`);
});

test('paper is white, its text dark and its point drawn, whatever theme a browser forces', async ({
  page,
}) => {
  for (const forcedColors of ['none', 'active'] as const) {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark', forcedColors });
    await page.goto(`${sites.together}/privacy/`);
    const { dominant } = await sharp(await page.screenshot()).stats();
    expect(Math.min(dominant.r, dominant.g, dominant.b)).toBeGreaterThan(240);
    // Backgrounds are not printed: what is red was drawn.
    const fills = await fillsOf(page);
    expect(fills).toContain('#a32a1c');
    expect(fills).toContain('#000000');
  }
});

test('an outside link has its address behind it once, and a link of the site has none', async ({
  page,
}) => {
  await page.goto(`${sites.together}/learning-from-others/`);
  const outside = 'https://elsewhere.example/report';
  await page
    .locator('.prose a')
    .first()
    .evaluate((link, address) => {
      link.insertAdjacentHTML('afterend', ` <a href="${address}">a report</a>`);
    }, outside);
  const text = (await sheetsOf(page, 'A4')).join('\n');
  expect(text.split(outside)).toHaveLength(2);
  expect(text.replaceAll(/\s+/g, ' ')).toContain('The invitation a report (https');
});
