import { Temporal } from 'temporal-polyfill';
import type { Event } from '../../../event/event.ts';
import { dateOn, dayAt } from '../../../programme/session-times.ts';
import type { ImportedTimes } from '../read/imported.ts';

/** The times in a session's frontmatter. */
export interface WrittenTimes {
  readonly day?: string;
  readonly start?: string;
  readonly end?: string;
}

/** The date and time of a moment in a zone, and whether its clocks show them twice. */
function shown(zone: string, moment: number) {
  const there = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone);
  const local = there.toPlainDateTime();
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    local.toZonedDateTime(zone, { disambiguation }),
  );
  const twice = earlier !== undefined && later !== undefined && !earlier.equals(later);
  const time = there.toPlainTime().toString({ smallestUnit: 'minute' });
  return { date: there.toPlainDate().toString(), time, offset: twice ? there.offset : '' };
}

/** A moment in an event's zone as `YYYY-MM-DDTHH:MM`. */
export function writtenMoment(zone: string, moment: number): string {
  const { date, time } = shown(zone, moment);
  return `${date}T${time}`;
}

/**
 * A moment as a session on a day writes it: `09:30`, with its date on another day, and with date
 * and offset in the hour that is repeated when summer time ends.
 */
export function writtenTime(event: Event, moment: number, day: string | undefined): string {
  const { date, time, offset } = shown(event.zone, moment);
  const isThere = day !== undefined && date === dateOn(event, day, time);
  return isThere && offset === '' ? time : `${date}T${time}${offset}`;
}

/** A session's times for its frontmatter. `sessionTimes` reads the same moments back. */
export function writtenTimes(event: Event, { day, start, end }: ImportedTimes): WrittenTimes {
  if (start === undefined) return day === undefined ? {} : { day };
  const date = dayAt(event, start);
  return {
    day: date,
    start: writtenTime(event, start, date),
    ...(end === undefined ? {} : { end: writtenTime(event, end, date) }),
  };
}
