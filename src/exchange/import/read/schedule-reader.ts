import { isDate, isZone } from '../../../event/dates.ts';
import type { ImportedPerson, ImportedProgramme, ImportedSession, Told } from './imported.ts';
import { leftOut } from './addresses.ts';
import { linksIn } from './source-links.ts';
import { omissionsIn } from './omissions.ts';
import { readTitle } from './cancelled-title.ts';
import { languageIn } from './language.ts';
import { joined } from './safe-markdown.ts';
import { endOf, type ListedDay, minutesIn, momentOf, startOf } from './source-times.ts';
import { type Fields, fieldsIn, lineIn, listIn, rawText, sourceValue } from './source-fields.ts';

/** A session as written, and the room it is listed under. */
export interface RawEvent {
  readonly room: string | undefined;
  readonly event: Fields;
}

/** A day as written. */
export interface RawDay {
  readonly date: string | undefined;
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly events: readonly RawEvent[];
}

/** The content that the XML and JSON of frab, Pentabarf and pretalx share. */
export interface RawSchedule {
  readonly format: string;
  readonly generator: string | undefined;
  readonly zone: string | undefined;
  readonly dayChange: string | undefined;
  readonly days: readonly RawDay[];
}

interface Zones {
  readonly source: string;
  readonly event: string;
}

/** The generator in this site's exports. */
const ownGenerator = 'event-microsite';

function personIn(value: unknown, own: boolean): ImportedPerson[] {
  const group = typeof value === 'string' ? { name: value } : fieldsIn(value);
  const names = ['public_name', 'name', 'full_public_name', '#text'];
  const name = names.map((key) => lineIn(group[key])).find((text) => text !== undefined);
  if (name === undefined) return [];
  const id = [group['id'], group['code']].map(rawText).find((text) => text !== undefined);
  const written = [rawText(group['biography']) ?? rawText(group['abstract'])];
  const tells = 'biography' in group || 'abstract' in group;
  const biography = joined(written);
  return [
    {
      // The numbers in our own exports mean nothing outside them.
      id: own || id?.includes('@') ? undefined : id,
      guid: lineIn(group['guid'])?.toLowerCase(),
      name,
      biography: tells ? biography || null : undefined,
    },
  ];
}

function peopleIn(event: Fields, own: boolean): Told<readonly ImportedPerson[]> {
  const key = ['persons', 'speakers'].find((name) => name in event);
  if (key === undefined) return undefined;
  const people = listIn(event[key]).flatMap((person) => personIn(person, own));
  return people.length === 0 ? null : people;
}

/** A number or code means nothing beside those of other sources, so it gets a prefix. */
function keysIn(event: Fields): string[] {
  const [guid, code, id] = ['guid', 'code', 'id'].map((key) => lineIn(event[key])?.toLowerCase());
  return [
    ...(guid === undefined ? [] : [guid]),
    ...(code === undefined ? [] : [`code-${code}`]),
    ...(id === undefined ? [] : [`number-${id}`]),
  ];
}

function bodyIn(event: Fields): Told<string> {
  const keys = ['subtitle', 'abstract', 'description'];
  if (!keys.some((key) => key in event)) return undefined;
  return joined(keys.map((key) => rawText(event[key]))) || null;
}

function timesIn(event: Fields, day: ListedDay, zones: Zones, own: boolean) {
  const date = lineIn(event['date']);
  const begun = startOf({ date, start: lineIn(event['start']) }, day, zones);
  const written = lineIn(event['duration']);
  const last = lineIn(event['end']);
  const until = last === undefined ? undefined : momentOf(last, zones.source);
  const known = begun.start !== undefined && until !== undefined;
  const length = written === undefined ? undefined : minutesIn(written);
  const minutes = known ? (until - (begun.start ?? 0)) / 60_000 : length;
  // In this site's JSON, every known end is present.
  const assumed = own && 'end' in event && last === undefined;
  const { end, note } = endOf(begun.start, assumed ? undefined : minutes);
  const unread = written !== undefined && length === undefined && !known;
  return {
    times: { ...begun, end },
    notes: [
      ...(note === undefined ? [] : [note]),
      ...(unread ? [`its duration "${written}" cannot be read, so it gets no end`] : []),
    ],
  };
}

function statusIn(event: Fields, isCancelled: boolean): ImportedSession['status'] {
  const state = lineIn(event['state']);
  if (isCancelled || /^(cancell?ed|withdrawn|rejected)$/i.test(state ?? '')) return 'cancelled';
  return state === undefined ? undefined : 'published';
}

function sessionIn(raw: RawEvent, day: ListedDay, zones: Zones, own: boolean): ImportedSession {
  const { event } = raw;
  const { times, notes } = timesIn(event, day, zones, own);
  const body = bodyIn(event);
  const { title, isCancelled } = readTitle(lineIn(event['title']) ?? '');
  const language = languageIn(sourceValue(event, 'language'));
  const people = peopleIn(event, own);
  const linked = linksIn(event);
  const room = lineIn(event['room']) ?? raw.room ?? null;
  const texts = [body, ...(people ?? []).map(({ biography }) => biography)];
  return {
    keys: keysIn(event),
    title,
    times,
    kind: sourceValue(event, 'type'),
    room,
    track: sourceValue(event, 'track'),
    language: language.told,
    body,
    people,
    links: linked === undefined || linked.links.length > 0 ? linked?.links : null,
    status: statusIn(event, isCancelled),
    notes: [
      ...notes,
      ...language.notes,
      ...omissionsIn(event),
      ...(linked !== undefined && linked.others > 0
        ? ['links that do not lead to the Web were left out']
        : []),
      ...(texts.some((text) => text?.includes(leftOut)) ? ['an e-mail address was removed'] : []),
    ],
  };
}

function timeIn(text = ''): string | undefined {
  return /T(\d{2}:\d{2})/.exec(text)?.[1];
}

/** The hour before which a time under a day is in the night after it, where the day has no end. */
const latest = '06:00';

/**
 * The day as written, and until when times under it are after midnight: as late as its own end the
 * next day, and never later than its start.
 */
function listedDay({ date, start, end }: RawDay, dayChange: string | undefined): ListedDay {
  const day = date?.slice(0, 10) ?? start?.slice(0, 10);
  const change = /^\d{2}:\d{2}/.exec(dayChange ?? '')?.[0];
  const starts = timeIn(start) ?? change;
  const ends = timeIn(end) ?? change ?? latest;
  const sameDay = end !== undefined && end.slice(0, 10) === day;
  const begins = starts === undefined || sameDay ? undefined : starts < ends ? starts : ends;
  return { date: day !== undefined && isDate(day) ? day : undefined, begins };
}

/**
 * The programme in a schedule. Times without an offset are in the schedule's zone, or else in
 * `zone`.
 */
export function readSchedule(schedule: RawSchedule, zone: string): ImportedProgramme {
  const { format, generator, dayChange } = schedule;
  const own = generator === ownGenerator;
  const named = schedule.zone === 'UTC' || isZone(schedule.zone ?? '') ? schedule.zone : undefined;
  const zones = { source: named ?? zone, event: zone };
  const sessions = schedule.days.flatMap((day) => {
    const listed = listedDay(day, dayChange);
    const written = day.events.filter(({ event }) => Object.keys(event).length > 0);
    return written.map((event) => sessionIn(event, listed, zones, own));
  });
  return { format, own, sessions, omitted: [] };
}
