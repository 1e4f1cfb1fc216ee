import { changesOf } from '../../programme/changes.ts';
import type { Event } from '../../event/event.ts';
import type { Words } from '../../explain/explain-codes.ts';
import { isDetailed, onePage, type Programme, programmeAt } from '../../programme/programme.ts';
import {
  changesAddress,
  mineAddress,
  programmeAddress,
  sessionAddress,
  speakerAddress,
  speakersAddress,
} from '../../programme/programme-addresses.ts';
import type { SessionFrontmatter } from '../../programme/session.ts';
import type { PlannedSession } from './session-plan.ts';
import { unpublishedTargets } from './unpublished-links.ts';
import type { SessionSource, SpeakerSource } from '../source/session-source.ts';

/** What the folder says of the programme. */
export interface WrittenProgramme {
  readonly sessions: readonly SessionSource[];
  readonly speakers: readonly SpeakerSource[];
}

/** The pages of the programme, as targets of links. */
export interface ProgrammeTargets {
  /** Those that exist or will, each with its headings where they are known. */
  readonly pages: ReadonlyMap<string, readonly string[] | undefined>;
  /** Those of them that are not public yet, and what is said of a link to one. */
  readonly hidden: ReadonlyMap<string, Words>;
  /** The files of sessions and speakers that are public. */
  readonly shown: ReadonlySet<string>;
}

type Entries = Parameters<typeof programmeAt>[1];

/** The sessions and speakers in which nothing is wrong. */
function entriesOf(
  event: Event,
  planned: readonly PlannedSession[],
  written: WrittenProgramme,
): Entries {
  const kinds = new Set(event.programme.kinds.map(({ name }) => name));
  return {
    sessions: planned.flatMap(({ session: { slug, frontmatter } }) =>
      frontmatter !== undefined && kinds.has(frontmatter.kind) ? [{ slug, frontmatter }] : [],
    ),
    speakers: written.speakers.flatMap(({ slug, frontmatter }) =>
      frontmatter === undefined ? [] : [{ slug, frontmatter }],
    ),
  };
}

function byPerson({ sessions }: Entries): Map<string, SessionFrontmatter[]> {
  const groups = new Map<string, SessionFrontmatter[]>();
  for (const { frontmatter } of sessions) {
    for (const slug of [...frontmatter.speakers, ...frontmatter.moderators]) {
      const group = groups.get(slug);
      if (group === undefined) groups.set(slug, [frontmatter]);
      else group.push(frontmatter);
    }
  }
  return groups;
}

/** The pages that wait for a speaker's first public session, or for the programme's. */
function waitingPages(event: Event, entries: Entries, programme: Programme): [string, Words][] {
  const people = byPerson(entries);
  const shown = new Set(programme.sessions.map(({ slug }) => slug));
  const later = entries.sessions.flatMap(({ slug, frontmatter }) =>
    shown.has(slug) ? [] : [frontmatter],
  );
  const own: [string, boolean, string][] = [
    [speakersAddress, programme.speakers.length > 0, 'the first speaker'],
    [changesAddress, changesOf(programme).length > 0, 'the first change'],
    [mineAddress, isDetailed(programme), 'the first session with a day'],
  ];
  return [
    ...entries.speakers
      .filter(({ slug }) => !programme.bySpeaker.has(slug))
      .map(({ slug }): [string, Words] => {
        const words = unpublishedTargets(
          event,
          people.get(slug) ?? [],
          'the speaker’s first session',
        );
        return [speakerAddress(slug), words];
      }),
    ...own
      .filter(([, isThere]) => !isThere)
      .map(([address, , first]): [string, Words] => [
        address,
        unpublishedTargets(event, later, first),
      ]),
  ];
}

function headingsOf({ body }: SessionSource | SpeakerSource): readonly string[] | undefined {
  return body.broken === undefined ? body.headings : undefined;
}

/** Every page that the programme can have: all of them are targets while `event.yaml` is wrong. */
export function allTargets({ sessions, speakers }: WrittenProgramme): ProgrammeTargets {
  const own = sessions.length === 0 ? [] : [speakersAddress, changesAddress, mineAddress];
  const pages = new Map<string, readonly string[] | undefined>([
    ...own.map((address) => [address, undefined] as const),
    ...sessions.map((one) => [sessionAddress(one.slug), headingsOf(one)] as const),
    ...speakers.map((one) => [speakerAddress(one.slug), headingsOf(one)] as const),
  ]);
  return { pages, hidden: new Map(), shown: new Set() };
}

/** The addresses that pauses would have: they have no page. */
function pausesOf(event: Event, { sessions }: Entries): Map<string, Words> {
  const pauses = new Set(event.programme.kinds.flatMap(({ name, pause }) => (pause ? [name] : [])));
  const words: Words = ['leads to a break, which has no page', `Write "${programmeAddress}".`];
  return new Map(
    sessions.flatMap(({ slug, frontmatter }) =>
      pauses.has(frontmatter.kind) ? [[sessionAddress(slug), words]] : [],
    ),
  );
}

function waitingSessions(event: Event, entries: Entries, programme: Programme): [string, Words][] {
  const known = new Set(programme.sessions.map(({ slug }) => slug));
  return entries.sessions.flatMap(({ slug, frontmatter }): [string, Words][] =>
    known.has(slug) ? [] : [[sessionAddress(slug), unpublishedTargets(event, [frontmatter], '')]],
  );
}

/**
 * Where links may lead in the programme at `now` (milliseconds since the epoch). A session in which
 * something is wrong hides nothing: what is wrong is told where it stands.
 */
export function programmeTargets(
  event: Event,
  planned: readonly PlannedSession[],
  written: WrittenProgramme,
  now: number,
): ProgrammeTargets {
  const entries = entriesOf(event, planned, written);
  const programme = programmeAt(event, entries, now);
  const allRight = entries.sessions.length === written.sessions.length;
  const pauses = pausesOf(event, entries);
  const hidden = new Map([
    ...waitingSessions(event, entries, programme),
    ...pauses,
    ...(allRight ? waitingPages(event, entries, programme) : []),
  ]);
  const days = onePage(programme) ? [] : programme.days;
  const pages = new Map([
    ...[...allTargets(written).pages].filter(([address]) => !pauses.has(address)),
    ...days.map(({ date }) => [sessionAddress(date), undefined] as const),
  ]);
  const known = new Set(programme.sessions.map(({ slug }) => slug));
  const shown = [
    ...written.sessions.filter(({ slug }) => known.has(slug)),
    ...written.speakers.filter(({ slug }) => programme.bySpeaker.has(slug)),
  ];
  return { pages, hidden, shown: new Set(shown.map(({ path }) => path)) };
}
