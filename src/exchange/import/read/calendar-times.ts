import ICAL from 'ical.js';
import { dateAt, isZone } from '../../../event/dates.ts';
import type { ImportedTimes } from './imported.ts';
import { dayOnly, endOf, momentOf } from './source-times.ts';

interface Read {
  readonly moment: number;
  readonly note: string | undefined;
}

/** The zone name at the end of an identifier: `/example.org/20200101/Europe/Berlin`. */
function zoneIn(identifier: string): string | undefined {
  if (/^(Etc\/)?(UTC|GMT|Z)$/i.test(identifier)) return 'UTC';
  const parts = identifier.split('/').filter((part) => part !== '');
  const names = [parts.slice(-3), parts.slice(-2)].map((last) => last.join('/'));
  return names.find(isZone);
}

function isOffsetKnown(time: ICAL.Time): boolean {
  return time.zone !== ICAL.Timezone.localTimezone && time.zone !== ICAL.Timezone.utcTimezone;
}

/** A calendar's own definition of a zone is used if its name is unknown. */
function momentIn(property: ICAL.Property, time: ICAL.Time, zone: string): Read {
  const local = time.toString().slice(0, 16);
  const identifier = property.getFirstParameter('tzid');
  if (time.zone === ICAL.Timezone.utcTimezone) {
    return { moment: momentOf(`${local}Z`, zone) ?? Number.NaN, note: undefined };
  }
  const named = identifier === undefined ? zone : zoneIn(identifier);
  if (named === undefined && isOffsetKnown(time)) {
    return { moment: Math.floor(time.toUnixTime() / 60) * 60_000, note: undefined };
  }
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

/** The times of a calendar event. An all-day event only has its first day. */
export function calendarTimes(
  event: ICAL.Component,
  zone: string,
): { times: ImportedTimes; notes: string[] } {
  const property = event.getFirstProperty('dtstart');
  const time = property?.getFirstValue();
  if (!property || !(time instanceof ICAL.Time)) return { times: dayOnly(undefined), notes: [] };
  if (time.isDate) return { times: dayOnly(time.toString().slice(0, 10)), notes: [] };
  const { moment, note } = momentIn(property, time, zone);
  if (Number.isNaN(moment)) return { times: dayOnly(undefined), notes: [] };
  const { end, note: long } = endOf(moment, minutesOf(event, moment, zone));
  return {
    times: { day: dateAt(zone, moment), start: moment, end },
    notes: [note, long].filter((text) => text !== undefined),
  };
}
