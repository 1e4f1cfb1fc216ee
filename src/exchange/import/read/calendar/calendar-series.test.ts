import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { eventSchema } from '../../../../event/event.ts';
import { calendarOf } from '../../testing/calendar.fixture.ts';
import { readProgramme } from '../../read-programme.ts';

const madeUp = new URL('../../../../../tests/made-up-event/content/event.yaml', import.meta.url);
const event = eventSchema.parse(parse(readFileSync(madeUp, 'utf8')));

/** The starts of a calendar's sessions, or their days. */
function startsIn(...entries: readonly (readonly string[])[]): string[] {
  return readProgramme(calendarOf(...entries), event).sessions.map(({ times: { start, day } }) =>
    start === undefined ? (day ?? '') : new Date(start).toISOString().slice(0, 16),
  );
}

const series = ['UID:yoga@x.example', 'SUMMARY:Yoga', 'DURATION:PT1H'];

describe('a series in a calendar', () => {
  it.each([
    [
      'has each of its occurrences',
      ['DTSTART:20171028T070000Z', 'RRULE:FREQ=DAILY;COUNT=2'],
      ['28', '29'],
    ],
    [
      'leaves out what is excluded, which counts',
      ['DTSTART:20171028T070000Z', 'RRULE:FREQ=DAILY;COUNT=2', 'EXDATE:20171028T070000Z'],
      ['29'],
    ],
    [
      'that began earlier has those within the event',
      ['DTSTART:20170102T070000Z', 'RRULE:FREQ=DAILY'],
      ['28', '29'],
    ],
    ['has further dates', ['DTSTART:20171028T070000Z', 'RDATE:20171029T070000Z'], ['28', '29']],
  ])('%s', (_, lines, days) => {
    expect(startsIn([...series, ...lines])).toEqual(days.map((day) => `2017-10-${day}T07:00`));
  });

  it('has an occurrence that is replaced once, at its new time', () => {
    const rule = ['DTSTART:20171028T070000Z', 'RRULE:FREQ=DAILY;COUNT=2'];
    const moved = ['RECURRENCE-ID:20171029T070000Z', 'DTSTART:20171029T090000Z'];
    expect(startsIn([...series, ...rule], [...series, ...moved])).toEqual([
      '2017-10-28T07:00',
      '2017-10-29T09:00',
    ]);
  });

  it('of which only replaced occurrences are in the file has those', () => {
    const one = ['RECURRENCE-ID:20171028T070000Z', 'DTSTART:20171028T080000Z'];
    const two = ['RECURRENCE-ID:20171029T070000Z', 'DTSTART:20171029T090000Z'];
    expect(startsIn([...series, ...one], [...series, ...two])).toEqual([
      '2017-10-28T08:00',
      '2017-10-29T09:00',
    ]);
  });

  it('with no occurrence within the event is named', () => {
    const over = [...series, 'DTSTART:20170102T070000Z', 'RRULE:FREQ=DAILY;COUNT=3'];
    const single = ['UID:a', 'SUMMARY:A', 'DTSTART:20171028T070000Z'];
    expect(readProgramme(calendarOf(over, single), event).omitted).toEqual([
      'Skipped: "Yoga": it repeats or lasts several days, none of them within the event.',
    ]);
  });

  it('that lasts several whole days has each day within the event', () => {
    const days = ['DTSTART;VALUE=DATE:20171027', 'DTEND;VALUE=DATE:20171030'];
    expect(startsIn(['UID:x', 'SUMMARY:Exhibition', ...days])).toEqual([
      '2017-10-28',
      '2017-10-29',
    ]);
  });
});
