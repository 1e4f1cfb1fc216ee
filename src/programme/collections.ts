import type { z } from 'zod';
import type { Event } from '../event/event.ts';
import { pageAddress, pageSchema, type PageFrontmatter } from '../event/page.ts';
import { sessionAddress, speakerAddress, speakersAddress } from './programme-addresses.ts';
import { isPagePublic, isSessionPublic } from './publication.ts';
import {
  type SessionFrontmatter,
  sessionSchema,
  type SpeakerFrontmatter,
  speakerSchema,
} from './session.ts';

/** What decides on the files that are public. */
export interface Present {
  readonly event: Event;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The names of the files of those who speak or moderate in a public session. */
  readonly heard: ReadonlySet<string>;
}

/** A kind of page: one Markdown file of the content is one page of the site. */
export interface Collection<Frontmatter> {
  /** Its folder below `content/`, with the slash; empty for `content/` itself. */
  readonly folder: string;
  /** How mistakes speak of one. */
  readonly thing: string;
  /** How its files' names end. */
  readonly endings: readonly string[];
  readonly schema: z.ZodType<Frontmatter>;
  /** The frontmatter's keys that no file does without. */
  readonly keys: readonly string[];
  /** Where a file stands on the site, by its name without the ending. */
  readonly address: (slug: string) => string;
  /** Addresses that the site itself needs, so that no file of the content may stand there. */
  readonly reserved?: RegExp;
  /** The page of the site that lists them all: no other page stands there or below. */
  readonly list?: string;
  readonly isPublic: (frontmatter: Frontmatter, slug: string, present: Present) => boolean;
}

const pages: Collection<PageFrontmatter> = {
  folder: '',
  thing: 'page',
  endings: ['.mdx'],
  schema: pageSchema,
  keys: ['title', 'description'],
  address: (slug) => pageAddress(slug, {}),
  reserved: /^\/(api|pagefind|problems)\//,
  isPublic: (page, _, { event, now }) => isPagePublic(event, page, now),
};

const sessions: Collection<SessionFrontmatter> = {
  folder: 'sessions/',
  thing: 'session',
  endings: ['.md', '.mdx'],
  schema: sessionSchema,
  keys: ['id', 'title', 'kind'],
  address: sessionAddress,
  reserved: /^\/programme\/(changes|mine|sessions|\d{4}-\d{2}-\d{2})\/$/,
  isPublic: (session, _, { event, now }) => isSessionPublic(event, session, now),
};

const speakers: Collection<SpeakerFrontmatter> = {
  folder: 'speakers/',
  thing: 'speaker',
  endings: ['.md'],
  schema: speakerSchema,
  keys: ['name'],
  address: speakerAddress,
  list: speakersAddress,
  isPublic: (_, slug, { heard }) => heard.has(slug),
};

/** Every kind of page. The check of the content, the configuration and the build read this table. */
export const collections = { pages, sessions, speakers } as const;

type Place = Pick<Collection<unknown>, 'folder' | 'endings'>;

/** The name of a file without folder and ending; undefined where the collection does not read it. */
export function slugIn({ folder, endings }: Place, path: string): string | undefined {
  const ending = endings.find((end) => path.endsWith(end));
  if (ending === undefined || !path.startsWith(folder)) return undefined;
  const slug = path.slice(folder.length, path.length - ending.length);
  return slug === '' || slug.includes('/') ? undefined : slug;
}

/** Whether an address is not free for a file of a collection, since the site itself stands there. */
export function isReserved(address: string, { folder }: Place): boolean {
  return Object.values(collections).some(
    ({ folder: other, reserved, list }) =>
      reserved?.test(address) === true ||
      (list !== undefined && other !== folder && address.startsWith(list)),
  );
}
