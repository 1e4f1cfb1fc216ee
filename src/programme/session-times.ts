import { Temporal } from 'temporal-polyfill';
import { addDays, dateAt, datesBetween, isDate, momentIn } from '../event/dates.ts';
import type { Event } from '../event/event.ts';
import type { Explanation } from '../explain/explain.ts';
import { choiceOf } from '../explain/nearest.ts';
import { memoizePair } from '../event/memoize.ts';
import type { SessionFrontmatter } from './session.ts';

/**
 * The times of a session. Undefined means to be announced. Moments are in milliseconds since the
 * epoch.
 */
export interface SessionTimes {
  /** The date at the venue, `YYYY-MM-DD`. */
  readonly day: string | undefined;
  readonly start: number | undefined;
  readonly end: number | undefined;
}

type Written = Pick<SessionFrontmatter, 'day' | 'start' | 'end' | 'duration'>;
type Key = keyof Written;
/** A moment, or why there is none. */
type Found = number | Explanation;

function fault(key: Key, what: string, remedy: string): Explanation {
  return { path: [key], what, remedy };
}

/** The offset from UTC in a zone at a moment, as `+01:00`. */
function offsetAt(zone: string, moment: number): string {
  return Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone).offset;
}

function withOffset(zone: string, text: string, key: Key): Found {
  const moment = Temporal.Instant.from(text).epochMilliseconds;
  const there = offsetAt(zone, moment);
  if (text.endsWith(there)) return moment;
  const what = `"${text}" is not a time in ${zone}, where clocks are at ${there} from UTC then`;
  return fault(key, what, 'Leave out what stands behind the time of day.');
}

/** The moments that a local date and time can mean in a zone: usually the same one twice. */
const readings = memoizePair((zone, text: string) => {
  const local = Temporal.PlainDateTime.from(text);
  const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = local.toZonedDateTime(zone, { disambiguation: 'later' });
  return { local, earlier, later, once: earlier.equals(later) };
});

/** The moment of a local date and time that occurs once in a zone, or why it does not. */
function onceIn(zone: string, text: string, key: Key): Found {
  const { local, earlier, later, once } = readings(zone, text);
  if (once) return momentIn(zone, text);
  if (!later.toPlainDateTime().equals(local)) {
    const next = later.toPlainTime().toString({ smallestUnit: 'minute' });
    const what = `${text} does not exist in ${zone}: summer time skips that hour`;
    return fault(key, what, `Write another time; the next valid time is ${next}.`);
  }
  const choice = choiceOf([`${text}${earlier.offset}`, `${text}${later.offset}`]);
  const what = `${text} occurs twice in ${zone}: summer time ends in that hour`;
  return fault(key, what, `Write the one you mean: ${choice}.`);
}

/** The date of a time of day on a day of the event, which may end after midnight. */
export function dateOn({ programme }: Event, day: string, time: string): string {
  return time.slice(0, 5) < (programme.day_ends ?? '') ? addDays(day, 1) : day;
}

/** The day of the event to which a local date and time belong. */
function dayIn({ programme }: Event, date: string, time: string): string {
  return time.slice(0, 5) < (programme.day_ends ?? '') ? addDays(date, -1) : date;
}

/** The day of the event to which a moment (milliseconds since the epoch) belongs, `YYYY-MM-DD`. */
export function dayAt(event: Event, moment: number): string {
  const there = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(event.zone);
  const time = there.toPlainTime().toString({ smallestUnit: 'minute' });
  return dayIn(event, there.toPlainDate().toString(), time);
}

/** The moment of a previous start: a time of day on the session's day, or with its date. */
export function momentOn(event: Event, text: string, day: string | undefined): number {
  const whole = text.includes('T') ? text : `${dateOn(event, day ?? '', text)}T${text}`;
  return /[+-]\d{2}:\d{2}$/.test(whole)
    ? Temporal.Instant.from(whole).epochMilliseconds
    : momentIn(event.zone, whole);
}

function momentOf(event: Event, key: Key, text: string, day: string | undefined): Found {
  const { zone } = event;
  const there = day === undefined || !isDate(day) ? (day ?? '') : dateOn(event, day, text);
  const whole = text.includes('T') ? text : `${there}T${text}`;
  const date = whole.slice(0, 10);
  if (!isDate(date)) {
    return date.startsWith('T')
      ? fault(key, `"${key}" is a time without a day`, 'Add a line that starts with "day:".')
      : fault(key, `"${date}" is not a real date`, 'Write dates as 2017-02-15.');
  }
  return /[+-]\d{2}:\d{2}$/.test(whole) ? withOffset(zone, whole, key) : onceIn(zone, whole, key);
}

function dayOf(event: Event, { day, start }: Written): string | undefined | Explanation {
  const [written = '', time] = start?.split('T') ?? [];
  const inStart =
    time === undefined ? undefined : isDate(written) ? dayIn(event, written, time) : written;
  if (day !== undefined && inStart !== undefined && day !== inStart) {
    const what = `"start" is on ${inStart}, and "day" is ${day}`;
    return fault('start', what, 'Change one of the two, or leave out "day".');
  }
  const date = day ?? inStart;
  if (date === undefined || !isDate(date)) return date;
  if (date >= event.first_day && date <= event.last_day) return date;
  const days = datesBetween(event.first_day, event.last_day);
  const choice =
    days.length > 4 ? `a day from ${event.first_day} to ${event.last_day}` : choiceOf(days);
  const what = `${date} is not a day of the event`;
  return fault(day === undefined ? 'start' : 'day', what, `Write ${choice}.`);
}

/** The end as written, or from the duration. */
function endOf(event: Event, written: Written, day: string | undefined, start: number) {
  const { end: text, duration } = written;
  const byDuration = duration === undefined ? undefined : start + duration * 60_000;
  if (text === undefined) return byDuration;
  const end = momentOf(event, 'end', text, day);
  if (typeof end !== 'number') return end;
  if (end <= start) {
    const what = `"end" is ${text}, no later than "start", which is ${written.start ?? ''}`;
    const remedy = 'Change one of the two; an end after midnight needs its date.';
    return fault('end', what, remedy);
  }
  if (byDuration === undefined || byDuration === end) return end;
  const minutes = Math.round((end - start) / 60_000);
  const what = `"duration" is ${duration} minutes, but the time from "start" to "end" is ${minutes}`;
  return fault('duration', what, 'Remove one of the two.');
}

function lastFault(event: Event, { end: text }: Written, end: number): Explanation | undefined {
  const over = momentIn(event.zone, `${addDays(event.last_day, 1)}T12:00`);
  if (end <= over) return undefined;
  const what = `the session ends on ${dateAt(event.zone, end - 1)}, after the last day of the event`;
  return fault(
    text === undefined ? 'duration' : 'end',
    what,
    'Make it end by noon of the day after.',
  );
}

/**
 * A session's times from its frontmatter and the event's zone, or its one mistake: a day outside
 * the event, an end before the start, a duration that does not fit, a time that the clocks skip or
 * repeat.
 */
export function sessionTimes(event: Event, written: Written): SessionTimes | Explanation {
  const day = dayOf(event, written);
  if (typeof day === 'object') return day;
  if (written.start === undefined) {
    if (written.end === undefined) return { day, start: undefined, end: undefined };
    return fault('end', '"end" stands without a "start"', 'Add a line that starts with "start:".');
  }
  const start = momentOf(event, 'start', written.start, day);
  if (typeof start !== 'number') return start;
  const end = endOf(event, written, day, start);
  if (typeof end === 'object') return end;
  return (end === undefined ? undefined : lastFault(event, written, end)) ?? { day, start, end };
}

/** Whether the times could not be read. */
export function isFault(times: SessionTimes | Explanation): times is Explanation {
  return 'remedy' in times;
}
