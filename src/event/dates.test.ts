import { describe, expect, it } from 'vitest';
import {
  addDays,
  dateAt,
  dateInWords,
  datesBetween,
  isDate,
  isDateTime,
  isZone,
  momentIn,
  spanInWords,
  spanParts,
  weekdaysInWords,
} from './dates.ts';

describe('dates', () => {
  it.each([
    ['2017-02-15', true],
    ['2016-02-29', true],
    ['2017-02-29', false],
    ['2017-2-15', false],
    ['15-02-2017', false],
    ['2017-02-15T09:00', false],
  ])('takes %s as a date: %s', (text, expected) => {
    expect(isDate(text)).toBe(expected);
  });

  it.each([
    ['2017-02-08T18:00', true],
    ['2017-02-08T18:00:30', true],
    ['2017-02-08T24:00', false],
    ['2017-02-08 18:00', false],
    ['2017-02-08T18:00Z', false],
    ['2017-02-08', false],
  ])('takes %s as a date and time: %s', (text, expected) => {
    expect(isDateTime(text)).toBe(expected);
  });

  it.each([
    ['Europe/Amsterdam', true],
    ['America/Argentina/Ushuaia', true],
    ['Europe/Amsterdm', false],
    ['CET', false],
  ])('takes %s as a zone: %s', (text, expected) => {
    expect(isZone(text)).toBe(expected);
  });

  it('counts days across months and leap days', () => {
    expect(addDays('2017-02-15', -21)).toBe('2017-01-25');
    expect(addDays('2016-02-28', 1)).toBe('2016-02-29');
    expect(datesBetween('2017-02-28', '2017-03-02')).toEqual([
      '2017-02-28',
      '2017-03-01',
      '2017-03-02',
    ]);
  });

  it.each([
    ['winter', 'Europe/Amsterdam', '2017-02-15T09:00', '2017-02-15T08:00:00Z'],
    ['summer', 'Europe/Amsterdam', '2017-07-15T09:00', '2017-07-15T07:00:00Z'],
    ['the skipped hour', 'Europe/Amsterdam', '2017-03-26T02:30', '2017-03-26T01:30:00Z'],
    ['the repeated hour', 'Europe/Amsterdam', '2017-10-29T02:30', '2017-10-29T00:30:00Z'],
    ['a date alone', 'Europe/Amsterdam', '2017-02-15', '2017-02-14T23:00:00Z'],
    ['a zone west of Greenwich', 'America/New_York', '2016-11-17', '2016-11-17T05:00:00Z'],
  ])('finds the moment of %s', (_, zone, local, instant) => {
    expect(momentIn(zone, local)).toBe(Date.parse(instant));
  });

  it('finds the date at a moment in its zone', () => {
    expect(dateAt('Europe/Amsterdam', Date.parse('2017-02-14T23:00:00Z'))).toBe('2017-02-15');
    expect(dateAt('America/New_York', Date.parse('2017-02-15T04:59:59Z'))).toBe('2017-02-14');
  });

  it.each([
    ['en', 'plain', '25 January 2017'],
    ['en', 'weekday', 'Wednesday 25 January 2017'],
    ['en', 'day', 'Wednesday 25 January'],
    ['en', 'name', 'Wednesday'],
    ['nl', 'plain', '25 januari 2017'],
    ['nl', 'weekday', 'woensdag 25 januari 2017'],
    ['nl', 'day', 'woensdag 25 januari'],
    ['de', 'weekday', 'Mittwoch, 25. Januar 2017'],
  ] as const)('writes a date in %s, %s', (language, style, words) => {
    expect(dateInWords(language, '2017-01-25', style)).toBe(words);
  });

  it.each([
    ['en', '2017-02-17', '2017-02-17', '17 February 2017', 'Friday'],
    ['en', '2017-02-15', '2017-02-16', '15–16 February 2017', 'Wednesday and Thursday'],
    ['en', '2017-02-15', '2017-02-17', '15–17 February 2017', 'Wednesday\u2009–\u2009Friday'],
    [
      'en',
      '2017-02-28',
      '2017-03-01',
      '28 February\u2009–\u20091 March 2017',
      'Tuesday and Wednesday',
    ],
    [
      'en',
      '2016-12-30',
      '2017-01-02',
      '30 December 2016\u2009–\u20092 January 2017',
      'Friday\u2009–\u2009Monday',
    ],
    ['nl', '2017-02-17', '2017-02-17', '17 februari 2017', 'vrijdag'],
    ['nl', '2017-02-15', '2017-02-16', '15–16 februari 2017', 'woensdag en donderdag'],
    ['nl', '2017-02-15', '2017-02-17', '15–17 februari 2017', 'woensdag\u2009–\u2009vrijdag'],
    [
      'nl',
      '2017-02-28',
      '2017-03-01',
      '28 februari\u2009–\u20091 maart 2017',
      'dinsdag en woensdag',
    ],
  ])('writes in %s the span from %s to %s', (language, first, last, dates, weekdays) => {
    expect(spanInWords(language, first, last)).toBe(dates);
    const parts = spanParts(language, first, last);
    expect(parts.map(({ text }) => text).join('')).toBe(dates);
    expect(new Set(parts.flatMap(({ date }) => date ?? []))).toEqual(new Set([first, last]));
    expect(weekdaysInWords(language, first, last)).toBe(weekdays);
  });
});
