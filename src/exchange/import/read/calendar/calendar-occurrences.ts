import ICAL from 'ical.js';
import { addDays, datesBetween } from '../../../../event/dates.ts';
import type { Event } from '../../../../event/event.ts';
import { calendarTimes, type CalendarZones, instanceOf } from './calendar-times.ts';

/** A calendar event, or one occurrence of its series, that becomes a session. */
export interface Occurrence {
  readonly event: ICAL.Component;
  /** Undefined for the event's own start. */
  readonly start: ICAL.Time | undefined;
  readonly keys: readonly string[];
  readonly notes: readonly string[];
}

/** A series without an end stops here if none of its occurrences comes after the event. */
const most = 20_000;

function uidOf(event: ICAL.Component): string {
  return String(event.getFirstPropertyValue('uid') ?? '');
}

/** The key of an occurrence. The UID comes last: what follows its "@" may be left out. */
function keyOf(instance: string, uid: string): string[] {
  return uid === '' ? [] : [`${instance}#${uid}`];
}

function repeats(event: ICAL.Component): boolean {
  return event.hasProperty('rrule') || event.hasProperty('rdate');
}

/** The start of a series without a rule, which the iterator leaves out. */
function listedStart(series: ICAL.Component): ICAL.Time[] {
  const first = series.getFirstPropertyValue('dtstart');
  if (series.hasProperty('rrule') || !(first instanceof ICAL.Time)) return [];
  const excluded = series.getAllProperties('exdate').flatMap((property) => property.getValues());
  return excluded.some((date) => String(date) === String(first)) ? [] : [first];
}

/** The starts of a series up to a date, without its excluded ones. */
function startsOf(series: ICAL.Component, until: string): ICAL.Time[] {
  const starts = listedStart(series);
  const dates = new ICAL.Event(series).iterator();
  for (let count = 0; count < most; count += 1) {
    const start: ICAL.Time | undefined = dates.next();
    if (!start || start.toString().slice(0, 10) > until) break;
    if (!starts.some((other) => other.compare(start) === 0)) starts.push(start.clone());
  }
  return starts;
}

/** The number of days of an all-day event; 1 for every other. */
function lengthInDays(event: ICAL.Component): number {
  const start = event.getFirstPropertyValue('dtstart');
  const end = event.getFirstPropertyValue('dtend');
  const length = event.getFirstPropertyValue('duration');
  if (!(start instanceof ICAL.Time) || !start.isDate) return 1;
  if (end instanceof ICAL.Time) return Math.max(1, end.subtractDate(start).toSeconds() / 86_400);
  return length instanceof ICAL.Duration ? Math.max(1, length.toSeconds() / 86_400) : 1;
}

/** An all-day start and the days after it that an event lasts. */
function daysFrom(start: ICAL.Time, length: number): ICAL.Time[] {
  const first = start.toString().slice(0, 10);
  if (length <= 1) return [start];
  return datesBetween(first, addDays(first, length - 1)).map((day) =>
    ICAL.Time.fromDateString(day),
  );
}

/** The occurrences of a series, or the days of an event of several, that are within the event. */
function expanded(
  series: ICAL.Component,
  { first_day, last_day }: Event,
  zones: CalendarZones,
  overridden: ReadonlySet<string>,
): Occurrence[] {
  const property = series.getFirstProperty('dtstart');
  const first = property?.getFirstValue();
  const length = lengthInDays(series);
  if (!property || !(first instanceof ICAL.Time)) return [single(series)];
  if (!repeats(series) && length === 1) return [single(series)];
  const uid = uidOf(series);
  const starts = repeats(series) ? startsOf(series, addDays(last_day, 1)) : [first];
  const all = starts
    .filter((start) => !overridden.has(`${uid} ${instanceOf(property, start, zones.floating)}`))
    .flatMap((start) => daysFrom(start, length));
  const within = all.filter((start) => {
    const { day = '' } = calendarTimes(series, zones, start).times;
    return day >= first_day && day <= last_day;
  });
  const shown = within.length === 1 ? 'one day' : `${within.length} days`;
  const note = `it repeats or lasts several days, of which ${shown} of the event are imported`;
  return within.map((start) => {
    const key = keyOf(instanceOf(property, start, zones.floating), uid);
    const isFirst = start.compare(first) === 0 && uid !== '';
    return { event: series, start, keys: isFirst ? [...key, uid] : key, notes: [note] };
  });
}

function single(event: ICAL.Component): Occurrence {
  const uid = uidOf(event);
  return { event, start: undefined, keys: uid === '' ? [] : [uid], notes: [] };
}

/** The original place in its series of an event that replaces one occurrence. */
function replaced(event: ICAL.Component, zones: CalendarZones): string | undefined {
  const property = event.getFirstProperty('recurrence-id');
  const time = property?.getFirstValue();
  if (!property || !(time instanceof ICAL.Time)) return undefined;
  return instanceOf(property, time, zones.floating);
}

/**
 * What of a calendar becomes sessions: single events, the occurrences of series within the event,
 * and those that replace one, with or without their series.
 */
export function occurrencesIn(
  events: readonly ICAL.Component[],
  event: Event,
  zones: CalendarZones,
): { occurrences: Occurrence[]; outside: ICAL.Component[] } {
  const replacing = new Map(events.map((entry) => [entry, replaced(entry, zones)]));
  const overridden = new Set(
    events.flatMap((entry) => {
      const instance = replacing.get(entry);
      return instance === undefined ? [] : [`${uidOf(entry)} ${instance}`];
    }),
  );
  const found = events.map((entry) => {
    const instance = replacing.get(entry);
    return instance === undefined
      ? expanded(entry, event, zones, overridden)
      : [{ event: entry, start: undefined, keys: keyOf(instance, uidOf(entry)), notes: [] }];
  });
  return {
    occurrences: found.flat(),
    outside: events.filter((entry, index) => {
      const isReplaced = [...overridden].some((key) => key.startsWith(`${uidOf(entry)} `));
      return found[index]?.length === 0 && !isReplaced;
    }),
  };
}
