import { describe, expect, it } from 'vitest';
import { endOf, minutesIn, momentOf, startOf } from './source-times.ts';

const zone = 'Europe/Amsterdam';
const zones = { source: zone, event: zone };
const at = (text: string) => new Date(text).getTime();

describe('a duration', () => {
  it.each([
    ['0:45', 45],
    ['00:45', 45],
    ['00:45:00', 45],
    ['01:30:59', 90],
    ['1:00:00:00', 1440],
    ['48:00', 2880],
    ['PT1H30M', 90],
    ['30', 30],
    ['soon', undefined],
  ])('%s has %j minutes', (text, minutes) => {
    expect(minutesIn(text)).toBe(minutes);
  });

  it.each(['24:00', '48:00'])('of %s is no end, and is said', (text) => {
    expect(endOf(0, minutesIn(text))).toEqual({
      end: undefined,
      note: 'it lasts a day or more, so it gets no end',
    });
  });

  it('of nothing is no end', () => {
    expect(endOf(0, 0)).toEqual({ end: undefined, note: undefined });
  });
});

describe('the moment of a date with a time', () => {
  it.each([
    ['2017-10-28T09:30:00+02:00', '2017-10-28T07:30Z'],
    ['2017-10-28T09:30:00+0200', '2017-10-28T07:30Z'],
    ['2017-10-28 09:30:20Z', '2017-10-28T09:30Z'],
    ['2017-10-28T09:30', '2017-10-28T07:30Z'],
  ])('%s is %s', (text, moment) => {
    expect(momentOf(text, zone)).toBe(at(moment));
  });

  it('is unknown where there is none', () => {
    expect(momentOf('2017-02-30T09:30', zone)).toBeUndefined();
  });
});

describe('the start of a session', () => {
  const listed = { date: '2017-10-28', begins: '06:00' };

  it.each([
    ['its own date, whatever its day', '2017-10-29T01:00:00+02:00', '01:00', '2017-10-28T23:00Z'],
    ['its date in UTC', '2017-10-28T07:30:00Z', undefined, '2017-10-28T07:30Z'],
    ['its own date without a time', '2017-10-28', '01:00', '2017-10-27T23:00Z'],
    ['the day under which it stands', undefined, '09:30', '2017-10-28T07:30Z'],
    ['the night after that day', undefined, '01:00', '2017-10-28T23:00Z'],
    ['a time with seconds', undefined, '9:30:00', '2017-10-28T07:30Z'],
  ])('follows from %s', (_, date, start, moment) => {
    expect(startOf({ date, start }, listed, zones).start).toBe(at(moment));
  });

  it('has its date at the event', () => {
    const written = { date: '2017-10-28T22:30:00Z', start: undefined };
    expect(startOf(written, listed, zones).day).toBe('2017-10-29');
  });

  it('is its day alone where no time is written', () => {
    const written = { date: undefined, start: undefined };
    expect(startOf(written, listed, zones)).toEqual({ day: '2017-10-28', start: undefined });
  });
});
