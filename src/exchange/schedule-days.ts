import { addDays, dateAt, datesBetween, momentIn } from '../event/dates.ts';
import type { Event } from '../event/event.ts';
import { timeOfDay, venueTime } from '../programme/session-words.ts';

/** A day of an exchanged schedule: when it begins and ends, with the offsets at the venue. */
export interface DaySpan {
  /** From 1, by the dates of the event. */
  readonly index: number;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly start: string;
  readonly end: string;
}

/**
 * When a schedule turns to the next day. Readers of the format take what starts earlier for the night
 * after the day under which it stands: Giggity at this hour, where the file names no other
 * (https://github.com/Wilm0r/giggity, Schedule.java), EventFahrplan at the time of the day's end.
 */
const dayChange = '06:00';

/** Every day of the event, whether it has sessions or not: the format wants at least one. */
export function scheduleDays(event: Event): DaySpan[] {
  const at = (date: string, time: string) =>
    venueTime(event, momentIn(event.zone, `${date}T${time}`));
  return datesBetween(event.first_day, event.last_day).map((date, position) => ({
    index: position + 1,
    date,
    // The first day has none before it to take its early morning.
    start: at(date, position === 0 ? '00:00' : dayChange),
    end: at(addDays(date, 1), dayChange),
  }));
}

/**
 * The date of the day under which a session stands that starts at a moment (milliseconds since the
 * epoch): its own, or that of the evening before where it starts in the night.
 */
export function scheduleDate(event: Event, start: number): string {
  const date = dateAt(event.zone, start);
  const inTheNight = timeOfDay(event, start) < dayChange && date > event.first_day;
  return inTheNight ? addDays(date, -1) : date;
}
