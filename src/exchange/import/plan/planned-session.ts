import { collections } from '../../../programme/collections.ts';
import { programmeMoment } from '../../../programme/publication.ts';
import type { PlannedMatch } from './planned-match.ts';
import { hashOf } from '../read/identity.ts';
import { newFile, type OpenFile } from '../content/open-file.ts';
import type { Outcome } from './outcome.ts';
import { changesOf } from './session-changes.ts';
import { newOutcome, outcomesOf } from './session-words.ts';
import { slugOf } from '../content/slug.ts';
import { usualKind } from '../content/programme-names.ts';
import { writtenMoment, writtenTimes } from '../content/written-times.ts';
import type { Circumstances } from './circumstances.ts';

/** A session after an import. */
export interface PlannedSession {
  readonly title: string;
  /** Its file, if it is new or changed. */
  readonly file: OpenFile | undefined;
  readonly outcomes: readonly Outcome[];
  readonly notes: readonly string[];
  /** The names in it, which `event.yaml` must have. */
  readonly names: {
    readonly kinds: string | undefined;
    readonly rooms: string | undefined;
    readonly tracks: string | undefined;
  };
}

/** What an import knows besides a session itself, and the file names in use. */
export interface Surroundings extends Circumstances {
  /** Grows with every new file. */
  readonly taken: Set<string>;
  /** Whether the content has no sessions yet, so that none counts as added later. */
  readonly first: boolean;
}

/** The frontmatter of a new session, and the names in it. */
function frontmatterOf(given: Surroundings, { imported, id, times, room }: PlannedMatch) {
  const { event, now, first, speakers } = given;
  const { title, kind, track, language, links, status } = imported;
  const moment = writtenMoment(event.zone, now);
  const isCancelled = status === 'cancelled';
  const isLate = !first && !isCancelled && now >= programmeMoment(event);
  const names = {
    kinds: kind ? given.kindOf(kind) : usualKind(event),
    rooms: room === undefined ? undefined : given.roomOf(room),
    tracks: track ? given.trackOf(track) : undefined,
  };
  const frontmatter = {
    id,
    title,
    kind: names.kinds,
    ...writtenTimes(event, times),
    room: names.rooms,
    track: names.tracks,
    speakers: speakers?.length ? speakers : undefined,
    language: language ?? undefined,
    links: links ?? undefined,
    status: isCancelled ? status : undefined,
    cancelled_since: isCancelled ? moment : undefined,
    added: isLate ? moment : undefined,
  };
  return { frontmatter, names };
}

function planNew(given: Surroundings, candidate: PlannedMatch): PlannedSession {
  const { title, kind, body, notes } = candidate.imported;
  const { frontmatter, names } = frontmatterOf(given, candidate);
  const slug = slugOf(title, given.taken, `session-${hashOf(candidate.id).slice(0, 8)}`);
  given.taken.add(slug);
  const path = `${collections.sessions.folder}${slug}.md`;
  const guessed = `the file gives no kind, so "${names.kinds}" is used`;
  return {
    title,
    file: newFile(path, frontmatter, body ?? ''),
    outcomes: [newOutcome(given.event, path, candidate)],
    notes: kind ? notes : [...notes, guessed],
    names,
  };
}

function wordsOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Works out what an import does with one session of its source. */
export function planSession(given: Surroundings, candidate: PlannedMatch): PlannedSession {
  const { existing, imported, times, room } = candidate;
  if (existing === undefined) return planNew(given, candidate);
  const changes = changesOf(given, candidate, existing);
  const { keys, body } = changes;
  for (const [key, value] of keys) existing.file.set(key, value);
  if (body !== undefined) existing.file.setBody(body);
  const title = wordsOf(keys.get('title')) ?? existing.frontmatter.title;
  const outcomes = outcomesOf(given.event, { title, existing, times, room }, changes);
  const isMdx = existing.file.path.endsWith('.mdx') && candidate.told.has('body');
  const kept = `its text in ${existing.file.path} is left unchanged, because it may contain components`;
  return {
    title,
    file: keys.size > 0 || body !== undefined ? existing.file : undefined,
    outcomes,
    notes: isMdx ? [...imported.notes, kept] : imported.notes,
    names: {
      kinds: wordsOf(keys.get('kind')),
      rooms: wordsOf(keys.get('room')),
      tracks: wordsOf(keys.get('track')),
    },
  };
}
