import { changesOf } from '../../programme/changes.ts';
import { collections } from '../../programme/collections.ts';
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
import type { EntrySource } from '../source/entry-source.ts';
import { entriesBelow, type Written } from '../source/written.ts';

/** The pages of the collections and the programme, as link targets. */
export interface ProgrammeTargets {
  /** The pages that exist or will, each with its headings if they are known. */
  readonly pages: ReadonlyMap<string, readonly string[] | undefined>;
  /** The pages that are not public yet, with the words for a link to one. */
  readonly hidden: ReadonlyMap<string, Words>;
}

type Entries = Parameters<typeof programmeAt>[1];

/** The sessions and speakers without mistakes. */
function entriesOf(event: Event, planned: readonly PlannedSession[], written: Written): Entries {
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

/** The pages that depend on a speaker's or the programme's first public session. */
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

function headingsOf({ body }: EntrySource<unknown>): readonly string[] | undefined {
  return body.broken === undefined ? body.headings : undefined;
}

/** The list pages of collections that are not empty. */
function listsOf(entries: readonly EntrySource<unknown>[]): string[] {
  return Object.values(collections).flatMap(({ folder, list }) =>
    list !== undefined && entries.some(({ path }) => path.startsWith(folder)) ? [list] : [],
  );
}

/** Every possible page. All of them are targets while `event.yaml` is wrong. */
export function allTargets(written: Written): ProgrammeTargets {
  const entries = entriesBelow(written);
  const ofProgramme = [speakersAddress, changesAddress, mineAddress];
  const own = [...listsOf(entries), ...(written.sessions.length === 0 ? [] : ofProgramme)];
  const pages = new Map<string, readonly string[] | undefined>([
    ...own.map((address) => [address, undefined] as const),
    ...entries.map((entry) => [entry.address, headingsOf(entry)] as const),
  ]);
  return { pages, hidden: new Map() };
}

/** The addresses that breaks would have. They have no page. */
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
 * Where links may lead in the programme at `now` (milliseconds since the epoch). A session with a
 * mistake hides nothing: the mistake is reported in its file.
 */
export function programmeTargets(
  event: Event,
  planned: readonly PlannedSession[],
  written: Written,
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
  return { pages, hidden };
}
