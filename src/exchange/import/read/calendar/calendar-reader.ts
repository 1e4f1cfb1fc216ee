import ICAL from 'ical.js';
import { leftOut } from '../addresses.ts';
import type { Event } from '../../../../event/event.ts';
import { type Occurrence, occurrencesIn } from './calendar-occurrences.ts';
import { calendarTimes, type CalendarZones } from './calendar-times.ts';
import { floatingZone } from './calendar-zone.ts';
import { readTitle } from '../cancelled-title.ts';
import { newestVersions } from './calendar-versions.ts';
import {
  type ImportedProgramme,
  type ImportedSession,
  ImportError,
  type Told,
} from '../imported.ts';
import { linksIn } from '../source-links.ts';
import { joined } from '../safe-markdown.ts';
import { lineIn } from '../source-fields.ts';

/** The start of the product identifier in this site's calendars. */
const ownProduct = '-//Event microsite//';

/**
 * The abstract in a description from one of this site's own calendars: between what changed and who
 * speaks, above the page's address.
 */
function ownAbstract(description: string): string | undefined {
  const paragraphs = description.split('\n\n').slice(0, -1);
  const about = paragraphs.filter(
    (text, index) =>
      !(index === paragraphs.length - 1 && /^(Speaker|Moderator)s?: /.test(text)) &&
      !(index === 0 && /^(Cancelled|Moved from .+)\.$/s.test(text)),
  );
  return about.join('\n\n') || undefined;
}

function bodyIn(event: ICAL.Component, own: boolean): Told<string> {
  const text = event.getFirstPropertyValue('description');
  const rich = event.getFirstPropertyValue('x-alt-desc');
  const words = typeof text === 'string' && text.trim() !== '' ? text : rich;
  if (typeof words !== 'string') return own ? undefined : null;
  return joined([own ? ownAbstract(words) : words]) || null;
}

function namesIn(event: ICAL.Component): string[] {
  return event
    .getAllProperties('categories')
    .flatMap((property) => property.getValues())
    .flatMap((value) => lineIn(String(value)) ?? []);
}

function among(
  names: readonly string[],
  known: readonly { readonly name: string }[],
): string | undefined {
  const small = new Set(names.map((name) => name.toLowerCase()));
  return known.find(({ name }) => small.has(name.toLowerCase()))?.name;
}

function statusIn(event: ICAL.Component): ImportedSession['status'] {
  const status = String(event.getFirstPropertyValue('status') ?? '');
  return status.toUpperCase() === 'CANCELLED' ? 'cancelled' : 'published';
}

/** What is attached by its address. The address of an entry's own page is none of the content. */
function linksOf(event: ICAL.Component, own: boolean): ImportedSession['links'] {
  const attachments = event
    .getAllProperties('attach')
    .flatMap((property) => property.getValues())
    .map((value) => ({ url: String(value) }));
  const url = own ? undefined : event.getFirstPropertyValue('url');
  const page = typeof url === 'string' ? [{ url }] : [];
  const found = linksIn({ attachments, links: page })?.links ?? [];
  return found.length === 0 ? undefined : found;
}

function sessionIn(
  { event, start, keys, notes: told }: Occurrence,
  { programme: { kinds, tracks } }: Event,
  zones: CalendarZones,
  own: boolean,
): ImportedSession {
  const { times, notes } = calendarTimes(event, zones, start);
  const { title, isCancelled } = readTitle(lineIn(event.getFirstPropertyValue('summary')) ?? '');
  const names = namesIn(event);
  const body = bodyIn(event, own);
  return {
    keys,
    title,
    times,
    kind: among(names, kinds),
    room: lineIn(event.getFirstPropertyValue('location')) ?? null,
    track: among(names, tracks),
    language: undefined,
    body,
    people: undefined,
    links: linksOf(event, own),
    status: isCancelled ? 'cancelled' : statusIn(event),
    notes: [
      ...told,
      ...notes,
      ...(body?.includes(leftOut) ? ['an e-mail address was removed'] : []),
    ],
  };
}

function parsed(text: string): ICAL.Component[] {
  try {
    const roots: unknown = ICAL.parse(text);
    const one = Array.isArray(roots) && typeof roots[0] === 'string';
    const list = one ? [roots] : Array.isArray(roots) ? roots : [];
    return list.map((root) => new ICAL.Component(root));
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new ImportError(`it cannot be read as iCalendar: ${cause}`, { cause: error });
  }
}

/** The sentence for a series that has no occurrence within the event. */
function outsideWords(event: ICAL.Component): string {
  const title = lineIn(event.getFirstPropertyValue('summary')) ?? '';
  return `Skipped: "${title}": it repeats or lasts several days, none of them within the event.`;
}

/**
 * Reads iCalendar (RFC 5545). Times without a zone are in the calendar's, or else in the event's.
 * @throws ImportError if the text is not a calendar.
 */
export function readCalendar(text: string, event: Event): ImportedProgramme {
  const calendars = parsed(text);
  const product = String(calendars[0]?.getFirstPropertyValue('prodid') ?? '');
  const own = product.startsWith(ownProduct);
  const read = calendars.map((calendar) => {
    const zones = { floating: floatingZone(calendar, event.zone), event: event.zone };
    const entries = newestVersions(calendar.getAllSubcomponents('vevent'));
    const { occurrences, outside } = occurrencesIn(entries, event, zones);
    return {
      sessions: occurrences.map((entry) => sessionIn(entry, event, zones, own)),
      omitted: outside.map(outsideWords),
    };
  });
  return {
    format: 'iCalendar',
    own,
    sessions: read.flatMap(({ sessions }) => sessions),
    omitted: read.flatMap(({ omitted }) => omitted),
  };
}
