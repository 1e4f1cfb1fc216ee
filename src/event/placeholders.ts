import { addDays, dateAt, dateInWords } from './dates.ts';
import type { Event } from './event.ts';
import { closingMoment, programmeDate } from './phase.ts';
import { memoize } from './memoize.ts';
import type { Words } from '../words/words.ts';

/** The values of a phase's placeholders, by name. */
export function eventPlaceholders(event: Event, words: Words): Record<string, string> {
  const { opens } = event.registration;
  const closes = closingMoment(event);
  const date = (day: string | undefined) =>
    day === undefined ? words.date.to_be_announced : dateInWords(event.language, day);
  return {
    'programme date': dateInWords(event.language, programmeDate(event)),
    'opening date': date(opens?.slice(0, 10)),
    // Registration that closes at midnight is open until the end of the day before.
    'closing date': date(closes === undefined ? undefined : dateAt(event.zone, closes - 1)),
    'first day': dateInWords(event.language, event.first_day),
    'last day': dateInWords(event.language, event.last_day),
  };
}

/**
 * The dates on which answers are deleted, as `YYYY-MM-DD`: early-deleted answers first, then all.
 */
export const deletionDates = memoize(({ last_day, registration: { deletion } }: Event) => ({
  first: addDays(last_day, deletion.first),
  everything: addDays(last_day, deletion.everything),
}));
