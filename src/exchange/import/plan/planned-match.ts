import type { Event } from '../../../event/event.ts';
import { endOf } from '../../../programme/overlap.ts';
import { isFault, sessionTimes } from '../../../programme/session-times.ts';
import type { SessionFile } from '../content/content-folder.ts';
import type { ImportedSession, ImportedTimes } from '../read/imported.ts';
import { newlyTold, type SessionRecord, type ToldFields } from '../content/record.ts';
import { roomIn } from '../content/programme-names.ts';
import { writtenTimes } from '../content/written-times.ts';

/** A session of a source beside the one of the content that it is, and what it would become. */
export interface PlannedMatch {
  readonly imported: ImportedSession;
  readonly id: string;
  /** Undefined where it is new. */
  readonly existing: SessionFile | undefined;
  readonly record: SessionRecord | undefined;
  readonly fields: ToldFields;
  /** The fields that the source tells anew. */
  readonly told: ReadonlySet<string>;
  readonly times: ImportedTimes;
  readonly room: string | undefined;
  /** Why it cannot be taken over, in words without a full stop. */
  readonly fault: string | undefined;
}

const unknownTimes: ImportedTimes = { day: undefined, start: undefined, end: undefined };

/** When a session of the content is; unknown where its times are wrong. */
export function presentTimes(event: Event, existing: SessionFile | undefined): ImportedTimes {
  if (existing === undefined) return unknownTimes;
  const times = sessionTimes(event, existing.frontmatter);
  return isFault(times) ? unknownTimes : times;
}

/** What a source tells of a session, by field; what it has none of is null. */
function fieldsOf(imported: ImportedSession): ToldFields {
  const { title, times, kind, room, track, language, body, people, status } = imported;
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
    status,
  };
}

/** Where an end is an assumption of this site's own export, the session still has none. */
function withoutAssumption(own: boolean, imported: ImportedTimes, present: ImportedTimes) {
  const { start, end } = imported;
  const assumed =
    own && present.start === start && present.end === undefined && start !== undefined;
  return assumed && end === endOf({ start }) ? { ...imported, end: undefined } : imported;
}

/** Whether a source that tells of a session for the first time has no more than its day. */
function tellsLess({ day, start }: ImportedTimes, present: ImportedTimes): boolean {
  return start === undefined && (day === undefined || day === present.day);
}

function faultOf(event: Event, imported: ImportedSession, times: ImportedTimes) {
  if (imported.title === '') return 'it has no title';
  const read = sessionTimes(event, writtenTimes(event.zone, times));
  return isFault(read) ? read.what : undefined;
}

/** Sets a session of a source beside what the content and the last import know of it. */
export function plannedMatch(
  event: Event,
  own: boolean,
  known: Pick<PlannedMatch, 'imported' | 'id' | 'existing' | 'record'>,
): PlannedMatch {
  const { imported, existing, record } = known;
  const fields = fieldsOf(imported);
  const told = newlyTold(record?.fields ?? {}, fields);
  const present = presentTimes(event, existing);
  const from =
    record?.fields['times'] === undefined && tellsLess(imported.times, present)
      ? present
      : withoutAssumption(own, imported.times, present);
  const hidden = existing?.frontmatter.undisclosed === true;
  const source = hidden ? { ...unknownTimes, day: from.day } : from;
  const times = existing === undefined || told.has('times') ? source : present;
  const meant = roomIn(event, imported.room ?? '');
  const takesRoom = existing === undefined || told.has('room');
  const keepsRoom = meant === undefined && record?.fields['room'] === undefined;
  const room = !takesRoom || (existing && keepsRoom) ? existing?.frontmatter.room : meant;
  const fault = faultOf(event, imported, times);
  return { ...known, fields, told, times, room: hidden ? undefined : room, fault };
}
