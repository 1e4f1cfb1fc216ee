import ical, { escape as escaped, foldLines, ICalCalendarMethod } from 'ical-generator';
import { dateInWords } from '../event/dates.ts';
import { addressOf } from '../event/deployment.ts';
import type { ProgrammeDay, Session } from '../event/programme.ts';
import {
  calendarAddress,
  programmeAddress,
  sessionCalendarAddress,
} from '../event/programme-addresses.ts';
import { calendarEntry } from './calendar-entry.ts';
import { eventGuid, guidOf } from './guid.ts';
import { lastChange, pageOf, printable, type Source } from './source.ts';

/** How often subscribers are asked to look again, in seconds. */
const refresh = 60 * 60;

interface Described {
  readonly guid: string;
  readonly name: string;
  /** The address of the calendar itself, and of the page about it. */
  readonly address: string;
  readonly page: string;
  readonly sessions: readonly Session[];
}

/** `20171012T140000Z` */
function utc(moment: number): string {
  return new Date(moment).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
}

function calendarOf(source: Source, described: Described): string {
  const { event, deployment } = source;
  const { guid, name, address, page, sessions } = described;
  const calendar = ical({
    prodId: { company: 'Event microsite', product: 'Programme', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    // The library writes a calendar's name as it gets it.
    name: escaped(printable(name), false),
    url: page,
    source: addressOf(deployment, address),
    ttl: refresh,
    events: sessions.flatMap((session) =>
      session.start === undefined ? [] : [calendarEntry(source, session, session.start)],
    ),
  });
  // What the library has no words for: properties of a calendar by RFC 7986, section 5.
  const properties = [
    `UID:${guid}`,
    `LAST-MODIFIED:${utc(lastChange(event, sessions))}`,
    `DESCRIPTION:${escaped(printable(event.subtitle), false)}`,
  ];
  const method = `METHOD:${ICalCalendarMethod.PUBLISH}\r\n`;
  const added = `${method}${foldLines(properties.join('\r\n'))}\r\n`;
  return `${calendar.toString().replace(method, () => added)}\r\n`;
}

/**
 * The whole programme as iCalendar (RFC 5545, RFC 7986), times in UTC. Sessions whose start is to be
 * announced are left out; where all are, the calendar is empty, and is there to be subscribed to.
 */
export function programmeCalendar(source: Source): string {
  const { event, deployment, programme } = source;
  return calendarOf(source, {
    guid: eventGuid(event),
    name: event.name,
    address: calendarAddress,
    page: addressOf(deployment, programmeAddress),
    sessions: programme.sessions,
  });
}

/** One day of the programme as iCalendar. */
export function dayCalendar(source: Source, { date, sessions }: ProgrammeDay): string {
  const { event, deployment } = source;
  return calendarOf(source, {
    guid: guidOf(eventGuid(event), `day:${date}`),
    name: `${event.name}, ${dateInWords(date, 'weekday')}`,
    address: sessionCalendarAddress(date),
    page: addressOf(deployment, programmeAddress),
    sessions,
  });
}

/** One session as iCalendar. */
export function sessionCalendar(source: Source, session: Session): string {
  const { event } = source;
  return calendarOf(source, {
    guid: guidOf(eventGuid(event), `calendar:${session.id}`),
    name: `${event.name}: ${session.title}`,
    address: sessionCalendarAddress(session.slug),
    page: pageOf(source, session),
    sessions: [session],
  });
}
