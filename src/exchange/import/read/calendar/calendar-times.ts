import ICAL from 'ical.js';
import { dateAt } from '../../../../event/dates.ts';
import { zoneIn } from './calendar-zone.ts';
import type { ImportedTimes } from '../imported.ts';
import { dayOnly, endOf, momentOf } from '../source-times.ts';

interface Read {
  readonly moment: number;
  readonly note: string | undefined;
}

/** Whether the calendar itself describes the zone of a time. */
function isDescribed({ zone }: ICAL.Time): boolean {
  if (zone === ICAL.Timezone.localTimezone || zone === ICAL.Timezone.utcTimezone) return false;
  return (zone?.component?.getAllSubcomponents().length ?? 0) > 0;
}

/** A time as a moment: by the calendar's own description of its zone, or else by its name. */
function momentIn(property: ICAL.Property, time: ICAL.Time, zone: string): Read {
  const local = time.toString().slice(0, 16);
  const identifier = property.getFirstParameter('tzid');
  if (time.zone === ICAL.Timezone.utcTimezone) {
    return { moment: momentOf(`${local}Z`, zone) ?? Number.NaN, note: undefined };
  }
  if (isDescribed(time)) {
    return { moment: Math.floor(time.toUnixTime() / 60) * 60_000, note: undefined };
  }
  const named = identifier === undefined ? zone : zoneIn(identifier);
  const moment = momentOf(local, named ?? zone) ?? Number.NaN;
  const note = `its zone "${identifier}" is not known, so ${zone} is used`;
  return { moment, note: named === undefined ? note : undefined };
}

function minutesOf(event: ICAL.Component, start: number, zone: string): number | undefined {
  const last = event.getFirstProperty('dtend');
  const until = last?.getFirstValue();
  if (last && until instanceof ICAL.Time && !until.isDate) {
    return (momentIn(last, until, zone).moment - start) / 60_000;
  }
  const length = event.getFirstPropertyValue('duration');
  return length instanceof ICAL.Duration ? Math.floor(length.toSeconds() / 60) : undefined;
}

/** What identifies an occurrence of a series: its original day, or its moment. */
export function instanceOf(property: ICAL.Property, time: ICAL.Time, zone: string): string {
  if (time.isDate) return time.toString().slice(0, 10);
  return String(momentIn(property, time, zone).moment);
}

/** The zones of a calendar: of its times without a zone, and of the event. */
export interface CalendarZones {
  readonly floating: string;
  readonly event: string;
}

/**
 * The times of a calendar event, or of its occurrence that starts at a time. An all-day event only
 * has its day.
 */
export function calendarTimes(
  event: ICAL.Component,
  zones: CalendarZones,
  occurrence?: ICAL.Time,
): { times: ImportedTimes; notes: string[] } {
  const property = event.getFirstProperty('dtstart');
  const first = property?.getFirstValue();
  if (!property || !(first instanceof ICAL.Time)) return { times: dayOnly(undefined), notes: [] };
  const time = occurrence ?? first;
  if (time.isDate) return { times: dayOnly(time.toString().slice(0, 10)), notes: [] };
  const { moment, note } = momentIn(property, time, zones.floating);
  if (Number.isNaN(moment)) return { times: dayOnly(undefined), notes: [] };
  const began = momentIn(property, first, zones.floating).moment;
  const { end, note: long } = endOf(moment, minutesOf(event, began, zones.floating));
  return {
    times: { day: dateAt(zones.event, moment), start: moment, end },
    notes: [note, long].filter((text) => text !== undefined),
  };
}
