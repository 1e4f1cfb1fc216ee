import { getCollection } from 'astro:content';
import { type Neighbours, neighboursIn } from '../programme/neighbours.ts';
import { type Programme, programmeAt, type Session } from '../programme/programme.ts';
import { readSite } from './read-site.ts';

async function read(): Promise<Programme> {
  const { event, now } = await readSite();
  const sessions = await getCollection('sessions');
  const heard = sessions.some(({ data }) => data.speakers.length + data.moderators.length > 0);
  // Nobody else is public. Astro warns of a collection that is empty.
  const speakers = heard ? await getCollection('speakers') : [];
  const entries = {
    sessions: sessions.map(({ id, data }) => ({ slug: id, frontmatter: data })),
    speakers: speakers.map(({ id, data }) => ({ slug: id, frontmatter: data })),
  };
  return programmeAt(event, entries, now);
}

let built: Promise<Programme> | undefined;

/**
 * The public programme at the event's current moment. A build reads it once. The development server
 * reads it each time, since the content may change.
 */
export function publicProgramme(): Promise<Programme> {
  if (import.meta.env.DEV) return read();
  built ??= read();
  return built;
}

let around: ReadonlyMap<string, Neighbours> | undefined;

/** The sessions around a session in the timetable; undefined if its time is unknown. */
export async function neighboursOf({ id }: Session): Promise<Neighbours | undefined> {
  const programme = await publicProgramme();
  if (import.meta.env.DEV) return neighboursIn(programme).get(id);
  around ??= neighboursIn(programme);
  return around.get(id);
}
