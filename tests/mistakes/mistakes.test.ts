import { readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { checkContent } from '../../src/content-check/check-content.ts';
import { refuses, report } from '../../src/content-check/source/mistake.ts';
import { change, goodContent, write } from './folder.ts';

const row = z.strictObject({
  name: z.string(),
  file: z.string(),
  from: z.string().optional(),
  to: z.string().optional(),
  text: z.string().optional(),
  removed: z.literal(true).optional(),
  also: z.record(z.string(), z.string()).optional(),
  lines: z.array(z.string()).min(1),
});
const rows = z
  .array(row)
  .parse(parse(readFileSync(join(import.meta.dirname, 'mistakes.yaml'), 'utf8')));

/** The day on which the expiry in the good content is based. */
const now = Date.UTC(2026, 10, 22);

async function linesOf(content: string): Promise<string[]> {
  return report(await checkContent(content, now), 'nothing was built').split('\n');
}

test('finds no mistake in content that has none', async () => {
  expect(await linesOf(await goodContent())).toEqual(['0 mistakes in 0 files; nothing was built.']);
});

const shipped = join(import.meta.dirname, '../../content');

test('finds no mistake in the shipped content', async () => {
  expect(await checkContent(shipped, now)).toEqual([]);
});

test.each(['2026-12-24', '2027-09-01', '2031-11-22', '2049-01-01'])(
  'refuses unchanged content on no day: %s',
  async (day) => {
    const mistakes = await checkContent(shipped, Date.parse(day));
    expect(mistakes.filter(refuses)).toEqual([]);
  },
);

test.each(rows)('refuses $name', async ({ file, from, to, text, removed, also, lines }) => {
  const content = await goodContent();
  const path = join(content, file);
  if (removed) await rm(path);
  if (text !== undefined) await write(path, text);
  if (from !== undefined) await change(path, from, to ?? '');
  for (const [other, words] of Object.entries(also ?? {})) await write(join(content, other), words);
  expect((await linesOf(content)).slice(0, -1)).toEqual(lines);
});

test('names the encoding of a file that is not saved as UTF-8', async () => {
  const content = await goodContent();
  const text = '\uFEFF---\ntitle: The venue\n---\n';
  await writeFile(join(content, 'venue.mdx'), Buffer.from(text, 'utf16le'));
  expect((await linesOf(content))[0]).toBe(
    'content/venue.mdx:1: the file is not saved as UTF-8, but probably as UTF-16 ("Unicode"). Save it as UTF-8.',
  );
});

test('tells two spellings of a letter apart in the name of an image', async () => {
  const content = await goodContent();
  const name = 'pictures/Küche.png';
  await write(join(content, name.normalize('NFD')), '');
  await change(join(content, 'venue.mdx'), 'pictures/hall.png', name.normalize('NFC'));
  expect((await linesOf(content))[0]).toMatch(/the file’s name looks the same/);
});

test('says nothing of signs that a backslash shows on purpose', async () => {
  const content = await goodContent();
  const words = String.raw`Write \*\*words\*\*, \[x\]\[y\] or \[^1].`;
  await change(join(content, 'venue.mdx'), 'It is in a hall.', words);
  expect(await linesOf(content)).toEqual(['0 mistakes in 0 files; nothing was built.']);
});

test('ignores what systems and programs leave in the folder', async () => {
  const content = await goodContent();
  for (const name of ['Thumbs.db', 'desktop.ini', '~$venue.docx', 'venue.mdx~', '.DS_Store'])
    await write(join(content, name), '');
  expect(await linesOf(content)).toEqual(['0 mistakes in 0 files; nothing was built.']);
});

test('refuses a form of more fields than the endpoint takes', async () => {
  const content = await goodContent();
  const options = Array.from({ length: 56 }, (_, index) => `{ value: o${index}, label: O }`);
  const question = `- { name: topics, type: several choices, label: Topics, options: [${options.join()}] }`;
  await change(
    join(content, 'registration.yaml'),
    '- title: You\n    questions:\n',
    `- title: You\n    questions:\n      ${question}\n`,
  );
  const [line] = await linesOf(content);
  expect(line).toMatch(
    /^content\/registration\.yaml:\d+: the form has 6\d fields, where each option of several choices is one\. Leave out questions or options until there are at most 56\.$/,
  );
});

test('says the mistakes of several files all at once, by file and line', async () => {
  const content = await goodContent();
  const venue = join(content, 'venue.mdx');
  await change(join(content, 'event.yaml'), '2017-02-16', '2017-02-14');
  await change(join(content, 'event.yaml'), 'postcode', 'postcde');
  await change(venue, '<KeyFacts />', '<KeyFact />');
  await change(venue, '### On foot', '#### On foot');
  await change(venue, 'title: The venue', 'titel: The venue');
  await change(join(content, 'invitation.mdx'), '(/venue/)', '(/venu/)');
  expect(await linesOf(content)).toEqual([
    'content/event.yaml:6: "last_day" is 2017-02-14, before "first_day", which is 2017-02-15. Change one of the two.',
    'content/event.yaml:16: the key "postcde" is not known here. Did you mean "postcode"?',
    'content/invitation.mdx:7: the link "/venu/" leads to no page. Did you mean "/venue/"?',
    'content/venue.mdx:2: the key "titel" is not known here. Did you mean "title"?',
    'content/venue.mdx:15: the heading "On foot" has level 4, under a heading of level 2. Write "### On foot".',
    'content/venue.mdx:35: there is no component <KeyFact>. Did you mean <KeyFacts>?',
    '6 mistakes in 3 files; nothing was built.',
  ]);
});

test('counts one mistake in the singular', async () => {
  const content = await goodContent();
  await change(join(content, 'invitation.mdx'), '(/venue/)', '(/venu/)');
  expect((await linesOf(content)).at(-1)).toBe('1 mistake in 1 file; nothing was built.');
});

test('says the same lines with the line endings and the byte order mark of Windows', async () => {
  const content = await goodContent();
  for (const file of ['venue.mdx', 'event.yaml']) {
    const path = join(content, file);
    const text = await readFile(path, 'utf8');
    const wrong = text.replace('<KeyFacts />', '<KeyFact />').replace('2017-02-16', '2017-02-30');
    await writeFile(path, `\uFEFF${wrong.replaceAll('\n', '\r\n')}`);
  }
  expect(await linesOf(content)).toEqual([
    'content/event.yaml:6: "2017-02-30" is not a real date. Write dates as 2017-02-15.',
    'content/venue.mdx:35: there is no component <KeyFact>. Did you mean <KeyFacts>?',
    '2 mistakes in 2 files; nothing was built.',
  ]);
});

test('takes a page without a body', async () => {
  const content = await goodContent();
  await write(join(content, 'hall.mdx'), '---\ntitle: The hall\ndescription: The hall.\n---');
  expect(await checkContent(content, now)).toEqual([]);
});

test('takes links to files in public, to headings and to pages of the site itself', async () => {
  const content = await goodContent();
  const links =
    '[a](/plan.png) [b](/venue/#on-foot) [c](/problems/stale-form/) [d](/search/?q=hall)';
  await change(join(content, 'invitation.mdx'), 'Come to', `${links} come to`);
  expect(await checkContent(content, now)).toEqual([]);
});

test('names a repeated heading like Astro, with a number', async () => {
  const content = await goodContent();
  await change(join(content, 'venue.mdx'), '## The building', '## The building\n\n## The building');
  await change(join(content, 'invitation.mdx'), '(/venue/)', '(/venue/#the-building-1)');
  expect(await checkContent(content, now)).toEqual([]);
});

test('leaves hidden files alone', async () => {
  const content = await goodContent();
  await write(join(content, '.DS_Store'), 'x');
  await write(join(content, '.drafts/later.docx'), 'x');
  expect(await checkContent(content, now)).toEqual([]);
});

test('names every file that a folder lacks', async () => {
  const content = await goodContent();
  await rm(content, { recursive: true });
  const missing = (await checkContent(content, now)).map(({ file }) => file);
  expect(missing).toEqual([
    'content/404.mdx',
    'content/event.yaml',
    'content/privacy.mdx',
    'content/register.mdx',
    'content/registration.yaml',
    'content/search.mdx',
  ]);
});
