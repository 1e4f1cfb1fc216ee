import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ContentSample, contentSample, scheduleOf, talk } from './testing/content.fixture.ts';

const file = 'sessions/tides-at-noon.md';
const now = '2017-10-20T00:00';
const other = {
  ...talk,
  guid: '0b7a1f1e-4f0e-4c55-8d5b-4c8f3d2a9e11',
  title: 'Ebb',
  date: '2017-10-28T19:00:00+02:00',
} as const;
let content: ContentSample;

/** The session in a calendar, with or without a line for its status. */
function calendarEntry(status: string): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    `UID:${talk.guid}@x.example`,
    'SUMMARY:Tides at Noon',
    'DTSTART:20171028T150000Z',
    'DTEND:20171028T153000Z',
    'LOCATION:Sail Room',
    'DESCRIPTION:What the tide brings.',
    status,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.filter((line) => line !== '').join('\r\n');
}

function people(...persons: readonly unknown[]): string {
  return scheduleOf({ ...talk, persons }, other);
}

beforeEach(async () => {
  content = await contentSample('whole');
  await content.take(scheduleOf(talk, other));
});
afterEach(() => content.remove());

describe('an import of the same again', () => {
  it('changes no byte', async () => {
    const before = await content.all();
    expect(await content.take(scheduleOf(talk, other))).toBe(
      'Sessions of source (frab JSON): 2 unchanged.',
    );
    expect(await content.all()).toEqual(before);
  });

  it('leaves what editors changed, with their comments', async () => {
    await content.edit(file, 'title: Tides at Noon', '# Checked\ntitle: High tides # by us');
    await content.edit(file, 'start: 17:00\nend: 17:30', 'start: 17:05\nend: 17:35');
    await content.edit(file, 'What the tide brings.', 'Our own words.');
    await content.edit(file, 'language: en', 'language: nl\nlevel: Introduction');
    const before = await content.all();
    expect(await content.take(scheduleOf(talk, other))).toContain(': 2 unchanged.');
    expect(await content.all()).toEqual(before);
  });

  it('leaves a session as cancelled as its editors made it', async () => {
    await content.edit(file, 'language: en', `status: cancelled\ncancelled_since: ${now}`);
    const before = await content.read(file);
    await content.take(scheduleOf(talk, other));
    expect(await content.read(file)).toBe(before);
  });
});

describe('a session whose source changed', () => {
  it('takes over what changed and keeps the rest', async () => {
    await content.edit(file, 'language: en', '# Ours\nlanguage: nl # sic\nplaces: 12');
    const changed = { ...talk, track: 'Quay', abstract: '<p>What the ebb takes.</p>' };
    expect(await content.take(scheduleOf(changed, other))).toContain(
      'Changed: "Tides at Noon" (track, abstract).',
    );
    const text = await content.read(file);
    expect(text).toContain('track: Quay\n');
    expect(text).toContain('# Ours\nlanguage: nl # sic\nplaces: 12\n');
    expect(text).toContain(`updated: ${now}\n`);
    expect(text).toMatch(/---\n\nWhat the ebb takes\.\n$/);
  });

  it('loses what the source had before and has no longer', async () => {
    await content.take(scheduleOf({ ...talk, track: null, persons: [] }, other));
    expect(await content.read(file)).not.toMatch(/track|speakers/);
  });

  it('keeps its file when it is retitled', async () => {
    expect(await content.take(scheduleOf({ ...talk, title: 'Tides: at Five' }, other))).toContain(
      'Retitled: "Tides at Noon" is now "Tides: at Five".',
    );
    expect(await content.read(file)).toContain("title: 'Tides: at Five'\n");
  });

  it('says where it was when it moves', async () => {
    const moved = { ...talk, date: '2017-10-29T15:00:00+01:00', room: 'Chart Room' };
    expect(await content.take(scheduleOf(moved, other))).toContain(
      'Moved: "Tides at Noon" from Saturday 28 October 2017, 17:00–17:30, Nowhere time, Sail Room to Sunday 29 October 2017, 15:00–15:30, Nowhere time, Chart Room.',
    );
    const text = await content.read(file);
    expect(text).toContain('day: 2017-10-29\nstart: 15:00\nend: 15:30\nroom: Chart Room\n');
    expect(text).toContain(
      `moved:\n  start: 2017-10-28T17:00\n  room: Sail Room\n  since: ${now}\n`,
    );
  });

  it('names the time of day alone where it moves within its day', async () => {
    await content.take(scheduleOf({ ...talk, date: '2017-10-28T18:00:00+02:00' }, other));
    expect(await content.read(file)).toContain(`moved:\n  start: 17:00\n  since: ${now}\n`);
  });

  it('says nothing of a move that nobody could see', async () => {
    await content.edit('event.yaml', 'clock: 2017-10-20', 'clock: 2017-09-01');
    await content.take(scheduleOf({ ...talk, room: 'Chart Room' }, other));
    const text = await content.read(file);
    expect(text).toContain('room: Chart Room');
    expect(text).not.toMatch(/moved|updated/);
  });

  it('has no time and place written where they are undisclosed', async () => {
    await content.edit(file, 'start: 17:00\nend: 17:30\nroom: Sail Room\n', 'undisclosed: true\n');
    await content.take(scheduleOf({ ...talk, date: '2017-10-28T18:00:00+02:00' }, other));
    expect(await content.read(file)).not.toMatch(/start:|end:|room:/);
  });

  it('keeps its length where editors wrote it as one', async () => {
    await content.edit(file, 'end: 17:30', 'duration: 30');
    await content.take(scheduleOf({ ...talk, duration: '00:45' }, other));
    expect(await content.read(file)).toMatch(/start: 17:00\nduration: 45\n/);
  });
});

describe('the lines of an existing file', () => {
  it('stay byte for byte where nothing in them changed', async () => {
    const odd =
      'title: "Tides at Noon"   # ours\n\nplaces:   12 # twelve\nlevel: >-\n  Some\n  words\n';
    await content.edit(file, 'title: Tides at Noon\n', odd);
    await content.edit(file, 'speakers:\n  - zoe-zander', 'speakers: [ zoe-zander ]  # one');
    const before = await content.read(file);
    await content.take(scheduleOf({ ...talk, track: 'Quay' }, other));
    expect(await content.read(file)).toBe(
      before
        .replace('track: Water', 'track: Quay')
        .replace('\n---\n\n', `\nupdated: ${now}\n---\n\n`),
    );
  });

  it('keep their line ends', async () => {
    await content.write(file, (await content.read(file)).replaceAll('\n', '\r\n'));
    const before = await content.read(file);
    await content.take(scheduleOf({ ...talk, track: 'Quay' }, other));
    expect(await content.read(file)).toBe(
      before
        .replace('track: Water', 'track: Quay')
        .replace('\r\n---\r\n\r\n', `\r\nupdated: ${now}\r\n---\r\n\r\n`),
    );
  });

  it('stay as they are in event.yaml where a room is new', async () => {
    await content.edit('event.yaml', '  rooms:\n', '  # Ours\n  rooms:   # all\n');
    const before = await content.read('event.yaml');
    await content.take(scheduleOf({ ...talk, room: 'Deck' }, other));
    const after = (await content.read('event.yaml')).split('\n');
    expect(after.filter((line) => line !== '    - name: Deck').join('\n')).toBe(before);
  });
});

describe('a session that its source no longer has', () => {
  it('is cancelled, and back when it comes back', async () => {
    expect(await content.take(scheduleOf(talk))).toContain(
      'Cancelled: "Ebb" is no longer in the file.',
    );
    expect(await content.read('sessions/ebb.md')).toContain(
      `status: cancelled\ncancelled_since: ${now}\n`,
    );
    expect(await content.take(scheduleOf(talk))).toContain(': 1 unchanged.');
    expect(await content.take(scheduleOf(talk, other))).toContain(
      'Back: "Ebb" is no longer cancelled.',
    );
    expect(await content.read('sessions/ebb.md')).not.toContain('cancelled');
  });

  it('is left alone where no import knows it', async () => {
    const before = await content.read('sessions/bridges.md');
    await content.take(scheduleOf(talk));
    expect(await content.read('sessions/bridges.md')).toBe(before);
  });

  it('stays a draft where it is one', async () => {
    await content.edit('sessions/ebb.md', 'language: en', 'status: draft');
    await content.take(scheduleOf(talk));
    expect(await content.read('sessions/ebb.md')).toContain('status: draft');
  });
});

describe('a calendar', () => {
  it('that has no more than the day leaves the time that editors wrote', async () => {
    await content.write('.imported.json', '{ "sessions": {}, "speakers": {} }');
    const start = 'DTSTART;VALUE=DATE:20171028';
    await content.take(calendarEntry('').replace(/DTSTART[^]*DTEND:\w+/, start));
    expect(await content.read(file)).toContain('start: 17:00\nend: 17:30\n');
  });

  it('cancels a session and takes that back', async () => {
    await content.take(calendarEntry('STATUS:CANCELLED'));
    expect(await content.read(file)).toContain(`status: cancelled\ncancelled_since: ${now}\n`);
    expect(await content.take(calendarEntry(''))).toContain('Back: "Tides at Noon"');
    expect(await content.read(file)).toContain('speakers:\n  - zoe-zander\n');
  });
});

describe('a speaker', () => {
  it('is known by the id when the name changes, and keeps what editors added', async () => {
    await content.edit('speakers/zoe-zander.md', 'id:', 'role: Mayor # of Nowhere\nid:');
    const renamed = { id: 7, public_name: 'Zoë Younger', biography: 'Zoë is made up.' };
    await content.take(scheduleOf({ ...talk, persons: [renamed] }));
    expect(await content.read('speakers/zoe-zander.md')).toBe(
      "---\nname: Zoë Younger\nrole: Mayor # of Nowhere\nid: '7'\n---\n\nZoë is made up.\n",
    );
  });

  it('is known by the name where there is no id', async () => {
    await content.take(people({ name: 'ada anchor' }));
    expect(await content.read(file)).toContain('speakers:\n  - ada-anchor\n');
  });

  it('of the same name with another id is another one', async () => {
    await content.take(people(...talk.persons, { id: 8, public_name: 'Zoë Zander' }));
    expect(await content.read(file)).toContain('  - zoe-zander\n  - zoe-zander-2\n');
  });

  it('has a biography that editors rewrote', async () => {
    await content.edit('speakers/zoe-zander.md', 'Zoë is made up.', 'Our words.');
    await content.take(scheduleOf({ ...talk, title: 'Other' }, other));
    expect(await content.read('speakers/zoe-zander.md')).toContain('Our words.');
  });
});
