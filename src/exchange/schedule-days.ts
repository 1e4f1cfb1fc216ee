import { addDays, datesBetween, momentIn } from '../event/dates.ts';
import type { Event } from '../event/event.ts';
import { venueTime } from '../programme/session-words.ts';

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
 * Every day of the event, with or without sessions: the format needs at least one. A day ends where
 * it does in the programme. Sessions have whole dates, so readers need no hour of their own for it
 * (Giggity would take a time before its own hour for the next day, EventFahrplan one before `end`).
 */
export function scheduleDays(event: Event): DaySpan[] {
  const turn = event.programme.day_ends ?? '00:00';
  const at = (date: string, time: string) =>
    venueTime(event, momentIn(event.zone, `${date}T${time}`));
  return datesBetween(event.first_day, event.last_day).map((date, position) => ({
    index: position + 1,
    date,
    start: at(date, turn),
    end: at(addDays(date, 1), turn),
  }));
}
