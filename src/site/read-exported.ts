import { getCollection } from 'astro:content';
import { bodyOf } from './body-of.ts';
import { type SessionTexts, sessionTexts } from '../programme/abstract.ts';
import type { Deployment } from '../delivery/deployment.ts';
import type { Event } from '../event/event.ts';
import type { Words } from '../words/words.ts';
import type { Programme } from '../programme/programme.ts';
import { publicProgramme } from './read-programme.ts';
import { readSite } from './read-site.ts';

/** The input of calendars, schedules and feeds. */
interface Exported extends SessionTexts {
  readonly event: Event;
  readonly words: Words;
  readonly deployment: Deployment;
  readonly programme: Programme;
}

async function read(): Promise<Exported> {
  const { event, words, deployment } = await readSite();
  const programme = await publicProgramme();
  const files = await getCollection('sessions');
  const bodies = new Map(files.map((file) => [file.id, bodyOf(file)]));
  const texts = sessionTexts(programme.sessions, bodies, deployment);
  return { event, words, deployment, programme, ...texts };
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
