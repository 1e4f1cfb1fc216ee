import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkContent } from '../../src/content-check/check-content.ts';
import { report } from '../../src/content-check/source/mistake.ts';
import { change, goodContent, temporaryFolder, write } from './folder.ts';

const tests = join(import.meta.dirname, '..');
const shipped = join(tests, '../content');

/** What an event may keep from the shipped content. */
const shared = [

  'registration.yaml',
  'mail.yaml',
  '404.mdx',
  'privacy.mdx',
  'register.mdx',
  'search.mdx',
];

const now = Date.UTC(2026, 10, 22);

async function linesOf(content: string): Promise<string[]> {
  return report(await checkContent(content, now), 'the build goes on').split('\n');
}

/** A session with Anna Example, an hour long, in the room if one is given. */
function session(id: string, start: string, more = ''): string {
  return `---
id: ${id}
title: ${id}
kind: Workshops
day: 2017-02-16
start: ${start}
duration: 60
speakers: [anna-example]
${more}---
`;
}

test('finds no mistake in the made-up event', async () => {
  const content = join(await temporaryFolder(), 'content');
  await Promise.all(shared.map((name) => cp(join(shipped, name), join(content, name))));
  await cp(join(tests, 'made-up-event/content'), content, { recursive: true });
  expect(await checkContent(content)).toEqual([]);
});

test('warns of a person in two places where that is meant, and refuses nothing', async () => {
  const content = await goodContent();
  await write(join(content, 'sessions/one.md'), session('one', '10:00'));
  await write(join(content, 'sessions/two.md'), session('two', '10:30', 'clash_meant: true\n'));
  expect(await linesOf(content)).toEqual([
    'content/sessions/two.md:8: "anna-example" is also in "sessions/one.md" (10:00–11:00), and "clash_meant" says that this is intended. Leave it, or remove "clash_meant:".',
    '1 warning; the build goes on.',
  ]);
});

test('warns of two sessions in a room where that is meant, and refuses nothing', async () => {
  const content = await goodContent();
  const room = 'room: Room C\nclash_meant: true\n';
  await write(join(content, 'sessions/one.md'), session('one', '10:00', room));
  const meant = `${room}overlap_meant: true\n`;
  await write(join(content, 'sessions/two.md'), session('two', '10:30', meant));
  const taken = (await linesOf(content)).filter((line) => !line.includes('is also in'));
  expect(taken).toEqual([
    'content/sessions/two.md:9: room "Room C" is taken by "sessions/one.md" (10:00–11:00), and "overlap_meant" says that this is intended. Leave it, or remove "overlap_meant:".',
    '2 warnings; the build goes on.',
  ]);
});

test('refuses the one clash that is not meant beside one that is', async () => {
  const content = await goodContent();
  await write(join(content, 'sessions/one.md'), session('one', '10:00', 'clash_meant: true\n'));
  await write(join(content, 'sessions/two.md'), session('two', '10:15'));
  await write(join(content, 'sessions/three.md'), session('three', '10:30'));
  expect(await linesOf(content)).toEqual([
    'content/sessions/three.md:8: "anna-example" is also in "sessions/two.md" (10:15–11:15). Change one of the two, or add "clash_meant: true" to one if this is intended.',
    'content/sessions/two.md:8: "anna-example" is also in "sessions/one.md" (10:00–11:00), and "clash_meant" says that this is intended. Leave it, or remove "clash_meant:".',
    '1 mistake in 1 file, 1 warning; the build goes on.',
  ]);
});

test.each(['status: draft\n', 'status: cancelled\ncancelled_since: 2017-02-01\n'])(
  'lets nothing clash with a session that does not take place: %j',
  async (state) => {
    const content = await goodContent();
    const room = 'room: Room C\n';
    await write(join(content, 'sessions/one.md'), session('one', '10:00', room + state));
    await write(join(content, 'sessions/two.md'), session('two', '10:30', room));
    expect(await checkContent(content, now)).toEqual([]);
  },
);

test('lets sessions touch in one room', async () => {
  const content = await goodContent();
  const room = 'room: Room C\n';
  await write(join(content, 'sessions/one.md'), session('one', '10:00', room));
  await write(join(content, 'sessions/two.md'), session('two', '11:00', room));
  expect(await checkContent(content, now)).toEqual([]);
});

test('finds a clash with a long session behind a short one', async () => {
  const content = await goodContent();
  const room = 'room: Room C\nclash_meant: true\n';
  await write(join(content, 'sessions/a.md'), session('aaa', '10:00', room));
  await change(join(content, 'sessions/a.md'), 'duration: 60', 'duration: 300');
  await write(join(content, 'sessions/b.md'), session('bbb', '11:00', room));
  await write(join(content, 'sessions/c.md'), session('ccc', '13:00', room));
  const taken = (await linesOf(content)).filter((line) => line.includes('is taken'));
  expect(taken).toEqual([
    'content/sessions/b.md:9: room "Room C" is taken by "sessions/a.md" (10:00–15:00). Change the room or the time of one of the two, or add "overlap_meant: true" to one if this is intended.',
    'content/sessions/c.md:9: room "Room C" is taken by "sessions/a.md" (10:00–15:00). Change the room or the time of one of the two, or add "overlap_meant: true" to one if this is intended.',
  ]);
});

test('says every mistake of a session at once, by line', async () => {
  const content = await goodContent();
  const opening = join(content, 'sessions/opening.md');
  await change(opening, 'id: opening-1\n', '');
  await change(opening, 'end: 10:00', 'end: 08:00');
  await change(opening, 'room: Great Hall', 'room: Great Hal');
  await change(opening, '- ben-bollard', '- ben');
  await change(opening, '(/venue/)', '(/venu/)');
  expect((await checkContent(content, now)).map(({ line }) => line)).toEqual([1, 6, 7, 12, 15]);
});

test('judges links of what is not published by what exists, not by when it is published', async () => {
  const content = await goodContent();
  for (const name of ['opening', 'practice', 'lunch']) {
    const path = join(content, `sessions/${name}.md`);
    await change(path, 'day: 2017-02-15', 'day: 2017-02-15\npublish_from: 2030-01-25T09:00');
  }
  expect(await checkContent(content, now)).toEqual([]);
});

test('says of the pages of the programme from when they are published', async () => {
  const content = await goodContent();
  await change(join(content, 'event.yaml'), 'zone: Europe', 'clock: 2017-01-24\nzone: Europe');
  const links = '[a](/speakers/) [b](/programme/mine/) [c](/programme/changes/) [d](/programme/)';
  await change(join(content, 'invitation.mdx'), 'Come to', `${links} come to`);
  const words = (await checkContent(content, now)).map(({ file, what }) => `${file}: ${what}`);
  const until = 'leads to a page that is not published before 2017-01-25';
  expect(words).toEqual([
    `content/invitation.mdx: the link "/speakers/" ${until}`,
    `content/invitation.mdx: the link "/programme/mine/" ${until}`,
    `content/invitation.mdx: the link "/programme/changes/" ${until}`,
  ]);
});

test('takes links to days once they have pages of their own', async () => {
  const content = await goodContent();
  await change(join(content, 'invitation.mdx'), '(/venue/)', '(/programme/2017-02-15/)');
  expect(await checkContent(content, now)).toHaveLength(1);
  const texts = Array.from({ length: 60 }, (_, index) => {
    const frontmatter = `id: talk-${index}\ntitle: Talk ${index}\nkind: Workshops`;
    return write(join(content, `sessions/talk-${index}.md`), `---\n${frontmatter}\n---\n`);
  });
  await Promise.all(texts);
  expect(await checkContent(content, now)).toEqual([]);
});
