import { localeOf } from '../words/text.ts';
import { getISO } from 'temporal-polyfill/fns/Calendar';
import { fromString, toZonedDateTime } from 'temporal-polyfill/fns/PlainDateTime';
import { memoizePair } from './memoize.ts';

/** A day in UTC, in milliseconds. */
const dayLength = 24 * 60 * 60 * 1000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/** Whether a date or time in UTC exists as written, and is not read as the following day. */
function exists(text: string): boolean {
  const moment = Date.parse(text.includes('T') ? `${text}Z` : text);
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(text);
}

/** Whether the text is a real calendar date, written `YYYY-MM-DD` (ISO 8601). */
export function isDate(text: string): boolean {
  return DAY.test(text) && exists(text);
}

/** Whether the text is a date and time of day, written `YYYY-MM-DDTHH:MM` without an offset. */
export function isDateTime(text: string): boolean {
  return MOMENT.test(text) && exists(text);
}

/** Whether the text names a zone of the IANA time zone database, such as `Europe/Amsterdam`. */
export function isZone(text: string): boolean {
  if (!text.includes('/')) return false;
  try {
    Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/** The date `days` days after `date` (before it when negative), as `YYYY-MM-DD`. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * dayLength).toISOString().slice(0, 10);
}

/** Every date from `first` to `last`, both included. */
export function datesBetween(first: string, last: string): string[] {
  const length = (Date.parse(last) - Date.parse(first)) / dayLength + 1;
  return Array.from({ length }, (_, days) => addDays(first, days));
}

const momentOf = memoizePair(
  (zone, dateOrTime: string): number =>
    toZonedDateTime(fromString(dateOrTime, getISO), zone).epochMilliseconds,
);

/**
 * The moment of a date or a local date and time in a zone, in milliseconds since the epoch. A date
 * alone means the start of that day. A time that summer time skips means the moment after the gap;
 * of a repeated time, the first.
 */
export function momentIn(zone: string, dateOrTime: string): number {
  return momentOf(zone, dateOrTime);
}

// A formatter is slow to create and fast to use.
const localFormats = new Map<string, Intl.DateTimeFormat>();

/** A moment (milliseconds since the epoch) in a zone's local time: `2017-02-15 09:30`. */
const localText = memoizePair((zone, moment: number): string => {
  let format = localFormats.get(zone);
  if (format === undefined) {
    // Swedish dates and times look like ISO 8601.
    format = new Intl.DateTimeFormat('sv-SE', {
      dateStyle: 'short',
      timeStyle: 'short',
      timeZone: zone,
    });
    localFormats.set(zone, format);
  }
  return format.format(moment);
});

/** The calendar date in a zone at a moment (milliseconds since the epoch), as `YYYY-MM-DD`. */
export function dateAt(zone: string, moment: number): string {
  return localText(zone, moment).slice(0, 10);
}

/** The time of day in a zone at a moment (milliseconds since the epoch), as `HH:MM`. */
export function timeAt(zone: string, moment: number): string {
  return localText(zone, moment).slice(11);
}

const parts = {
  plain: { day: 'numeric', month: 'long', year: 'numeric' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  name: { weekday: 'long' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/**
 * The style of a date: in full, with its weekday, with the weekday but no year, or only the
 * weekday.
 */
type DateStyle = keyof typeof parts;

const dateFormat = memoizePair(
  (language, style: DateStyle) =>
    new Intl.DateTimeFormat(localeOf(language), { ...parts[style], timeZone: 'UTC' }),
);

/** A date in a language (BCP 47): `15 February 2017`, `Wednesday 15 February 2017`. */
export function dateInWords(language: string, date: string, style: DateStyle = 'plain'): string {
  return dateFormat(language, style).format(Date.parse(date));
}

/** The name of a date's weekday: `Wednesday`. */
export function weekdayOf(language: string, date: string): string {
  return dateInWords(language, date, 'name');
}

/** A span of dates, with a shared month and year written once: `15–16 February 2017`. */
export function spanInWords(language: string, first: string, last: string): string {
  return dateFormat(language, 'plain').formatRange(Date.parse(first), Date.parse(last));
}

/**
 * The span of dates in its parts: those that say its first and its last day have that date, what
 * stands between has none. Joined, they are `spanInWords`.
 */
export function spanParts(
  language: string,
  first: string,
  last: string,
): { readonly text: string; readonly date?: string }[] {
  const pieces = dateFormat(language, 'plain').formatRangeToParts(
    Date.parse(first),
    Date.parse(last),
  );
  const start = pieces.findLastIndex(({ source }) => source === 'startRange');
  const end = pieces.findIndex(({ source }) => source === 'endRange');
  const joined = (some: typeof pieces) => some.map(({ value }) => value).join('');
  if (start < 0 || end < 0) return [{ text: joined(pieces), date: first }];
  return [
    { text: joined(pieces.slice(0, start + 1)), date: first },
    { text: joined(pieces.slice(start + 1, end)) },
    { text: joined(pieces.slice(end)), date: last },
  ];
}

/**
 * The weekdays of a span of dates: `Friday`, `Friday and Saturday`, or `Friday – Sunday`, with the
 * thin spaces of a span.
 */
export function weekdaysInWords(language: string, first: string, last: string): string {
  const [start, end] = [weekdayOf(language, first), weekdayOf(language, last)];
  if (first === last) return start;
  return addDays(first, 1) === last
    ? new Intl.ListFormat(localeOf(language)).format([start, end])
    : `${start}\u2009–\u2009${end}`;
}
