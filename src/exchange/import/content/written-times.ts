import { Temporal } from 'temporal-polyfill';
import type { ImportedTimes } from '../read/imported.ts';

/** Times as they stand in a session's frontmatter. */
export interface WrittenTimes {
  readonly day?: string;
  readonly start?: string;
  readonly end?: string;
}

/** A moment's date and time in a zone, and whether its clocks show them twice. */
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
 * A moment as a session writes it on a day: `09:30`, with its date on another day, and with date and
 * offset in the hour that the end of summer time repeats.
 */
export function writtenTime(zone: string, moment: number, day: string | undefined): string {
  const { date, time, offset } = shown(zone, moment);
  return date === day && offset === '' ? time : `${date}T${time}${offset}`;
}

/** The times of a session as its frontmatter has them: `sessionTimes` reads the same moments. */
export function writtenTimes(zone: string, { day, start, end }: ImportedTimes): WrittenTimes {
  if (start === undefined) return day === undefined ? {} : { day };
  const date = shown(zone, start).date;
  return {
    day: date,
    start: writtenTime(zone, start, date),
    ...(end === undefined ? {} : { end: writtenTime(zone, end, date) }),
  };
}
