import ICAL from 'ical.js';
import { leftOut } from './addresses.ts';
import { calendarTimes } from './calendar-times.ts';
import { newestVersions } from './calendar-versions.ts';
import {
  type ImportedProgramme,
  type ImportedSession,
  ImportError,
  type Told,
} from './imported.ts';
import { joined } from './safe-markdown.ts';
import { lineIn } from './source-fields.ts';

/** The start of the product identifier in this site's calendars. */
const ownProduct = '-//Event microsite//';

interface Known {
  readonly zone: string;
  readonly kinds: readonly string[];
  readonly tracks: readonly string[];
}

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

function among(names: readonly string[], known: readonly string[]): string | undefined {
  const small = new Set(names.map((name) => name.toLowerCase()));
  return known.find((name) => small.has(name.toLowerCase()));
}

function statusIn(event: ICAL.Component): ImportedSession['status'] {
  const status = String(event.getFirstPropertyValue('status') ?? '');
  return status.toUpperCase() === 'CANCELLED' ? 'cancelled' : 'published';
}

function sessionIn(event: ICAL.Component, known: Known, own: boolean): ImportedSession {
  const { times, notes } = calendarTimes(event, known.zone);
  const title = lineIn(event.getFirstPropertyValue('summary')) ?? '';
  const room = lineIn(event.getFirstPropertyValue('location')) ?? null;
  const uid = event.getFirstPropertyValue('uid');
  const names = namesIn(event);
  const body = bodyIn(event, own);
  const repeats = event.hasProperty('rrule') || event.hasProperty('rdate');
  return {
    keys: typeof uid === 'string' && uid !== '' ? [uid] : [],
    title,
    times,
    kind: among(names, known.kinds),
    room,
    track: among(names, known.tracks),
    language: undefined,
    body,
    people: undefined,
    status: statusIn(event),
    notes: [
      ...notes,
      ...(repeats ? ['it repeats, and only the first occurrence is imported'] : []),
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

/**
 * Reads iCalendar (RFC 5545). Times without a zone are in `zone`. Single dates of a series are not
 * read.
 * @throws ImportError if the text is not a calendar.
 */
export function readCalendar(text: string, known: Known): ImportedProgramme {
  const calendars = parsed(text);
  const product = String(calendars[0]?.getFirstPropertyValue('prodid') ?? '');
  const own = product.startsWith(ownProduct);
  const events = calendars.flatMap((calendar) => calendar.getAllSubcomponents('vevent'));
  const sessions = newestVersions(events)
    .filter((event) => !event.hasProperty('recurrence-id'))
    .map((event) => sessionIn(event, known, own));
  return { format: 'iCalendar', own, sessions };
}
