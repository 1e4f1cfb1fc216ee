import { addressOf } from '../delivery/deployment.ts';
import type { Event } from '../event/event.ts';
import type { Session, Speaker } from '../programme/programme.ts';
import { endOf } from '../programme/overlap.ts';
import { speakerAddress } from '../programme/programme-addresses.ts';
import { timeOfDay, venueTime } from '../programme/session-words.ts';
import { sessionGuid, speakerGuid } from './guid.ts';
import { type ExportedLink, exportedLinks } from './session-links.ts';
import { numbersOf } from './numbers.ts';
import { pageOf, printable, type Source } from './source.ts';

/** A person in an exchanged schedule. */
export interface SchedulePerson {
  readonly number: number;
  readonly guid: string;
  readonly name: string;
  readonly url: string;
}

/** A session for both forms of the schedule, XML and JSON. */
export interface ScheduleSession {
  readonly number: number;
  readonly guid: string;
  readonly slug: string;
  readonly title: string;
  readonly url: string;
  /** With the offset at the venue; `end` is undefined if it is unknown. */
  readonly date: string;
  readonly end: string | undefined;
  /** `HH:MM` at the venue. */
  readonly start: string;
  /** `HH:MM` */
  readonly duration: string;
  readonly room: string;
  readonly track: string | undefined;
  readonly type: string;
  readonly language: string | undefined;
  readonly abstract: string;
  /** The whole abstract in Markdown, if it is longer. */
  readonly description: string | undefined;
  readonly persons: readonly SchedulePerson[];
  readonly links: readonly ExportedLink[];
}

/** Giggity only reads durations below a day. */
const longest = 24 * 60 - 1;

/** The event's id as the formats allow: at least four letters, digits or underscores. */
export function acronymOf({ id }: Event): string {
  return id.replaceAll('-', '_').padEnd(4, '_');
}

/**
 * Both formats need names of at least four characters after the acronym. JSON allows no dash at the
 * end.
 */
function slugOf(acronym: string, { slug }: Session, number: number): string {
  const known = /^[a-z0-9-]{3,}[a-z0-9]$/.test(slug);
  return `${acronym}-${known ? slug : `${slug}-${number}`}`;
}

function durationOf({ end }: Session, start: number): string {
  const minutes = Math.round((endOf({ start, end }) - start) / 60_000);
  const whole = Math.min(minutes, longest);
  const digits = [Math.floor(whole / 60), whole % 60].map((part) => String(part).padStart(2, '0'));
  return digits.join(':');
}

function roomName({ event, words }: Source, { room, kind }: Session): string {
  const unknown = words.session.exported_room_to_be_announced;
  return room?.name ?? (kind.for_everyone ? event.venue.name : unknown);
}

/** Turns the sessions of a programme into those of its schedule. `start` is the session's start. */
export function scheduler(source: Source, acronym: string) {
  const { event, deployment, programme, descriptions, abstracts } = source;
  const guids = new Map(
    programme.sessions.map((session) => [session, sessionGuid(event, session)]),
  );
  const numbers = numbersOf([
    ...guids.values(),
    ...programme.speakers.map((speaker) => speakerGuid(event, speaker)),
  ]);
  const person = (speaker: Speaker): SchedulePerson => {
    const guid = speakerGuid(event, speaker);
    const url = addressOf(deployment, speakerAddress(speaker.slug));
    return { number: numbers.get(guid) ?? 1, guid, name: printable(speaker.name), url };
  };
  return (session: Session, start: number): ScheduleSession => {
    const guid = guids.get(session) ?? sessionGuid(event, session);
    const number = numbers.get(guid) ?? 1;
    const { title, end, kind, track, language, speakers, moderators, slug } = session;
    return {
      number,
      guid,
      slug: slugOf(acronym, session, number),
      title: printable(title),
      url: pageOf(source, session),
      date: venueTime(event, start),
      end: end === undefined ? undefined : venueTime(event, end),
      start: timeOfDay(event, start),
      duration: durationOf(session, start),
      room: roomName(source, session),
      track,
      type: kind.name,
      language,
      abstract: printable(descriptions.get(slug) ?? ''),
      description: abstracts.has(slug) ? printable(abstracts.get(slug) ?? '') : undefined,
      persons: [...new Set([...speakers, ...moderators])].map(person),
      links: exportedLinks(source, session).filter(({ url }) => /^https?:/.test(url)),
    };
  };
}
