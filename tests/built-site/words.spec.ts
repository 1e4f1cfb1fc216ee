import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { parse } from 'yaml';
import { eventSchema } from '../../src/event/event.ts';
import { wordsOf } from '../../src/words/read-words.ts';
import type { Group } from '../../src/words/shape.ts';
import { piecesOf } from '../../src/words/text.ts';
import {
  textsOfCalendar,
  textsOfDocument,
  textsOfJson,
  textsOfXml,
  type Readable,
} from './readable-texts.ts';
import { built, html, htmlFiles, sites } from './sites.ts';

type Variant = 'marked' | 'another';

/** Every text in the files of a built site, pages first. */
async function textsOfSite(page: Page, variant: Variant): Promise<Readable[]> {
  const texts: Readable[] = [];
  const read = (name: string) => readFileSync(join(built(variant), name), 'utf8');
  for (const name of await htmlFiles(variant)) {
    texts.push(...(await page.evaluate(textsOfDocument, read(name))));
  }
  const readers = { ics: textsOfCalendar, xml: textsOfXml, atom: textsOfXml, json: textsOfJson };
  for await (const name of glob('{*,programme/**/*}.{ics,xml,atom,json}', {
    cwd: built(variant),
  })) {
    const reader = Object.entries(readers).find(([ending]) => name.endsWith(ending))?.[1];
    texts.push(
      ...(reader?.(read(name)) ?? []).map((one) => ({ ...one, where: `${name} ${one.where}` })),
    );
  }
  return [...texts, ...textsOfJson(read('manifest.webmanifest'))];
}

const textsOn = (page: Page) => page.evaluate(textsOfDocument, undefined);

/** A guest of a variant: text fields by name, and the choices and boxes to tick. */
interface Guest {
  readonly variant: Variant;
  readonly fields: Record<string, string>;
  readonly choices: readonly string[];
}

const markedGuest = (email: string): Guest => ({
  variant: 'marked',
  fields: { name: 'Α', organisation: 'Β', position: 'Γ', country: 'GR', email },
  choices: [
    '[value="myself"]',
    '[value="research"]',
    '[value="aft"]',
    '[name=field_visit][value="no"]',
    '[name=notice]',
  ],
});

const dutchGuest = (email: string): Guest => ({
  variant: 'another',
  fields: { naam: 'An', email },
  choices: ['[value="koken"]', '[name=akkoord]'],
});

/** What a guest reads who sends the form empty, then filled in, and waits for a full choice. */
async function textsOfForm(page: Page, { variant, fields, choices }: Guest): Promise<Readable[]> {
  await page.goto(`${sites[variant]}/register/`);
  const button = page.locator('form.registration button[type=submit]');
  await button.click();
  await expect(page.locator('.error-summary li').first()).toBeVisible();
  const read = await textsOn(page);
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`[name="${name}"]`);
    await (name === 'country' ? field.selectOption(value) : field.fill(value));
  }
  for (const choice of choices) await page.locator(choice).check();
  const sent = page.locator('.check-answers button.button');
  const send = async () => {
    await button.click();
    await expect(sent).toBeVisible();
    read.push(...(await textsOn(page)));
    await sent.click();
  };
  await send();
  const full = page.locator('[name=waiting-list]');
  const arrived = page.locator('.reference');
  await expect(full.or(arrived).first()).toBeVisible();
  if (await full.isVisible()) {
    read.push(...(await textsOn(page)));
    await full.check();
    await send();
  }
  await expect(arrived).toBeVisible();
  return [...read, ...(await textsOn(page))];
}

/**
 * What a guest reads on the personal page, from the acknowledgement, and when new answers are
 * refused.
 */
async function textsOfPersonalPage(page: Page): Promise<Readable[]> {
  const own = page.locator('a[data-own]');
  const address = (await own.getAttribute('href')) ?? '';
  await own.click();
  await expect(page.locator('.reference')).toBeVisible();
  const read = await textsOn(page);
  const anew = page.locator('form').filter({ has: page.locator('[name=email]') });
  await anew.locator('button[type=submit]').click();
  await expect(page.locator('.error-message:visible').first()).toBeVisible();
  read.push(...(await textsOn(page)));
  // Without the code behind the #, the page asks for it.
  await page.goto(new URL(address.replace(/#.*/, ''), page.url()).href);
  await expect(page.locator('[name=code], form.registration input').first()).toBeVisible();
  return [...read, ...(await textsOn(page))];
}

/** The endpoint's replies to a program whose registration is refused. */
async function textsOfProblems(page: Page, variant: Variant): Promise<Readable[]> {
  const bodies = ['{', '{"unknown": 1}', '{"email": 4}', '{"form-version": "0"}'];
  const replies = bodies.map(async (data) => {
    const headers = { 'Content-Type': 'application/json', Accept: 'application/problem+json' };
    const reply = await page.request.post(`${sites[variant]}/api/register`, { data, headers });
    expect(reply.status()).toBeGreaterThan(399);
    return textsOfJson(await reply.text());
  });
  const read = (await Promise.all(replies)).flat();
  expect(read.length).toBeGreaterThan(bodies.length);
  return read.filter(({ where }) => !/ (type|instance|field)$/.test(where));
}

test.describe('where every word of the content and the interface is in other letters', () => {
  // An address, a reference or code, a placeholder that a script fills in, what was typed, and what
  // the platform calls the zone.
  const exempt =
    /\{[^{}]*\}|https?:\/\/\S+|[\w.+-]+@[\w.-]+|\b[0-9A-Z]{4}(-[0-9A-Z]{4})+\b(-[0-9a-f]+)?|\b(?:CES?T|UTC)\b/g;
  const latin = (all: readonly Readable[]) =>
    all.filter(({ text }) => /\p{Script=Latin}/u.test(text.replace(exempt, '')));

  test('no page and no file holds a word that stands in code', async ({ page }) => {
    const read = await textsOfSite(page, 'marked');
    expect(read.length).toBeGreaterThan(5000);
    expect(latin(read)).toEqual([]);
  });

  test('a word in code would be found in an element, an attribute, a script’s data and a file', async ({
    page,
  }) => {
    const planted = `<p title="Here">Hier</p><meta name="description" content="Là">
      <form data-words='{"send": "Send"}'></form><input type="submit" value="Go"><svg><text>Map</text></svg>
      <script type="application/ld+json">{"name": "Talk"}</script>`;
    expect(latin(await page.evaluate(textsOfDocument, planted))).toHaveLength(7);
    expect(latin(textsOfCalendar('SUMMARY:Talk\r\nUID:x\r\n'))).toHaveLength(1);
    expect(
      latin(textsOfXml('<a href="x"><title>Talk</title><track name="Sea"/></a>')),
    ).toHaveLength(3);
    expect(latin(textsOfJson('{"title": "Talk", "guid": "x"}'))).toHaveLength(1);
  });

  test('a guest with scripts reads no word that stands in code', async ({ page }) => {
    const first = await textsOfForm(page, markedGuest('first@example.org'));
    const second = await textsOfForm(page, markedGuest('second@example.org'));
    const own = await textsOfPersonalPage(page);
    expect(latin([...first, ...second, ...own])).toEqual([]);
  });

  test.describe('without scripts', () => {
    test.use({ javaScriptEnabled: false });

    test('a guest reads no word that stands in code', async ({ page }) => {
      expect(latin(await textsOfForm(page, markedGuest('third@example.org')))).toEqual([]);
    });
  });

  test('no problem is told to a program in words that stand in code', async ({ page }) => {
    expect(latin(await textsOfProblems(page, 'marked'))).toEqual([]);
  });

  test('no script of the programme and the search says what stands in code', async ({ page }) => {
    await page.goto(`${sites.marked}/programme/`);
    const marks = page.locator('button.mark');
    await marks.nth(0).click();
    await marks.nth(1).click();
    const read = await textsOn(page);
    await page.goto(`${sites.marked}/programme/mine/`);
    await expect(page.locator('main article, main li').first()).toBeVisible();
    read.push(...(await textsOn(page)));
    await page.goto(`${sites.marked}/search/`);
    await page.getByRole('searchbox').fill('βα');
    await expect(page.locator('.pf-results a').first()).toBeVisible();
    read.push(...(await textsOn(page)));
    expect(latin(read)).toEqual([]);
  });
});

const inWords = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[.:,]$/g, '');

test.describe('another event', () => {
  const pieces = (words: Group): string[] =>
    Object.values(words).flatMap((text) =>
      typeof text === 'string'
        ? piecesOf(text).flatMap((piece) => piece.text.split(/\{[^{}]*\}/))
        : pieces(text),
    );
  const dutch = new Set(pieces(wordsOf('nl')).map(inWords));
  /** The interface's English words that are not in the Dutch ones. */
  const english = pieces(wordsOf('en'))
    .map(inWords)
    .filter((text) => /\p{L}{3}/u.test(text) && !dutch.has(text));
  const inEnglish = (all: readonly Readable[]) =>
    all.filter(({ text }) => {
      // An address is not said.
      const said = ` ${text
        .toLowerCase()
        .replaceAll(/https?:\S+/g, ' ')
        .replaceAll(/[^\p{L}\p{N}’]+/gu, ' ')} `;
      return english.some((one) => said.includes(` ${one.replaceAll(/[^\p{L}\p{N}’]+/gu, ' ')} `));
    });

  test('shows no English word of the interface', async ({ page }) => {
    expect(inEnglish([{ where: '', text: 'Press: Search, now' }])).toHaveLength(1);
    const read = await textsOfSite(page, 'another');
    expect(read.length).toBeGreaterThan(300);
    expect(inEnglish(read)).toEqual([]);
  });

  test('shows nothing of the shipped event', async () => {
    const shipped = readFileSync(join(built('together'), '../../content/event.yaml'), 'utf8');
    const event = eventSchema.parse(parse(shipped));
    const { host, letter, venue, landmarks, contact } = event;
    const named = [event.name, host, letter, venue, contact, ...landmarks.map((one) => one.name)];
    const strings = named.flatMap((one) => (typeof one === 'object' ? Object.values(one) : one));
    const texts = strings.flat().filter((one) => typeof one === 'string' && one.length > 2);
    expect(texts).toContain('Jozias van Aartsen');
    const names = [...texts, 'RFTF', 'The Hague', 'Mayor', 'Terrorist', '2017'].map(String);
    for await (const name of glob(
      '{site/**/*.{html,xml,json,txt,ics,webmanifest},endpoint/*/site.*}',
      {
        cwd: join(built('another'), '..'),
      },
    )) {
      const source = readFileSync(join(built('another'), '..', name), 'utf8');
      // A font's range of characters is no year.
      const text = source.replaceAll('\u00a0', ' ').replaceAll(/U\+[\dA-F]+(-[\dA-F]+)?/g, '');
      expect(
        names.filter((one) => text.includes(one)),
        name,
      ).toEqual([]);
    }
  });

  test('has no page, link or room for what it does not have', async () => {
    const files = await htmlFiles('another');
    expect(files.filter((name) => /^(programme|speakers)/.test(name))).toEqual([]);
    expect(html('another', '/')).not.toMatch(/programme|agenda|undefined/);
  });

  test('takes registrations in Dutch until its places are gone', async ({ page }) => {
    const read: Readable[] = [];
    for (let number = 1; number <= 2; number += 1) {
      const data = {
        naam: 'Jan',
        email: `${number}@example.org`,
        deelname: 'koken',
        akkoord: true,
      };
      const reply = await page.request.post(`${sites.another}/api/register`, { data });
      expect(reply.status()).toBe(201);
    }
    read.push(...(await textsOfForm(page, dutchGuest('negen@example.org'))));
    await expect(page.locator('main')).toContainText('U staat op de wachtlijst');
    read.push(...(await textsOfPersonalPage(page)), ...(await textsOfProblems(page, 'another')));
    expect(inEnglish(read)).toEqual([]);
  });
});
