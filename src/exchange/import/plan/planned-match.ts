import type { Event } from '../../../event/event.ts';
import { endOf } from '../../../programme/overlap.ts';
import { dayAt, isFault, sessionTimes } from '../../../programme/session-times.ts';
import type { SessionFile } from '../content/content-folder.ts';
import type { ImportedSession, ImportedTimes } from '../read/imported.ts';
import { newlyTold, type SessionRecord, type ToldFields } from '../content/record.ts';
import { roomIn } from '../content/programme-names.ts';
import { writtenTimes } from '../content/written-times.ts';

/** A session of a source, its counterpart in the content, and what that would become. */
export interface PlannedMatch {
  readonly imported: ImportedSession;
  readonly id: string;
  /** Undefined if it is new. */
  readonly existing: SessionFile | undefined;
  readonly record: SessionRecord | undefined;
  readonly fields: ToldFields;
  /** The fields that have changed in the source. */
  readonly told: ReadonlySet<string>;
  readonly times: ImportedTimes;
  readonly room: string | undefined;
  /** Why its time in the source cannot be, in words without a full stop. */
  readonly doubt: string | undefined;
  /** Why it cannot be imported, in words without a full stop. */
  readonly fault: string | undefined;
}

const unknownTimes: ImportedTimes = { day: undefined, start: undefined, end: undefined };

/** The times of a session in the content; unknown if they have mistakes. */
export function presentTimes(event: Event, existing: SessionFile | undefined): ImportedTimes {
  if (existing === undefined) return unknownTimes;
  const times = sessionTimes(event, existing.frontmatter);
  return isFault(times) ? unknownTimes : times;
}

/** A session's fields in a source. A field that the source has empty is null. */
export function fieldsOf(imported: ImportedSession): ToldFields {
  const { title, times, kind, room, track, language, body, people, links, status } = imported;
  const names = people?.map(({ id, name }) => id ?? name);
  return {
    title: title === '' ? undefined : title,
    times: times.day === undefined ? null : [times.day, times.start ?? null, times.end ?? null],
    kind,
    room,
    track,
    language,
    body,
    people: people === null ? null : names,
    links,
    status,
  };
}

/** In this site's own exports an end may be assumed. The session still has none. */
function withoutAssumption(own: boolean, imported: ImportedTimes, present: ImportedTimes) {
  const { start, end } = imported;
  const assumed =
    own && present.start === start && present.end === undefined && start !== undefined;
  return assumed && end === endOf({ start }) ? { ...imported, end: undefined } : imported;
}

/** Whether a source that is new to a session only has its day. */
function tellsLess({ day, start }: ImportedTimes, present: ImportedTimes): boolean {
  return start === undefined && (day === undefined || day === present.day);
}

function faultOf(event: Event, times: ImportedTimes): string | undefined {
  const read = sessionTimes(event, writtenTimes(event, times));
  return isFault(read) ? read.what : undefined;
}

/** Times with the day of the event to which their start belongs. */
function onItsDay(event: Event, times: ImportedTimes): ImportedTimes {
  return times.start === undefined ? times : { ...times, day: dayAt(event, times.start) };
}

/** A source that once said that a session is cancelled and is now silent takes that back. */
function withStatus(imported: ImportedSession, record: SessionRecord | undefined): ImportedSession {
  const isKnown = imported.status !== undefined || record?.fields['status'] === undefined;
  return isKnown ? imported : { ...imported, status: 'published' };
}

/** Compares a session of a source with the content and the last import. */
export function plannedMatch(
  event: Event,
  own: boolean,
  known: Pick<PlannedMatch, 'imported' | 'id' | 'existing' | 'record'>,
): PlannedMatch {
  const { existing, record } = known;
  const imported = withStatus(known.imported, record);
  const fields = fieldsOf(imported);
  const told = newlyTold(record?.fields ?? {}, fields);
  const present = presentTimes(event, existing);
  const from =
    record?.fields['times'] === undefined && tellsLess(imported.times, present)
      ? present
      : withoutAssumption(own, imported.times, present);
  const hidden = existing?.frontmatter.undisclosed === true;
  const takesTimes = existing === undefined || told.has('times');
  const doubt = takesTimes ? faultOf(event, from) : undefined;
  const source = doubt === undefined ? onItsDay(event, from) : unknownTimes;
  const shown = hidden ? { ...unknownTimes, day: source.day } : source;
  const times = takesTimes ? shown : present;
  const meant = roomIn(event, imported.room ?? '');
  const takesRoom = existing === undefined || told.has('room');
  const keepsRoom = meant === undefined && record?.fields['room'] === undefined;
  const room = !takesRoom || (existing && keepsRoom) ? existing?.frontmatter.room : meant;
  const fault = imported.title === '' ? 'it has no title' : undefined;
  return { ...known, imported, fields, told, times, room: hidden ? undefined : room, doubt, fault };
}
