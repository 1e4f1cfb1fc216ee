import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runImport } from './run-import.ts';
import { hasFormats, notTried, publishedText } from '../testing/published-formats.fixture.ts';
import { type ContentSample, contentSample, scheduleOf, talk } from './testing/content.fixture.ts';

const file = 'sessions/tides-at-noon.md';
let content: ContentSample;

beforeEach(async () => {
  content = await contentSample('whole');
});
afterEach(() => content.remove());

describe('a new session', () => {
  it('becomes a file with everything that its source says', async () => {
    expect(await content.take(scheduleOf(talk))).toBe(
      `Sessions of source (frab JSON): 1 new, 0 unchanged.
New: "Tides at Noon", Saturday 28 October 2017, 17:00–17:30, Nowhere time, Sail Room (sessions/tides-at-noon.md).
New speaker: Zoë Zander (speakers/zoe-zander.md).`,
    );
    expect(await content.read(file)).toBe(`---
id: 0b7a1f1e-4f0e-4c55-8d5b-4c8f3d2a9e10
title: Tides at Noon
kind: Talk
day: 2017-10-28
start: 17:00
end: 17:30
room: Sail Room
track: Water
speakers:
  - zoe-zander
language: en
added: 2017-10-20T00:00
---

What the tide brings.
`);
    expect(await content.read('speakers/zoe-zander.md')).toBe(
      "---\nname: Zoë Zander\nid: '7'\n---\n\nZoë is made up.\n",
    );
  });

  it('is not marked as added where it comes with all the others', async () => {
    const empty = await contentSample('event alone');
    await empty.take(scheduleOf(talk));
    expect(await empty.read(file)).not.toContain('added');
    await empty.remove();
  });

  it('is not marked as added before the programme comes out', async () => {
    await content.edit('event.yaml', 'clock: 2017-10-20', 'clock: 2017-09-01');
    await content.take(scheduleOf(talk));
    expect(await content.read(file)).not.toContain('added');
  });

  it.each([
    ['Łódź & Ærø: Straße', 'lodz-aero-strasse'],
    ['Changes', 'changes-2'],
    ['2017-10-28', '2017-10-28-2'],
    ['Bridges', 'bridges-2'],
    ['Мосты', 'session-[0-9a-f]{8}'],
    [`${'rope '.repeat(20)}`, `rope(-rope){11}`],
  ])('called %j has a file named %s', async (title, slug) => {
    const before = new Set(await content.names('sessions'));
    await content.take(scheduleOf({ ...talk, title }));
    const name = (await content.names('sessions')).find((entry) => !before.has(entry));
    expect(name).toMatch(new RegExp(`^${slug}\\.md$`));
  });

  it('in the hour that comes twice has its offset', async () => {
    const date = '2017-10-29T02:30:00+01:00';
    await content.take(scheduleOf({ ...talk, date, duration: '01:00', room: 'Deck' }));
    expect(await content.read(file)).toContain(
      'day: 2017-10-29\nstart: 2017-10-29T02:30+01:00\nend: 03:30\n',
    );
  });

  it('that ends after midnight has the date of its end', async () => {
    await content.take(scheduleOf({ ...talk, date: '2017-10-28T23:30:00+02:00' }));
    expect(await content.read(file)).toContain('start: 23:30\nend: 2017-10-29T00:00\n');
  });

  it('without a kind has the usual one, and that is said', async () => {
    const summary = await content.take(scheduleOf({ ...talk, type: null }));
    expect(await content.read(file)).toContain('kind: Talk');
    expect(summary).toContain(
      'Note on "Tides at Noon": the file gives no kind, so "Talk" is used.',
    );
  });

  it.each([
    ['its own', { type: 'Dinner' }],
    ['a word of its title where it has none', { type: null, title: 'Conference dinner (late)' }],
  ])('has the kind that editors give for %s, also the next time', async (_, fields) => {
    const dinner = { ...talk, title: 'Meal', ...fields };
    const summary = await content.take(scheduleOf(dinner), { Dinner: 'Break' });
    const path = /\((sessions\/[^)]*)\)/.exec(summary)?.[1] ?? '';
    expect(await content.read(path)).toContain('kind: Break\n');
    expect(summary).not.toContain('gives no kind');
    expect(await content.take(scheduleOf(dinner))).toContain(': 1 unchanged.');
  });

  it.each(['To be announced', 'The Rope Store', 'The Rope Store, Quay 1, Nowhere'])(
    'in the room %j has none',
    async (room) => {
      await content.take(scheduleOf({ ...talk, room }));
      expect(await content.read(file)).not.toContain('room:');
    },
  );

  it('brings its room, track and kind into event.yaml, whose comments stay', async () => {
    const before = await content.read('event.yaml');
    const names = { room: 'Deck', track: 'Air: above', type: 'Song' };
    const summary = await content.take(scheduleOf({ ...talk, ...names }));
    const after = await content.read('event.yaml');
    expect(after).toBe(
      before
        .replace('note: across the yard\n', 'note: across the yard\n    - name: Deck\n')
        .replace('harbour brings ashore.\n', "harbour brings ashore.\n    - name: 'Air: above'\n")
        .replace('  rooms:\n', '    - name: Song\n  rooms:\n'),
    );
    expect(summary).toContain('The room "Deck" is new in event.yaml.');
  });

  it('uses a name that event.yaml has with other capitals', async () => {
    const before = await content.read('event.yaml');
    await content.take(scheduleOf({ ...talk, room: 'SAIL ROOM', type: 'talk', track: 'water' }));
    expect(await content.read('event.yaml')).toBe(before);
    expect(await content.read(file)).toMatch(/kind: Talk[^]*room: Sail Room\ntrack: Water/);
  });
});

describe('a session that is odd', () => {
  it('without a title is skipped, and that is said', async () => {
    const before = await content.names('sessions');
    expect(await content.take(scheduleOf({ ...talk, title: ' ' }))).toMatch(
      /^Skipped: a session without a title: it has no title\.\nSessions of/,
    );
    expect(await content.names('sessions')).toEqual(before);
  });

  it.each([
    ['outside the event', { date: '2017-11-05T10:00:00+01:00' }, '2017-11-05 is not a day of'],
    [
      'for a day too long',
      { date: '2017-10-29T15:00:00+01:00', duration: '23:00' },
      'ends on 2017-10-30',
    ],
  ])('%s is imported without a time, and that is said first', async (_, fields, words) => {
    const summary = await content.take(scheduleOf({ ...talk, ...fields }));
    expect(summary).toMatch(/^Doubtful: "Tides at Noon": .*; it is imported without a time\.\n/);
    expect(summary).toContain(words);
    expect(await content.read(file)).not.toMatch(/day:|start:|end:/);
    expect(await content.take(scheduleOf({ ...talk, ...fields }))).toContain(': 1 unchanged.');
  });

  it('in a room that another has is imported, and that is said first', async () => {
    const other = { ...talk, guid: 'another-1', title: 'Two', persons: [] };
    const summary = await content.take(scheduleOf(talk, other));
    expect(summary).toMatch(
      /^"Tides at Noon" and "Two" need Sail Room at the same time; the first has "overlap_meant: true"; .*\n[^\n]*: 2 new/,
    );
    expect(await content.read(file)).toContain('overlap_meant: true\n');
    expect(await content.take(scheduleOf(talk, other))).toContain(': 2 unchanged.');
  });

  it('that moves to where it clashes takes its new time', async () => {
    const other = { ...talk, guid: 'another-1', title: 'Two', persons: [], room: 'Loft' };
    await content.take(scheduleOf(talk, other));
    const summary = await content.take(scheduleOf(talk, { ...other, room: 'Sail Room' }));
    expect(summary).toContain('need Sail Room at the same time');
    expect(summary).toContain('Moved: "Two" from ');
    expect(await content.read('sessions/two.md')).toMatch(/room: Sail Room[^]*overlap_meant: true/);
  });

  it('that moves out of the event has no old time left, and keeps the date of an earlier move', async () => {
    await content.take(scheduleOf(talk));
    await content.take(scheduleOf({ ...talk, date: '2017-10-28T18:00:00+02:00' }));
    await content.take(scheduleOf({ ...talk, date: '2017-11-05T18:00:00+01:00' }));
    const text = await content.read(file);
    expect(text).not.toMatch(/^(day|start|end):/m);
    expect(text).toContain('moved:\n  start: 2017-10-28T17:00\n');
  });

  it('since it comes twice as the same is skipped the second time', async () => {
    expect(await content.take(scheduleOf(talk, talk))).toContain(
      'Skipped: "Tides at Noon": it appears in the file twice.',
    );
  });
});

describe('a closing party', () => {
  const party = { ...talk, date: '2017-10-29T23:30:00+01:00', duration: '02:00' };
  const late = { ...talk, date: '2017-10-30T01:00:00+01:00', duration: '01:30' };

  it('on the last day ends after midnight', async () => {
    expect(await content.take(scheduleOf(party))).not.toContain('Doubtful');
    expect(await content.read(file)).toContain(
      'day: 2017-10-29\nstart: 23:30\nend: 2017-10-30T01:30\n',
    );
  });

  it('that starts after midnight belongs to the day that ends later', async () => {
    await content.edit('event.yaml', 'programme:\n', "programme:\n  day_ends: '04:00'\n");
    expect(await content.take(scheduleOf(late))).not.toContain('Doubtful');
    expect(await content.read(file)).toContain('day: 2017-10-29\nstart: 01:00\nend: 02:30\n');
    expect(await content.take(scheduleOf(late))).toContain(': 1 unchanged.');
  });
});

describe('a file that is refused', () => {
  it.each(['{"schedule":', 'words', '{"schedule":{}}', '<schedule><day></schedule>'])(
    'changes nothing: %j',
    async (source) => {
      const before = await content.all();
      await expect(content.take(source)).rejects.toThrow(
        /^\/[^\n]*\/source was not imported: [^\n]+\. Nothing has changed\.$/,
      );
      expect(await content.all()).toEqual(before);
    },
  );

  it.each([
    ['missing.json', 'it cannot be opened: there is no such file'],
    ['.', 'it cannot be opened: it is a folder'],
    ['content/latin.ics', 'it is not text in UTF-8'],
  ])('is named with its path and the reason: %s', async (name, reason) => {
    await writeFile(`${content.folder}/latin.ics`, Buffer.from([0x42, 0xe9, 0x0a]));
    const path = join(content.folder, '..', name);
    await expect(runImport(path, content.folder)).rejects.toThrow(
      `${path} was not imported: ${reason}. Nothing has changed.`,
    );
  });

  it('changes nothing where a file of the content cannot be read', async () => {
    await content.write('sessions/broken.md', '---\ntitle: [\n---\n');
    await expect(content.take(scheduleOf(talk))).rejects.toThrow(
      'the frontmatter of sessions/broken.md cannot be read',
    );
    expect(existsSync(`${content.folder}/${file}`)).toBe(false);
  });
});

describe.runIf(hasFormats)(`a programme that pretalx wrote${notTried}`, () => {
  it('is taken over as a whole, and changes nothing the second time', async () => {
    const empty = await contentSample('event alone');
    await empty.edit('event.yaml', '2017-10-28', '2020-12-14');
    await empty.edit('event.yaml', '2017-10-29', '2020-12-16');
    const source = publishedText('pretalx-democon.json');
    expect(await empty.take(source)).toContain(': 36 new, 0 unchanged.');
    const before = await empty.all();
    expect(await empty.take(source)).toBe('Sessions of source (frab JSON): 36 unchanged.');
    expect(await empty.all()).toEqual(before);
    await empty.remove();
  });
});
