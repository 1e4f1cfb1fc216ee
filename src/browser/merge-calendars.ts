const EVENT = /BEGIN:VEVENT\r\n[\s\S]*?END:VEVENT\r\n/g;

/**
 * One calendar (RFC 5545) with the events of several, byte for byte, so that their UIDs are those of
 * the public feed. Its head is that of the first; empty where there is none.
 */
export function mergeCalendars(calendars: readonly string[]): string {
  const [first] = calendars;
  if (first === undefined) return '';
  const events = calendars.flatMap((calendar) => calendar.match(EVENT) ?? []);
  const head = first.slice(0, first.indexOf('BEGIN:VEVENT'));
  return `${head}${events.join('')}END:VCALENDAR\r\n`;
}
