const EVENT = /BEGIN:VEVENT\r\n[\s\S]*?END:VEVENT\r\n/g;

/**
 * One calendar (RFC 5545) with the events of several, byte for byte, so that their UIDs match the
 * public feed. The head is that of the first. Empty if there are none.
 */
export function mergeCalendars(calendars: readonly string[]): string {
  const [first] = calendars;
  if (first === undefined) return '';
  const events = calendars.flatMap((calendar) => calendar.match(EVENT) ?? []);
  const head = first.slice(0, first.indexOf('BEGIN:VEVENT'));
  return `${head}${events.join('')}END:VCALENDAR\r\n`;
}
