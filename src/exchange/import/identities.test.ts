import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { calendarOf } from './testing/calendar.fixture.ts';
import { type ContentSample, contentSample, scheduleOf, talk } from './testing/content.fixture.ts';

let content: ContentSample;

beforeEach(async () => {
  content = await contentSample('event alone');
});
afterEach(() => content.remove());

const { guid: _, ...keyless } = talk;
const later = { date: '2017-10-28T19:00:00+02:00' } as const;

/** A version of a calendar entry. */
function entry(sequence: number, summary: string, hour: string): string[] {
  const start = `DTSTART:20171028T${hour}0000Z`;
  return ['UID:one', `SEQUENCE:${sequence}`, `SUMMARY:${summary}`, start];
}

/** Imports a source and says which files differ after a second import of it. */
async function changedByTheSecond(source: string): Promise<string[]> {
  await content.take(source);
  const before = await content.all();
  expect(await content.take(source)).toMatch(/^[^\n]*: \d+ unchanged\.$/m);
  const after = await content.all();
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => before[name] !== after[name]);
}

describe('a person', () => {
  it('whose id others have too is known by the name', async () => {
    const anna = { ...talk, persons: [{ id: 0, public_name: 'Anna Alpha' }] };
    const persons = [{ id: 0, public_name: 'Ben Beta' }];
    const ben = { ...talk, ...later, guid: 'ben-1', title: 'Ebb', persons };
    expect(await changedByTheSecond(scheduleOf(anna, ben))).toEqual([]);
    expect(await content.read('sessions/tides-at-noon.md')).toContain('  - anna-alpha\n');
    expect(await content.read('sessions/ebb.md')).toContain('  - ben-beta\n');
    expect(await content.read('speakers/ben-beta.md')).not.toContain('id:');
  });

  it('with a guid alone keeps it, and the page when renamed', async () => {
    const persons = [
      { guid: '6b1c7a52-3c3f-4f3e-9a39-0d4f1c2b3a41', name: 'Julian' },
      { guid: '6b1c7a52-3c3f-4f3e-9a39-0d4f1c2b3a42', name: 'julian' },
    ];
    expect(await changedByTheSecond(scheduleOf({ ...talk, persons }))).toEqual([]);
    const renamed = [persons[0], { ...persons[1], name: 'Juliana' }];
    await content.take(scheduleOf({ ...talk, persons: renamed }));
    expect(await content.names('speakers')).toEqual(['julian-2.md', 'julian.md']);
    expect(await content.read('speakers/julian-2.md')).toContain('name: Juliana\n');
  });

  it('without an id in one of two sessions is one person', async () => {
    const other = { ...talk, ...later, guid: 'ebb-1', title: 'Ebb', persons: ['Zoë Zander'] };
    expect(await changedByTheSecond(scheduleOf(other, talk))).toEqual([]);
    expect(await content.names('speakers')).toEqual(['zoe-zander.md']);
  });

  it('without an id whose name two others have stays a third', async () => {
    const two = [7, 8].map((id) => ({ id, public_name: 'Zoë Zander' }));
    const other = { ...talk, ...later, guid: 'ebb-1', title: 'Ebb', persons: ['Zoë Zander'] };
    expect(await changedByTheSecond(scheduleOf({ ...talk, persons: two }, other))).toEqual([]);
    expect(await content.names('speakers')).toHaveLength(3);
  });
});

describe('a session without a guid', () => {
  it.each([
    ['number to another room', { id: 5 }, { room: 'Loft' }],
    ['code to the next day', { code: 'ABCDEF' }, { date: '2017-10-29T17:00:00+01:00' }],
    ['title to another room', {}, { room: 'Loft' }],
    ['title to the next day', {}, { date: '2017-10-29T17:00:00+01:00' }],
  ])('that moves by its %s is moved', async (_name, identity, move) => {
    const keynote = { ...keyless, ...identity };
    await content.take(scheduleOf(keynote));
    const summary = await content.take(scheduleOf({ ...keynote, ...move }));
    expect(summary).toMatch(/: 1 moved, 0 unchanged\.\nMoved: "Tides at Noon" from /);
    expect(await content.names('sessions')).toEqual(['tides-at-noon.md']);
  });

  it('and without an id is retitled where it is', async () => {
    await content.take(scheduleOf(keyless));
    const summary = await content.take(scheduleOf({ ...keyless, title: 'Tides at Five' }));
    expect(summary).toContain('Retitled: "Tides at Noon" is now "Tides at Five".');
  });

  it('is found again after its editors retitled and moved it', async () => {
    await content.take(scheduleOf(keyless));
    await content.edit('sessions/tides-at-noon.md', 'title: Tides at Noon', 'title: Ours');
    await content.edit('sessions/tides-at-noon.md', 'start: 17:00\nend: 17:30', 'start: 10:00');
    expect(await content.take(scheduleOf(keyless))).toContain(': 1 unchanged.');
  });

  it('tells breaks of the same name apart when one goes', async () => {
    const breaks = ['10:00', '12:00', '15:00'].map((time) => {
      return { ...keyless, title: 'Break', date: `2017-10-28T${time}:00+02:00` };
    });
    expect(await changedByTheSecond(scheduleOf(...breaks))).toEqual([]);
    const summary = await content.take(scheduleOf(...breaks.slice(1)));
    expect(summary).toContain(': 1 cancelled, 2 unchanged.');
    expect(await content.read('sessions/break.md')).toContain('status: cancelled');
  });
});

describe('sessions that share an identifier', () => {
  it('are sessions of their own', async () => {
    const two = { ...talk, ...later, title: 'Two' };
    expect(await changedByTheSecond(scheduleOf(talk, two))).toEqual([]);
    expect(await content.names('sessions')).toEqual(['tides-at-noon.md', 'two.md']);
    const moved = { ...two, date: '2017-10-28T20:00:00+02:00' };
    expect(await content.take(scheduleOf(talk, moved))).toContain(': 1 moved, 1 unchanged.');
  });

  it('keep the file of the one that had it alone', async () => {
    await content.take(scheduleOf(talk));
    expect(await content.take(scheduleOf({ ...talk, ...later }, talk))).toContain(
      ': 1 new, 1 unchanged.',
    );
  });

  it('in a calendar are as many sessions as entries', async () => {
    const entries = Array.from({ length: 88 }, (_entry, index) => [
      `UID:uid-${index % 5}`,
      `SUMMARY:Talk ${index}`,
      `DTSTART:20171028T${String(6 + Math.floor(index / 8)).padStart(2, '0')}0000Z`,
      'DURATION:PT20M',
      `LOCATION:Room ${index % 8}`,
    ]);
    expect(await changedByTheSecond(calendarOf(...entries))).toEqual([]);
    expect(await content.names('sessions')).toHaveLength(88);
  });

  it('are one where the later has a higher sequence', async () => {
    await content.take(calendarOf(entry(1, 'New words', '10'), entry(0, 'Old words', '09')));
    expect(await content.names('sessions')).toEqual(['new-words.md']);
  });
});
