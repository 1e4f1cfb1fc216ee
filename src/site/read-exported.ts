import { getCollection } from 'astro:content';
import { descriptionOf } from '../programme/abstract.ts';
import type { Deployment } from '../delivery/deployment.ts';
import type { Event } from '../event/event.ts';
import type { Words } from '../words/words.ts';
import type { Programme } from '../programme/programme.ts';
import { publicProgramme } from './read-programme.ts';
import { readSite } from './read-site.ts';

/** What calendars, schedules and feeds are made of. */
interface Exported {
  readonly event: Event;
  readonly words: Words;
  readonly deployment: Deployment;
  readonly programme: Programme;
  /** What the public sessions are about in one or two sentences of plain text, by their slugs. */
  readonly descriptions: ReadonlyMap<string, string>;
  /** Their abstracts in Markdown, where those say more. */
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
  // What MDX holds beyond Markdown means nothing elsewhere.
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

/** What is exported; like the programme, a build reads it once. */
export function readExported(): Promise<Exported> {
  if (import.meta.env.DEV) return read();
  built ??= read();
  return built;
}

/** The one path of an endpoint that is there once a session is public, and not before. */
export async function onceThereAreSessions<Name extends string>(
  name: Name,
): Promise<{ params: { name: Name } }[]> {
  const { sessions } = await publicProgramme();
  return sessions.length === 0 ? [] : [{ params: { name } }];
}
