import { englishWords } from '../words/read-words.ts';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { momentIn } from './dates.ts';
import { eventSchema, type Event } from './event.ts';
import { eventNow, isRegistrationOpenAt, phaseAt, programmeDate } from './phase.ts';
import { deletionDates, eventPlaceholders } from './placeholders.ts';
import { fillIn } from '../words/text.ts';

const shipped = eventSchema.parse(parse(readFileSync('content/event.yaml', 'utf8')));
const event: Event = {
  ...shipped,
  registration: {
    ...shipped.registration,
    opens: '2017-01-09T09:00',
    closes: '2017-02-08T18:00',
  },
};
const at = (local: string) => momentIn('Europe/Amsterdam', local);

describe('the phases of an event', () => {
  it.each([
    ['2017-01-09T08:59:59', 'before'],
    ['2017-01-09T09:00', 'open'],
    ['2017-01-24T23:59:59', 'open'],
    ['2017-01-25', 'programme'],
    ['2017-02-08T17:59:59', 'programme'],
    ['2017-02-08T18:00', 'closed'],
    ['2017-02-14T23:59:59', 'closed'],
    ['2017-02-15', 'during'],
    ['2017-02-16T23:59:59', 'during'],
    ['2017-02-17', 'after'],
  ])('at %s it is %s', (local, phase) => {
    expect(phaseAt(event, at(local))).toBe(phase);
  });

  it('has no phase before registration where no opening is set', () => {
    expect(phaseAt(shipped, at('2016-06-01'))).toBe('open');
  });

  it.each([
    // Without either, in the middle of the first day, and long after the event.
    [undefined, undefined, ['open', 'open', 'programme', 'programme', 'during', 'during', 'after']],
    [
      undefined,
      '2017-02-08T18:00',
      ['open', 'open', 'programme', 'closed', 'during', 'during', 'after'],
    ],
    [
      undefined,
      '2017-02-15T20:00',
      ['open', 'open', 'programme', 'programme', 'programme', 'during', 'after'],
    ],
    [
      '2017-01-09T09:00',
      '2018-01-01',
      ['before', 'open', 'programme', 'programme', 'programme', 'programme', 'after'],
    ],
    [
      '2017-02-15T09:00',
      undefined,
      ['before', 'before', 'before', 'before', 'during', 'during', 'after'],
    ],
    [
      '2017-01-09',
      '2017-01-20',
      ['before', 'open', 'closed', 'closed', 'during', 'during', 'after'],
    ],
  ] as const)('that open at %s and close at %s', (opens, closes, phases) => {
    const registration = { ...shipped.registration, opens, closes };
    const clocks = [
      '2017-01-08',
      '2017-01-10',
      '2017-01-26',
      '2017-02-10',
      '2017-02-15T12:00',
      '2017-02-16',
      '2017-02-17',
    ];
    const found = clocks.map((clock) => phaseAt({ ...shipped, registration }, at(clock)));
    expect(found).toEqual(phases);
  });

  // A skipped hour, a repeated hour, and the end of a leap day, each as a moment in UTC.
  it.each([
    ['2017-03-26T02:30', '2017-03-26T01:30:00Z'],
    ['2017-03-26T03:30', '2017-03-26T01:30:00Z'],
    ['2017-10-29T02:30', '2017-10-29T00:30:00Z'],
    ['2017-10-29T03:30', '2017-10-29T02:30:00Z'],
    ['2016-02-29T23:59', '2016-02-29T22:59:00Z'],
    ['2016-03-01T00:00', '2016-02-29T23:00:00Z'],
  ])('registration that closes at %s closes at %s, and once', (closes, utc) => {
    const registration = { ...shipped.registration, closes };
    const closing: Event = { ...event, last_day: '2017-12-31', registration };
    const moment = Date.parse(utc);
    const hour = 60 * 60 * 1000;
    const states = [-hour, -1, 0, hour].map((away) => isRegistrationOpenAt(closing, moment + away));
    expect(states).toEqual([true, true, false, false]);
  });

  it('closes registration when the first day begins where no closing is set', () => {
    expect(isRegistrationOpenAt(shipped, at('2017-02-15') - 1)).toBe(true);
    expect(isRegistrationOpenAt(shipped, at('2017-02-15'))).toBe(false);
  });

  it('computes the programme date as three weeks before the first day', () => {
    expect(programmeDate(shipped)).toBe('2017-01-25');
  });

  it('takes the pinned clock before the machine’s', () => {
    expect(eventNow(shipped, 0)).toBe(at('2017-01-16'));
    const { clock: _, ...unpinned } = shipped;
    expect(eventNow(unpinned, 42)).toBe(42);
  });
});

describe('placeholders', () => {
  it('fills in the dates of the event', () => {
    const words = 'From {first day}; opens on {opening date}; {programme date}; {unknown}.';
    expect(fillIn(words, eventPlaceholders(event, englishWords()))).toBe(
      'From 15 February 2017; opens on 9 January 2017; 25 January 2017; {unknown}.',
    );
  });

  it('computes the dates of deletion from the last day', () => {
    expect(deletionDates(shipped)).toEqual({ first: '2017-02-23', everything: '2017-03-16' });
  });
});
