import { getCollection } from 'astro:content';
import { type Neighbours, neighboursIn } from '../programme/neighbours.ts';
import { type Programme, programmeAt, type Session } from '../programme/programme.ts';
import { readSite } from './read-site.ts';

async function read(): Promise<Programme> {
  const { event, now } = await readSite();
  const [sessions, speakers] = await Promise.all([
    getCollection('sessions'),
    getCollection('speakers'),
  ]);
  const entries = {
    sessions: sessions.map(({ id, data }) => ({ slug: id, frontmatter: data })),
    speakers: speakers.map(({ id, data }) => ({ slug: id, frontmatter: data })),
  };
  return programmeAt(event, entries, now);
}

let built: Promise<Programme> | undefined;

/**
 * The programme as it is public at the event's present moment. A build reads it once; the
 * development server each time, since content changes under it.
 */
export function publicProgramme(): Promise<Programme> {
  if (import.meta.env.DEV) return read();
  built ??= read();
  return built;
}

let around: ReadonlyMap<string, Neighbours> | undefined;

/** What stands around a session in the timetable; undefined while its time is unknown. */
export async function neighboursOf({ id }: Session): Promise<Neighbours | undefined> {
  const programme = await publicProgramme();
  if (import.meta.env.DEV) return neighboursIn(programme).get(id);
  around ??= neighboursIn(programme);
  return around.get(id);
}
