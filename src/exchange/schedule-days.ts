import { addDays, dateAt, datesBetween, momentIn } from '../event/dates.ts';
import type { Event } from '../event/event.ts';
import { timeOfDay, venueTime } from '../programme/session-words.ts';

/** A day of an exchanged schedule: its start and end, with offsets at the venue. */
export interface DaySpan {
  /** From 1, by the event's dates. */
  readonly index: number;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly start: string;
  readonly end: string;
}

/**
 * When a schedule changes to the next day. Readers take an earlier start for the night after the
 * listed day: Giggity before this hour, unless the file sets another
 * (https://github.com/Wilm0r/giggity, Schedule.java), EventFahrplan before the time of the day's
 * end.
 */
const dayChange = '06:00';

/** Every day of the event, with or without sessions. The format needs at least one. */
export function scheduleDays(event: Event): DaySpan[] {
  const at = (date: string, time: string) =>
    venueTime(event, momentIn(event.zone, `${date}T${time}`));
  return datesBetween(event.first_day, event.last_day).map((date, position) => ({
    index: position + 1,
    date,
    // The first day has no day before it for its early morning.
    start: at(date, position === 0 ? '00:00' : dayChange),
    end: at(addDays(date, 1), dayChange),
  }));
}

/**
 * The date under which a session is listed that starts at a moment (milliseconds since the epoch):
 * its own, or the evening before if it starts in the night.
 */
export function scheduleDate(event: Event, start: number): string {
  const date = dateAt(event.zone, start);
  const inTheNight = timeOfDay(event, start) < dayChange && date > event.first_day;
  return inTheNight ? addDays(date, -1) : date;
}
