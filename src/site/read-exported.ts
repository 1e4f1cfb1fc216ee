import { getCollection } from 'astro:content';
import { descriptionOf } from '../programme/abstract.ts';
import type { Deployment } from '../delivery/deployment.ts';
import type { Event } from '../event/event.ts';
import type { Words } from '../words/words.ts';
import type { Programme } from '../programme/programme.ts';
import { publicProgramme } from './read-programme.ts';
import { readSite } from './read-site.ts';

/** The input of calendars, schedules and feeds. */
interface Exported {
  readonly event: Event;
  readonly words: Words;
  readonly deployment: Deployment;
  readonly programme: Programme;
  /** What each public session is about in a sentence or two of plain text, by slug. */
  readonly descriptions: ReadonlyMap<string, string>;
  /** The abstracts in Markdown, by slug, if they are longer than that. */
  readonly abstracts: ReadonlyMap<string, string>;
}

async function read(): Promise<Exported> {
  const { event, words, deployment } = await readSite();
  const programme = await publicProgramme();
  const files = await getCollection('sessions');
  const bodies = new Map(files.map(({ id, body }) => [id, body]));
  const descriptions = new Map(
    programme.sessions.map((session) => [
      session.slug,
      descriptionOf(session, bodies.get(session.slug) ?? ''),
    ]),
  );
  // MDX components mean nothing outside the site.
  const markdown = files.filter(({ filePath }) => filePath?.endsWith('.md') === true);
  const abstracts = new Map(
    markdown.flatMap(({ id, body = '' }) => {
      const known = descriptions.get(id);
      return known === undefined || body.trim() === known ? [] : [[id, body.trim()] as const];
    }),
  );
  return { event, words, deployment, programme, descriptions, abstracts };
}

let built: Promise<Exported> | undefined;

/** The exported data. Like the programme, a build reads it once. */
export function readExported(): Promise<Exported> {
  if (import.meta.env.DEV) return read();
  built ??= read();
  return built;
}

/** The single path of a route that exists once a session is public. */
export async function onceThereAreSessions<Name extends string>(
  name: Name,
): Promise<{ params: { name: Name } }[]> {
  const { sessions } = await publicProgramme();
  return sessions.length === 0 ? [] : [{ params: { name } }];
}
