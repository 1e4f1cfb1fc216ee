import { describe, expect, it } from 'vitest';
import {
  crowd,
  made,
  madeUpEvent,
  madeUpSource,
  sourceOf,
} from './testing/made-up-event.fixture.ts';
import { sessionGuid } from './guid.ts';
import { scheduleOf } from './schedule.ts';
import type { ScheduleSession } from './schedule-session.ts';
import type { Source } from './source.ts';

interface Placed extends ScheduleSession {
  readonly day: string;
}

function placed(source: Source): Placed[] {
  return scheduleOf(source).days.flatMap(({ date, rooms }) =>
    rooms.flatMap(({ sessions }) => sessions.map((session) => ({ ...session, day: date }))),
  );
}

function found(source: Source, id: string): Placed | undefined {
  const guid = sessionGuid(source.event, { id });
  return placed(source).find((session) => session.guid === guid);
}

describe('the schedule', () => {
  it('holds what has a start and takes place', () => {
    const expected = madeUpSource.programme.sessions.filter(
      ({ start, cancelled }) => start !== undefined && cancelled === undefined,
    );
    expect(placed(madeUpSource)).toHaveLength(expected.length);
    expect(found(madeUpSource, 'engines-1f')).toBeUndefined();
    expect(found(madeUpSource, 'open-house-1f')).toBeUndefined();
  });

  it('says what a session is', () => {
    expect(found(madeUpSource, 'opening-1f')).toMatchObject({
      day: '2017-10-28',
      slug: 'quays2017-opening',
      title: 'Opening: why quays matter',
      url: 'https://quays.example/2017/programme/opening/',
      date: '2017-10-28T09:15:00+02:00',
      end: '2017-10-28T10:00:00+02:00',
      start: '09:15',
      duration: '00:45',
      room: 'Great Loft',
      type: 'Plenary',
      language: 'en',
      abstract: 'The Harbour Master opens the two days.',
      persons: [{ name: 'Ada Anchor' }, { name: 'Jón Jetty' }, { name: 'Léa Lantern' }],
    });
  });

  it.each([
    [undefined, ['2017-10-28T00:00:00+02:00', '2017-10-29T00:00:00+02:00']],
    ['04:00', ['2017-10-28T04:00:00+02:00', '2017-10-29T04:00:00+01:00']],
  ])('has the dates of the event as its days, which end as the programme says: %s', (ends, of) => {
    const programme = { ...madeUpEvent.programme, day_ends: ends };
    const { days } = scheduleOf(sourceOf([], { ...madeUpEvent, programme }));
    expect(days.map(({ index, date }) => [index, date])).toEqual([
      [1, '2017-10-28'],
      [2, '2017-10-29'],
    ]);
    expect([days[0]?.start, days[0]?.end, days[1]?.start]).toEqual([...of, of[1]]);
  });

  it.each([undefined, '04:00'])('has each session under the day of its page: %s', (day_ends) => {
    const programme = { ...madeUpEvent.programme, day_ends };
    const event = { ...madeUpEvent, programme };
    const nights = [
      made('party', { start: '2017-10-29T01:00' }),
      made('last', { day: '2017-10-29', start: '01:00' }),
      made('early', { start: '2017-10-29T05:00' }),
    ];
    const source = sourceOf(nights, event);
    const days = source.programme.days.flatMap(({ date, sessions }) =>
      sessions.map(({ title }) => [title, date]),
    );
    expect(placed(source).map(({ title, day }) => [title, day])).toEqual(days);
    expect(days).toContainEqual(['party', day_ends === undefined ? '2017-10-29' : '2017-10-28']);
  });

  it.each([
    ['night-watch-1f', '2017-10-28', '2017-10-28T23:30:00+02:00', '01:15'],
    ['through-the-change-1f', '2017-10-29', '2017-10-29T01:30:00+02:00', '03:00'],
    ['the-hour-that-comes-twice-1f', '2017-10-29', '2017-10-29T02:15:00+01:00', '00:30'],
    ['morning-1f', '2017-10-29', '2017-10-29T09:30:00+01:00', '00:30'],
  ])('puts %s under %s', (id, day, date, duration) => {
    expect(found(madeUpSource, id)).toMatchObject({ day, date, duration });
  });

  it('leaves the early morning of the first day where it is', () => {
    const source = sourceOf([made('dawn', { start: '2017-10-28T05:00' })]);
    expect(found(source, 'dawn-id')).toMatchObject({ day: '2017-10-28', start: '05:00' });
  });

  it('names a room for what has none', () => {
    expect(found(madeUpSource, 'tea-one-1f')?.room).toBe('The Rope Store');
    const source = sourceOf([made('walk', { start: '2017-10-28T10:00' })]);
    expect(found(source, 'walk-id')?.room).toBe('To be announced');
  });

  it('writes a length for what has no end, and one below a day for what is longer', () => {
    const open = made('open', { start: '2017-10-28T10:00' });
    const long = made('long', { start: '2017-10-28T10:00', end: '2017-10-29T20:00' });
    const source = sourceOf([open, long]);
    expect(found(source, 'open-id')).toMatchObject({ duration: '00:30', end: undefined });
    expect(found(source, 'long-id')?.duration).toBe('23:59');
  });

  it('lengthens the names that the formats find too short', () => {
    const session = found(madeUpSource, 'fog-1f');
    expect(session?.slug).toBe(`quays2017-fog-${session?.number}`);
    const event = { ...madeUpEvent, id: 'a-b' };
    expect(scheduleOf(sourceOf([], event)).acronym).toBe('a_b_');
  });

  it('has the last change as its version', () => {
    expect(scheduleOf(madeUpSource).version).toBe('2017-10-16T00:00:00+02:00');
    expect(scheduleOf(sourceOf([])).version).toBe('2017-09-30T00:00:00+02:00');
  });

  it('numbers sessions alike whatever stands before them', () => {
    const [one, two] = [made('one', { start: '2017-10-28T10:00' }), made('two')];
    const alone = found(sourceOf([one]), 'one-id')?.number;
    expect(found(sourceOf([two, one]), 'one-id')?.number).toBe(alone);
  });

  it('gives each of ten thousand sessions a number of its own', () => {
    const numbers = placed(crowd(10_000)).map(({ number }) => number);
    expect(new Set(numbers).size).toBe(10_000);
  });
});
