import { describe, expect, it } from 'vitest';
import { eventSchema } from '../event/event.ts';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { isFault, sessionTimes } from './session-times.ts';

const path = new URL('../../tests/made-up-event/content/event.yaml', import.meta.url);
const midnight = eventSchema.parse(parse(readFileSync(path, 'utf8')));
const night = { ...midnight, programme: { ...midnight.programme, day_ends: '04:00' } };

/** The day and the moments of a session, or what is wrong with it. */
function read(event: typeof night | typeof midnight, written: Parameters<typeof sessionTimes>[1]) {
  const times = sessionTimes(event, written);
  if (isFault(times)) return times.what;
  const shown = [times.start, times.end].map((moment) =>
    moment === undefined ? undefined : new Date(moment).toISOString().slice(0, 16),
  );
  return [times.day, ...shown];
}

describe('a session after midnight', () => {
  it.each([
    ['on the last day', { day: '2017-10-29', start: '23:30', end: '2017-10-30T01:30' }],
    ['by its length', { day: '2017-10-29', start: '23:30', duration: 120 }],
  ])('%s ends the day after', (_, written) => {
    const expected = ['2017-10-29', '2017-10-29T22:30', '2017-10-30T00:30'];
    expect(read(midnight, written)).toEqual(expected);
    expect(read(night, written)).toEqual(expected);
  });

  it('ends by noon of the day after the event', () => {
    const long = { day: '2017-10-29', start: '23:30', end: '2017-10-30T12:01' };
    expect(read(midnight, long)).toMatch(/^the session ends on 2017-10-30/);
  });

  it.each([
    [{ day: '2017-10-29', start: '01:00', end: '02:30' }],
    [{ day: '2017-10-29', start: '2017-10-30T01:00', end: '02:30' }],
    [{ start: '2017-10-30T01:00', duration: 90 }],
  ])('belongs to the day that ends later: %j', (written) => {
    expect(read(night, written)).toEqual(['2017-10-29', '2017-10-30T00:00', '2017-10-30T01:30']);
  });

  it('needs no date for its end where the day ends later', () => {
    const written = { day: '2017-10-28', start: '23:30', end: '01:30' };
    expect(read(night, written)).toEqual(['2017-10-28', '2017-10-28T21:30', '2017-10-28T23:30']);
    expect(read(midnight, written)).toMatch(/"end" is 01:30, no later than "start"/);
  });

  it('begins no day of the event where days end at midnight', () => {
    expect(read(midnight, { start: '2017-10-30T01:00' })).toBe(
      '2017-10-30 is not a day of the event',
    );
  });
});
