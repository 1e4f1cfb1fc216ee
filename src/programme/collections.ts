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

/** What decides which files are public. */
export interface Present {
  readonly event: Event;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The file names of those who speak or moderate in a public session. */
  readonly heard: ReadonlySet<string>;
}

/** A kind of page. Each of its Markdown files in the content is one page of the site. */
export interface Collection<Frontmatter> {
  /** Its folder below `content/`, with a slash; empty for `content/` itself. */
  readonly folder: string;
  /** What mistakes call one of them. */
  readonly thing: string;
  /** The extensions of its files. */
  readonly endings: readonly string[];
  readonly schema: z.ZodType<Frontmatter>;
  /** The required keys of the frontmatter. */
  readonly keys: readonly string[];
  /** The address of a file on the site, by its name without the extension. */
  readonly address: (slug: string) => string;
  /** Addresses that the site itself needs. No file of the content may have one. */
  readonly reserved?: RegExp;
  /** The page of the site that lists them. No other page may be there or below. */
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

/** Every kind of page. The content check, the configuration and the build read this table. */
export const collections = { pages, sessions, speakers } as const;

type Place = Pick<Collection<unknown>, 'folder' | 'endings'>;

/**
 * The name of a file without folder and extension; undefined if the collection does not read it.
 */
export function slugIn({ folder, endings }: Place, path: string): string | undefined {
  const ending = endings.find((end) => path.endsWith(end));
  if (ending === undefined || !path.startsWith(folder)) return undefined;
  const slug = path.slice(folder.length, path.length - ending.length);
  return slug === '' || slug.includes('/') ? undefined : slug;
}

/** Whether the site itself uses an address, so that no file of the collection can have it. */
export function isReserved(address: string, { folder }: Place): boolean {
  return Object.values(collections).some(
    ({ folder: other, reserved, list }) =>
      reserved?.test(address) === true ||
      (list !== undefined && other !== folder && address.startsWith(list)),
  );
}
