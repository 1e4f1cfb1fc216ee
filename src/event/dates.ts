import { Temporal } from 'temporal-polyfill';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

function parses(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}

/** Whether the text is a calendar date that exists, written `YYYY-MM-DD` (ISO 8601). */
export function isDate(text: string): boolean {
  return DAY.test(text) && parses(() => Temporal.PlainDate.from(text, { overflow: 'reject' }));
}

/** Whether the text is a date and time of day, written `YYYY-MM-DDTHH:MM` without an offset. */
export function isDateTime(text: string): boolean {
  return (
    MOMENT.test(text) && parses(() => Temporal.PlainDateTime.from(text, { overflow: 'reject' }))
  );
}

/** Whether the text names a zone of the IANA time zone database, such as `Europe/Amsterdam`. */
export function isZone(text: string): boolean {
  return text.includes('/') && parses(() => new Intl.DateTimeFormat('en', { timeZone: text }));
}

/** The date `days` days after `date` (before it when negative), as `YYYY-MM-DD`. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Every date from `first` to `last`, both included. */
export function datesBetween(first: string, last: string): string[] {
  const length = Temporal.PlainDate.from(first).until(last, { largestUnit: 'days' }).days;
  return Array.from({ length: length + 1 }, (_, days) => addDays(first, days));
}

/**
 * The moment that a date or a local date and time means in a zone, in milliseconds since the epoch.
 * A date alone means the start of that day there; a time that summer time skips means the moment
 * after the gap, one that it repeats the first of the two.
 */
export function momentIn(zone: string, dateOrTime: string): number {
  if (isDate(dateOrTime)) {
    return Temporal.PlainDate.from(dateOrTime).toZonedDateTime(zone).epochMilliseconds;
  }
  return Temporal.PlainDateTime.from(dateOrTime).toZonedDateTime(zone).epochMilliseconds;
}

// A formatter takes far longer to make than to use.
const localFormats = new Map<string, Intl.DateTimeFormat>();

/** A moment (milliseconds since the epoch) on the clocks of a zone: `2017-02-15 09:30`. */
function localText(zone: string, moment: number): string {
  let format = localFormats.get(zone);
  if (format === undefined) {
    // Swedish writes dates and times as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', {
      dateStyle: 'short',
      timeStyle: 'short',
      timeZone: zone,
    });
    localFormats.set(zone, format);
  }
  return format.format(moment);
}

/** The calendar date in a zone at a moment (milliseconds since the epoch), as `YYYY-MM-DD`. */
export function dateAt(zone: string, moment: number): string {
  return localText(zone, moment).slice(0, 10);
}

/** The time of day in a zone at a moment (milliseconds since the epoch), as `HH:MM`. */
export function timeAt(zone: string, moment: number): string {
  return localText(zone, moment).slice(11);
}

const longDate = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' });

/** A date in words: `15 February 2017`, or with its weekday `Wednesday 15 February 2017`. */
export function dateInWords(date: string, style: 'plain' | 'weekday' = 'plain'): string {
  const text = longDate.format(Date.parse(date));
  return style === 'plain' ? text : `${weekdayOf(date)} ${text}`;
}

/** The name of a date's weekday: `Wednesday`. */
export function weekdayOf(date: string): string {
  return weekday.format(Date.parse(date));
}

/**
 * A span of dates in words, saying month and year once where they are shared:
 * `15 and 16 February 2017`, `28 February to 2 March 2017`.
 */
export function spanInWords(first: string, last: string): string {
  if (first === last) return dateInWords(first);
  const [firstDay, firstMonth, firstYear] = dateInWords(first).split(' ');
  const [, lastMonth, lastYear] = dateInWords(last).split(' ');
  const joint = datesBetween(first, last).length === 2 ? 'and' : 'to';
  let start = `${firstDay} ${firstMonth} ${firstYear}`;
  if (firstYear === lastYear) {
    start = firstMonth === lastMonth ? `${firstDay}` : `${firstDay} ${firstMonth}`;
  }
  return `${start} ${joint} ${dateInWords(last)}`;
}
