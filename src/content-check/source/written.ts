import type { z } from 'zod';
import type { Event } from '../../event/event.ts';
import { collections, type Present } from '../../programme/collections.ts';
import { isSessionPublic } from '../../programme/publication.ts';
import { type EntrySource, readEntries, type SessionSource } from './entry-source.ts';
import { type PageSource, withOwnAddress } from './page-source.ts';
import { withReadyId } from './session-ids.ts';

type Frontmatter<Name extends keyof typeof collections> = z.output<
  (typeof collections)[Name]['schema']
>;

/** The files of every collection as written. Forgetting a collection is a compile error. */
export type Written = {
  readonly [Name in keyof typeof collections]: readonly (Name extends 'pages'
    ? PageSource
    : EntrySource<Frontmatter<Name>>)[];
};

function withIdReady(session: SessionSource): SessionSource {
  return { ...session, findings: withReadyId(session.findings, session.slug) };
}

/** Reads the files of every collection from all texts by path. */
export function readWritten(texts: ReadonlyMap<string, string>): Written {
  const { pages, sessions, speakers } = collections;
  return {
    pages: readEntries(pages, texts).map(withOwnAddress),
    sessions: readEntries(sessions, texts).map(withIdReady),
    speakers: readEntries(speakers, texts),
  };
}

/** The files of all collections except pages, in the table's order. */
export function entriesBelow(written: Written): EntrySource<unknown>[] {
  return Object.entries(written).flatMap(([name, entries]): readonly EntrySource<unknown>[] =>
    name === 'pages' ? [] : entries,
  );
}

/** What decides which files are public at `now` (milliseconds since the epoch). */
export function presentOf(event: Event, { sessions }: Written, now: number): Present {
  const heard = sessions.flatMap(({ frontmatter }) =>
    frontmatter !== undefined && isSessionPublic(event, frontmatter, now)
      ? [...frontmatter.speakers, ...frontmatter.moderators]
      : [],
  );
  return { event, now, heard: new Set(heard) };
}
