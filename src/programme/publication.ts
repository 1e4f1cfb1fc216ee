import { z } from 'zod';
import { momentIn } from '../event/dates.ts';
import type { Event } from '../event/event.ts';
import { programmeDate } from '../event/phase.ts';
import { type SessionFrontmatter, sessionSchema } from './session.ts';

/** The moment from which the programme is public, in milliseconds since the epoch. */
export function programmeMoment(event: Event): number {
  return momentIn(event.zone, event.programme.publish_from ?? programmeDate(event));
}

/**
 * Whether a page is public at a moment (milliseconds since the epoch): one that names no moment of
 * its own always is.
 */
export function isPagePublic(
  event: Event,
  { publish_from }: { readonly publish_from?: string | undefined },
  now: number,
): boolean {
  return publish_from === undefined || now >= momentIn(event.zone, publish_from);
}

/**
 * Whether a session is public at a moment (milliseconds since the epoch). Its own `publish_from`
 * counts instead of the programme's; a draft never is.
 */
export function isSessionPublic(
  event: Event,
  { status, publish_from }: Pick<SessionFrontmatter, 'status' | 'publish_from'>,
  now: number,
): boolean {
  if (status === 'draft') return false;
  const from =
    publish_from === undefined ? programmeMoment(event) : momentIn(event.zone, publish_from);
  return now >= from;
}

/** A file of the content folder, such as `sessions/opening.md`, and what its frontmatter holds. */
export interface FrontmatterFile {
  readonly path: string;
  readonly frontmatter: unknown;
}

/** The files whose frontmatter says when they are published. */
export interface PublishedFiles {
  readonly pages: readonly FrontmatterFile[];
  readonly sessions: readonly FrontmatterFile[];
  readonly speakers: readonly FrontmatterFile[];
}

const moments = z.object({ publish_from: z.string().optional() });
const { status, publish_from, speakers, moderators } = sessionSchema.shape;
const states = z.object({ status, publish_from, speakers, moderators });

/** A file's name without folder and ending. */
function nameIn(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.mdx?$/, '');
}

/**
 * The files of which nothing is public at `now` (milliseconds since the epoch): pages and sessions
 * before their moment, drafts, and speakers without a public session. What cannot be read counts as
 * not public.
 */
export function unpublishedFiles(event: Event, files: PublishedFiles, now: number): string[] {
  const heard = new Set<string>();
  const hidden: string[] = [];
  for (const { path, frontmatter } of files.pages) {
    const { data } = moments.safeParse(frontmatter);
    if (data === undefined || !isPagePublic(event, data, now)) hidden.push(path);
  }
  for (const { path, frontmatter } of files.sessions) {
    const { data } = states.safeParse(frontmatter);
    if (data === undefined || !isSessionPublic(event, data, now)) hidden.push(path);
    else for (const slug of [...data.speakers, ...data.moderators]) heard.add(slug);
  }
  return [
    ...hidden,
    ...files.speakers.flatMap(({ path }) => (heard.has(nameIn(path)) ? [] : [path])),
  ];
}
