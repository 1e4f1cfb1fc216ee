import { Temporal } from 'temporal-polyfill';
import { addDays, dateAt, isDate } from '../../../event/dates.ts';
import type { ImportedTimes } from './imported.ts';

const minute = 60_000;
const dayInMinutes = 1440;

/**
 * The minutes of a duration (`0:45`, `00:45:00`, `PT45M`, `45`); undefined if it cannot be read.
 */
export function minutesIn(text: string): number | undefined {
  const parts = /^(?:(\d+):)?(\d+):(\d{2}):(\d{2})$/.exec(text);
  if (parts !== null) {
    const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = parts;
    const whole = Number(days) * dayInMinutes + Number(hours) * 60 + Number(minutes);
    return whole + Math.floor(Number(seconds) / 60);
  }
  const [, hours, minutes] = /^(\d+):(\d{2})$/.exec(text) ?? [];
  if (hours !== undefined) return Number(hours) * 60 + Number(minutes);
  if (/^\d+$/.test(text)) return Number(text);
  try {
    return Math.floor(Temporal.Duration.from(text).total({ unit: 'minutes' }));
  } catch {
    return undefined;
  }
}

/** The moment of a date and time, by its offset or else in a zone; undefined if it is invalid. */
export function momentOf(text: string, zone: string): number | undefined {
  const written = text.trim().replace(' ', 'T').toUpperCase();
  try {
    const moment = /T.*(Z|[+-]\d{2}:?\d{2}(:?\d{2})?)$/.test(written)
      ? Temporal.Instant.from(written).epochMilliseconds
      : Temporal.PlainDateTime.from(written).toZonedDateTime(zone).epochMilliseconds;
    return Math.floor(moment / minute) * minute;
  } catch {
    return undefined;
  }
}

/** The day of a programme under which sessions are listed. */
export interface ListedDay {
  /** `YYYY-MM-DD` */
  readonly date: string | undefined;
  /** The time at which the day begins. An earlier time is after midnight. `HH:MM` */
  readonly begins: string | undefined;
}

interface Start {
  readonly day: string | undefined;
  readonly start: number | undefined;
}

/** The start of a session: by its own date, or else by the day it is listed under. */
export function startOf(
  written: { readonly date: string | undefined; readonly start: string | undefined },
  listed: ListedDay,
  zones: { readonly source: string; readonly event: string },
): Start {
  const at = (moment: number) => ({ day: dateAt(zones.event, moment), start: moment });
  const { date = '', start = '' } = written;
  for (const whole of [date, start].filter((text) => /\d[T ]\d/i.test(text))) {
    const moment = momentOf(whole, zones.source);
    if (moment !== undefined) return at(moment);
  }
  const own = isDate(date.slice(0, 10)) ? date.slice(0, 10) : undefined;
  const day = own ?? listed.date;
  const [, hours = '', minutes = ''] = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(start.trim()) ?? [];
  if (day === undefined || hours === '') return { day, start: undefined };
  const time = `${hours.padStart(2, '0')}:${minutes}`;
  const late = own === undefined && listed.begins !== undefined && time < listed.begins;
  const moment = momentOf(`${late ? addDays(day, 1) : day}T${time}`, zones.source);
  return moment === undefined ? { day, start: undefined } : at(moment);
}

/** The end of a session, and a note if it cannot be imported. */
export function endOf(
  start: number | undefined,
  minutes: number | undefined,
): { end: number | undefined; note: string | undefined } {
  if (start === undefined || minutes === undefined || minutes <= 0) {
    return { end: undefined, note: undefined };
  }
  if (minutes < dayInMinutes) return { end: start + minutes * minute, note: undefined };
  return { end: undefined, note: 'it lasts a day or more, so it gets no end' };
}

/** Times with only the date of a day. */
export function dayOnly(day: string | undefined): ImportedTimes {
  return { day, start: undefined, end: undefined };
}
