import ical, {
  escape as escaped,
  foldLines,
  ICalCalendarMethod,
  type ICalEventData,
} from 'ical-generator';
import { dateInWords } from '../event/dates.ts';
import { addressOf } from '../delivery/deployment.ts';
import type { ProgrammeDay, Session } from '../programme/programme.ts';
import type { Choice } from '../programme/timetable/facets.ts';
import { memoize } from '../event/memoize.ts';
import {
  calendarAddress,
  choiceAddress,
  programmeAddress,
  sessionCalendarAddress,
} from '../programme/programme-addresses.ts';
import { calendarEntry } from './calendar-entry.ts';
import { eventEntry } from './event-calendar.ts';
import { eventGuid, guidOf } from './guid.ts';
import { lastChange, printable, type Source } from './source.ts';

/** How often subscribers should refresh, in seconds. */
const refresh = 60 * 60;

interface Described {
  readonly name: string;
  readonly sessions: readonly Session[];
  /** Its identifier and address. Only calendars that people subscribe to have them. */
  readonly followed?: { readonly guid: string; readonly address: string };
}

/** `20171012T140000Z` */
function utc(moment: number): string {
  return new Date(moment).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
}

// Only at the start of a line is this not part of a text.
const entry = /^BEGIN:VEVENT\r\n[^]*?\r\nEND:VEVENT\r\n/m;

function linesOf(data: ICalEventData): string {
  return entry.exec(`${ical({ events: [data] }).toString()}\r\n`)?.[0] ?? '';
}

/** The lines of a session, the same in every calendar that has it; empty without a start. */
const linesIn = memoize((source: Source) =>
  memoize((session: Session): string => {
    if (session.start === undefined) return '';
    return linesOf(calendarEntry(source, session, session.start));
  }),
);

function calendarOf(source: Source, { name, sessions, followed }: Described): string {
  const { event, deployment } = source;
  const calendar = ical({
    prodId: {
      company: 'Event microsite',
      product: 'Programme',
      language: event.language.toUpperCase(),
    },
    method: ICalCalendarMethod.PUBLISH,
    // The library writes a calendar's name without escaping it.
    name: escaped(printable(name), false),
    url: addressOf(deployment, programmeAddress),
    source: followed === undefined ? null : addressOf(deployment, followed.address),
    ttl: refresh,
  });
  // Properties that the library lacks: RFC 7986, section 5.
  const properties = [
    ...(followed === undefined ? [] : [`UID:${followed.guid}`]),
    `LAST-MODIFIED:${utc(lastChange(event, sessions))}`,
    `DESCRIPTION:${escaped(printable(event.subtitle), false)}`,
  ];
  const method = `METHOD:${ICalCalendarMethod.PUBLISH}\r\n`;
  const added = `${method}${foldLines(properties.join('\r\n'))}\r\n`;
  const empty = calendar.toString().replace(method, () => added);
  const end = empty.lastIndexOf('END:VCALENDAR');
  const entries = sessions.map(linesIn(source)).join('');
  // A calendar needs an entry (RFC 5545, 3.6).
  const written = entries === '' ? linesOf(eventEntry(event, deployment)) : entries;
  return `${empty.slice(0, end)}${written}${empty.slice(end)}\r\n`;
}

/**
 * The whole programme as iCalendar (RFC 5545, RFC 7986), times in UTC. Sessions without a start are
 * left out. Before any is known, it holds the days of the event, so that people can subscribe early.
 */
export function programmeCalendar(source: Source): string {
  const { event, programme } = source;
  const followed = { guid: eventGuid(event), address: calendarAddress };
  return calendarOf(source, { name: event.name, sessions: programme.sessions, followed });
}

/** One day of the programme as iCalendar. */
export function dayCalendar(source: Source, { date, sessions }: ProgrammeDay): string {
  const { event } = source;
  const name = `${event.name}, ${dateInWords(event.language, date, 'weekday')}`;
  const guid = guidOf(eventGuid(event), `day:${date}`);
  const followed = { guid, address: sessionCalendarAddress(date) };
  return calendarOf(source, { name, sessions, followed });
}

/** The sessions in one room, track, kind or language as iCalendar. */
export function choiceCalendar(source: Source, { facet, slug, name, sessions }: Choice): string {
  const { event } = source;
  const guid = guidOf(eventGuid(event), `${facet}:${slug}`);
  const followed = { guid, address: choiceAddress(facet, slug, '.ics') };
  return calendarOf(source, { name: `${event.name}, ${name}`, sessions, followed });
}

/**
 * One session as iCalendar. The head is the same for all sessions, so that several files can be
 * joined.
 */
export function sessionCalendar(source: Source, session: Session): string {
  return calendarOf(source, { name: source.event.name, sessions: [session] });
}
