import type ICAL from 'ical.js';
import { WINDOWS_TO_IANA_MAP } from 'windows-iana';
import { isZone } from '../../../../event/dates.ts';

/** The zones of Windows by their names, as CLDR maps them. */
const windowsZones: ReadonlyMap<string, string | undefined> = new Map(
  WINDOWS_TO_IANA_MAP.filter(({ territory }) => territory === '001').map(
    ({ windowsName, iana }) => [windowsName, iana[0]] as const,
  ),
);

/**
 * The zone that an identifier names: `/example.org/20200101/Europe/Berlin`, or Windows'
 * `W. Europe Standard Time`. Undefined if it names none.
 */
export function zoneIn(identifier: string): string | undefined {
  if (/^(Etc\/)?(UTC|GMT|Z)$/i.test(identifier)) return 'UTC';
  const parts = identifier.split('/').filter((part) => part !== '');
  const names = [parts.slice(-3), parts.slice(-2)].map((last) => last.join('/'));
  return names.find(isZone) ?? windowsZones.get(identifier);
}

/** The zone of a calendar's times without one: as the calendar says, or else the event's. */
export function floatingZone(calendar: ICAL.Component, zone: string): string {
  return zoneIn(String(calendar.getFirstPropertyValue('x-wr-timezone') ?? '')) ?? zone;
}
