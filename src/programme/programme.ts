import { momentIn } from '../event/dates.ts';
import type { Event, Kind, Room } from '../event/event.ts';
import { isSessionPublic, programmeMoment } from './publication.ts';
import type { SessionFrontmatter, SessionLink, SpeakerFrontmatter } from './session.ts';
import { isFault, momentOn, sessionTimes } from './session-times.ts';

/** A session's file: its name without the extension, and its frontmatter. */
export interface SessionEntry {
  readonly slug: string;
  readonly frontmatter: SessionFrontmatter;
}

/** A speaker's file: its name without the extension, and its frontmatter. */
export interface SpeakerEntry {
  readonly slug: string;
  readonly frontmatter: SpeakerFrontmatter;
}

/** A person who speaks or moderates. The address is `/speakers/<slug>/`. */
export interface Speaker extends SpeakerFrontmatter {
  readonly slug: string;
}

/** A session's previous time and room. Moments are in milliseconds since the epoch. */
export interface Move {
  readonly start: number | undefined;
  readonly room: string | undefined;
  readonly since: number;
}

/**
 * A public session. Undefined means to be announced, or not applicable. Moments are in milliseconds
 * since the epoch. The address is `/programme/<slug>/`.
 */
export interface Session {
  /** Never changes, whatever else does. */
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly kind: Kind;
  /** The date at the venue, `YYYY-MM-DD`. */
  readonly day: string | undefined;
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly room: Room | undefined;
  readonly track: string | undefined;
  readonly language: string | undefined;
  readonly speakers: readonly Speaker[];
  readonly moderators: readonly Speaker[];
  readonly links: readonly SessionLink[];
  readonly places: number | undefined;
  readonly level: string | undefined;
  /** Whether only participants learn its time and place. */
  readonly undisclosed: boolean;
  /** Since when it has been cancelled. */
  readonly cancelled: number | undefined;
  readonly moved: Move | undefined;
  /** Since when it has been in the programme, if it was added later. */
  readonly added: number | undefined;
  /** When anything about it last changed; at the earliest, when the programme was published. */
  readonly changed: number;
}

/** One day of the event with its sessions, by start and then by room. */
export interface ProgrammeDay {
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly sessions: readonly Session[];
}

/** The public part of the programme at one moment. */
export interface Programme {
  readonly days: readonly ProgrammeDay[];
  /** Sessions without a day yet, by title. */
  readonly undated: readonly Session[];
  /** All of them: by day, then the undated. */
  readonly sessions: readonly Session[];
  /** Those who speak or moderate in a public session, by name. */
  readonly speakers: readonly Speaker[];
  /** The sessions of each speaker, by the speaker's slug. */
  readonly bySpeaker: ReadonlyMap<string, readonly Session[]>;
}

function grouped<Key, Value>(values: Iterable<readonly [Key, Value]>): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const [key, value] of values) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}

/** A previous start without a date was on the session's current day. */
function moveOf(
  event: Event,
  { start, room }: NonNullable<SessionFrontmatter['moved']>,
  day: string | undefined,
): Omit<Move, 'since'> {
  if (start === undefined || (day === undefined && !start.includes('T'))) {
    return { start: undefined, room };
  }
  return { start: momentOn(event, start, day), room };
}

function resolver(event: Event, speakers: ReadonlyMap<string, Speaker>) {
  const kinds = new Map(event.programme.kinds.map((kind) => [kind.name, kind]));
  const rooms = new Map(event.programme.rooms.map((room) => [room.name, room]));
  const published = programmeMoment(event);
  const at = (text: string | undefined) =>
    text === undefined ? undefined : momentIn(event.zone, text);
  const people = (slugs: readonly string[]) => slugs.flatMap((slug) => speakers.get(slug) ?? []);
  return ({ slug, frontmatter }: SessionEntry): Session => {
    const { id, title, description, track, language, links, places, level, moved } = frontmatter;
    const times = sessionTimes(event, frontmatter);
    const kind = kinds.get(frontmatter.kind);
    if (isFault(times)) throw new Error(`content/sessions/${slug}: ${times.what}. ${times.remedy}`);
    if (kind === undefined) throw new Error(`content/sessions/${slug}: there is no such kind.`);
    const cancelled =
      frontmatter.status === 'cancelled' ? at(frontmatter.cancelled_since) : undefined;
    const added = at(frontmatter.added);
    const since = at(moved?.since);
    const move =
      moved === undefined || since === undefined
        ? undefined
        : { ...moveOf(event, moved, times.day), since };
    // The event's own name and venue are part of what calendars hold of a session.
    const changes = [at(event.updated), at(frontmatter.updated), cancelled, added, since];
    return {
      id,
      slug,
      title,
      description,
      kind,
      ...times,
      track,
      language,
      links,
      places,
      level,
      undisclosed: frontmatter.undisclosed,
      room: frontmatter.room === undefined ? undefined : rooms.get(frontmatter.room),
      speakers: people(frontmatter.speakers),
      moderators: people(frontmatter.moderators),
      cancelled,
      moved: move,
      added,
      changed: Math.max(published, ...changes.flatMap((moment) => moment ?? [])),
    };
  };
}

/** Timetable order: by start, unknown ones last, then by room in the order of `event.yaml`. */
function inOrder(event: Event): (one: Session, other: Session) => number {
  const places = new Map(event.programme.rooms.map(({ name }, index) => [name, index]));
  const place = ({ room }: Session) => places.get(room?.name ?? '') ?? -1;
  const compareTitles = new Intl.Collator(event.language).compare;
  return (one, other) =>
    (one.start ?? Infinity) - (other.start ?? Infinity) ||
    place(one) - place(other) ||
    compareTitles(one.title, other.title) ||
    (one.id < other.id ? -1 : 1);
}

/**
 * The public programme at `now` (milliseconds since the epoch). A speaker is public with a public
 * session.
 * @throws Error if a session's times or kind are wrong, which the content check refuses.
 */
export function programmeAt(
  event: Event,
  entries: {
    readonly sessions: readonly SessionEntry[];
    readonly speakers: readonly SpeakerEntry[];
  },
  now: number,
): Programme {
  const known = new Map(
    entries.speakers.map(({ slug, frontmatter }) => [slug, { slug, ...frontmatter }]),
  );
  const sessions = entries.sessions
    .filter(({ frontmatter }) => isSessionPublic(event, frontmatter, now))
    .map(resolver(event, known))
    .toSorted(inOrder(event));
  const byDay = grouped(sessions.map((session) => [session.day, session] as const));
  const days = [...byDay]
    .flatMap(([date, ofDay]) => (date === undefined ? [] : [{ date, sessions: ofDay }]))
    .toSorted((one, other) => (one.date < other.date ? -1 : 1));
  const undated = byDay.get(undefined) ?? [];
  const bySpeaker = grouped(
    sessions.flatMap((session) =>
      [...new Set([...session.speakers, ...session.moderators])].map(
        ({ slug }) => [slug, session] as const,
      ),
    ),
  );
  const compareNames = new Intl.Collator(event.language).compare;
  const speakers = [...bySpeaker.keys()]
    .flatMap((slug) => known.get(slug) ?? [])
    .toSorted((one, other) => compareNames(one.name, other.name));
  return {
    days,
    undated,
    sessions: [...days.flatMap((day) => day.sessions), ...undated],
    speakers,
    bySpeaker,
  };
}

/** The most sessions for one page. Above it, each day has its own page. */
const mostOnOnePage = 60;

/** Whether the whole timetable is on one page. */
export function onePage({ sessions }: Programme): boolean {
  return sessions.length <= mostOnOnePage;
}

/** Whether the programme has more than its outline: at least one session has a day. */
export function isDetailed({ days }: Programme): boolean {
  return days.length > 0;
}
