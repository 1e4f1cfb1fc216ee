import { expect, test, type Page } from '@playwright/test';
import { brotliCompressSync } from 'node:zlib';
import { readingPages, sites } from './sites.ts';

const firstViews = ['/', '/challenge/', '/venue/', '/programme/', '/register/'];
const kilobyte = 1000;
const widths = [320, 360, 390, 768, 1024, 1280, 1920];

/** Loads a page with empty caches. Returns the bytes of its fonts, and of all else compressed. */
async function bytesOf(page: Page, address: string) {
  const sizes = { fonts: 0, rest: 0 };
  const reading: Promise<void>[] = [];
  page.on('response', (response) => {
    const add = async () => {
      const body = await response.body();
      if (response.url().endsWith('.woff2')) sizes.fonts += body.length;
      else sizes.rest += brotliCompressSync(body).length;
    };
    if (response.ok()) reading.push(add());
  });
  await page.goto(sites.together + address, { waitUntil: 'networkidle' });
  await Promise.all(reading);
  return sizes;
}

for (const address of firstViews) {
  test(`a first view of ${address} needs little: 30 kB without fonts, 45 kB of fonts, 60 kB in all`, async ({
    page,
  }) => {
    const { fonts, rest } = await bytesOf(page, address);
    expect(fonts).toBeGreaterThan(10 * kilobyte);
    expect(fonts).toBeLessThanOrEqual(45 * kilobyte);
    expect(rest).toBeLessThanOrEqual(30 * kilobyte);
    expect(fonts + rest).toBeLessThanOrEqual(60 * kilobyte);
  });

  test(`${address} ends in the type of the site, though its fonts come late`, async ({ page }) => {
    await page.route('**/*.woff2', async (route) => {
      await new Promise((done) => setTimeout(done, 400));
      await route.continue();
    });
    await page.goto(sites.together + address, { waitUntil: 'networkidle' });
    const statuses = await page.evaluate(() => {
      // A stand-in from a system that is not this one cannot load.
      const used = [...document.fonts].filter(
        ({ status, family }) => status !== 'unloaded' && !family.includes(' as '),
      );
      return used.map(({ status }) => status);
    });
    expect(statuses.length).toBeGreaterThanOrEqual(3);
    expect(statuses.filter((status) => status !== 'loaded')).toEqual([]);
  });
}

/** What stands on two lines and must not, and the last lines of a single short word. */
function faultsOfLines() {
  const months =
    'January|February|March|April|May|June|July|August|September|October|November|December';
  const pairs = [
    /^The Hague/,
    /^van Aartsen/,
    /^Fokker Terminal/,
    /^New York/,
    new RegExp(String.raw`^\d{1,2} (${months})\b`),
    new RegExp(String.raw`^(${months}) \d{4}\b`),
    /^[\d.,]+ (m²|km|days|people|minutes)/,
    /^\+?\d[\d ]* \d/,
  ];
  const faults: string[] = [];
  const blocks = document.querySelectorAll('main :is(p, li, h1, h2, h3, dd, figcaption)');
  for (const block of blocks) {
    if (!block.checkVisibility() || block.querySelector('p, li, dd, br, form') !== null) continue;
    const range = document.createRange();
    const words: { text: string; top: number }[] = [];
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      for (const found of (node.textContent ?? '').matchAll(/[^\s\u00a0]+/g)) {
        range.setStart(node, found.index);
        range.setEnd(node, found.index + found[0].length);
        const [box] = range.getClientRects();
        if (box !== undefined) words.push({ text: found[0], top: Math.round(box.bottom) });
      }
    }
    words.forEach(({ text, top }, index) => {
      const next = words[index + 1];
      if (next === undefined || next.top - top < 8) return;
      const pair = `${text} ${next.text}`;
      if (pairs.some((bound) => bound.test(pair))) faults.push(pair);
    });
    const last = words.at(-1);
    const before = words.at(-2);
    if (last === undefined || before === undefined) continue;
    if (last.top - before.top > 8 && last.text.length < 8)
      faults.push(`${before.text} / ${last.text}`);
  }
  return faults;
}

for (const width of widths) {
  test(`no name, date or number breaks, and no short word ends a text alone, at ${width} pixels`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const faults: string[] = [];
    for (const address of [...readingPages, '/register/', '/search/']) {
      await page.goto(sites.together + address);
      faults.push(...(await page.evaluate(faultsOfLines)).map((fault) => `${address} ${fault}`));
    }
    expect(faults).toEqual([]);
  });
}

/** The lines of a text as they stand on the screen. */
function linesOf(element: Element): string[] {
  const lines = new Map<number, string>();
  const range = document.createRange();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    for (const { index, 0: word } of (node.textContent ?? '').matchAll(/[^\s\u00a0]+/g)) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const bottom = Math.round(range.getBoundingClientRect().bottom);
      const line = lines.get(bottom);
      lines.set(bottom, line === undefined ? word : `${line} ${word}`);
    }
  }
  return [...lines.values()];
}

for (const width of widths) {
  test(`the title breaks by sense, and the host stands on one line, at ${width} pixels`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`${sites.together}/`, { waitUntil: 'networkidle' });
    expect(await page.locator('h1').evaluate(linesOf)).toEqual([
      'International Conference',
      'on Returning Foreign',
      'Terrorist Fighters',
    ]);
    expect(await page.locator('.letterhead-host').evaluate(linesOf)).toHaveLength(1);
  });
}

test('a line of prose is about 34 ems long where the window has room', async ({ page }) => {
  for (const width of [768, 1024, 1280, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${sites.together}/venue/`);
    const ems = await page.locator('.prose > p').evaluateAll((texts) =>
      texts.map((text) => {
        const size = Number.parseFloat(getComputedStyle(text).fontSize);
        return text.getBoundingClientRect().width / size;
      }),
    );
    expect(ems.length).toBeGreaterThan(0);
    for (const em of ems) expect(em, `${width}`).toBeGreaterThanOrEqual(31);
    for (const em of ems) expect(em, `${width}`).toBeLessThanOrEqual(36);
  }
});

test('figures have their own width in prose, and one width in times', async ({ page }) => {
  await page.goto(`${sites.madeUp}/programme/`, { waitUntil: 'networkidle' });
  /** By how many pixels the widest line of twenty like figures exceeds the narrowest. */
  const spreadIn = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((place) => {
        const figures = [...'0123456789'].map((figure) => {
          const text = document.createElement('span');
          text.textContent = figure.repeat(20);
          // It does not wrap, and takes no room from those beside it.
          text.style.position = 'absolute';
          text.style.whiteSpace = 'nowrap';
          place.append(text);
          return text.getBoundingClientRect().width;
        });
        return Math.max(...figures) - Math.min(...figures);
      });
  expect(await spreadIn('.prose > p')).toBeGreaterThan(20);
  expect(await spreadIn('.session-time time')).toBeLessThan(1);
  expect(await spreadIn('.grid-times span')).toBeLessThan(1);
});

test('a name with Polish, Turkish or Vietnamese letters stays in the type of the site', async ({
  page,
}) => {
  const loaded: string[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.woff2')) loaded.push(response.url());
  });
  await page.goto(`${sites.together}/venue/`, { waitUntil: 'networkidle' });
  const before = loaded.length;
  await page.evaluate(() => {
    for (const place of document.querySelectorAll('h1, .prose > p, .footer-event')) {
      const name = document.createElement('span');
      name.className = 'name';
      name.textContent = 'Łukasz Wiśniewski, Ayşe Yıldırım, Nguyễn Thị Hạnh';
      place.append(name);
    }
  });
  // Three parts of each of three faces: title, text and sans.
  await expect.poll(() => loaded.length).toBe(before + 9);
  await page.evaluate('document.fonts.ready.then(() => true)');
  const tools = await page.context().newCDPSession(page);
  await tools.send('DOM.enable');
  await tools.send('CSS.enable');
  const { root } = await tools.send('DOM.getDocument');
  const { nodeIds } = await tools.send('DOM.querySelectorAll', {
    nodeId: root.nodeId,
    selector: '.name',
  });
  expect(nodeIds.length).toBeGreaterThanOrEqual(3);
  for (const nodeId of nodeIds) {
    const { fonts } = await tools.send('CSS.getPlatformFontsForNode', { nodeId });
    expect(fonts.length).toBeGreaterThan(0);
    expect(fonts.filter(({ isCustomFont }) => !isCustomFont)).toEqual([]);
  }
});
