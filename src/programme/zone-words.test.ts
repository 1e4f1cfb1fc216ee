import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { eventSchema } from '../event/event.ts';
import { readWords } from '../words/read-words.ts';
import { hours } from './session-words.ts';
import { timeInWords, zoneInWords } from './zone-words.ts';

const path = new URL('../../tests/made-up-event/content/event.yaml', import.meta.url);
const event = eventSchema.parse(parse(readFileSync(path, 'utf8')));

/** An event somewhere else, with the words of its language. */
function at(zone: string, city: string, language = 'en') {
  const venue = { ...event.venue, city };
  return { event: { ...event, zone, venue, language }, words: readWords(language) };
}

describe('the hour that comes twice', () => {
  it.each([
    ['Europe/Amsterdam', '2017-10-29T00:15Z', '02:15 (UTC+2)'],
    ['Europe/Amsterdam', '2017-10-29T01:15Z', '02:15 (UTC+1)'],
    ['Europe/Amsterdam', '2017-10-28T23:59Z', '01:59'],
    ['Europe/Amsterdam', '2017-10-29T02:00Z', '03:00'],
    // Summer time begins: an hour is skipped, and none comes twice.
    ['Europe/Amsterdam', '2017-03-26T01:00Z', '03:00'],
    ['America/New_York', '2017-11-05T06:30Z', '01:30 (UTC−5)'],
    // Half an hour.
    ['Australia/Lord_Howe', '2017-04-01T14:45Z', '01:45 (UTC+11)'],
    ['Australia/Lord_Howe', '2017-04-01T15:15Z', '01:45 (UTC+10:30)'],
  ])('in %s at %s is written %s', (zone, moment, words) => {
    expect(timeInWords({ zone }, Date.parse(moment))).toBe(words);
  });

  it('is told apart at both ends of a session', () => {
    const times = { start: Date.parse('2017-10-29T00:45Z'), end: Date.parse('2017-10-29T01:15Z') };
    expect(hours(at('Europe/Amsterdam', 'Nowhere'), times)).toBe('02:45 (UTC+2)–02:15 (UTC+1)');
  });
});

describe('the label of all times', () => {
  const february = Date.parse('2017-02-15T12:00Z');
  it.each([
    ['Europe/Amsterdam', 'The Hague', 'en', 'The Hague time: CET, UTC+1'],
    ['Pacific/Auckland', 'Auckland', 'en', 'Auckland time: NZDT, UTC+13'],
    ['America/New_York', 'New York', 'en', 'New York time: EST, UTC−5'],
    ['Asia/Kolkata', 'Pune', 'en', 'Pune time: UTC+5:30'],
    ['Europe/London', 'London', 'en', 'London time: UTC'],
    ['Europe/Amsterdam', 'Utrecht', 'nl', 'plaatselijke tijd (Utrecht): CET, UTC+1'],
  ])('in %s, %s (%s), is %s', (zone, city, language, words) => {
    expect(zoneInWords(at(zone, city, language), february, february)).toBe(words);
  });

  it('says both where the clocks change in between', () => {
    const [first, last] = [Date.parse('2017-10-28T22:00Z'), Date.parse('2017-10-29T10:00Z')];
    expect(zoneInWords(at('Europe/Amsterdam', 'Nowhere'), first, last)).toBe(
      'Nowhere time: CEST, UTC+2 / CET, UTC+1',
    );
  });
});
