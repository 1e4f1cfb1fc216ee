import { englishWords } from '../../words/read-words.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Body, sessionTexts } from '../../programme/abstract.ts';
import { type Event, eventSchema } from '../../event/event.ts';
import { eventNow } from '../../event/phase.ts';
import { programmeAt, type SessionEntry, type SpeakerEntry } from '../../programme/programme.ts';
import {
  datesAsWritten,
  type SessionFrontmatter,
  sessionSchema,
  speakerSchema,
} from '../../programme/session.ts';
import type { Source } from '../source.ts';

const folder = join(import.meta.dirname, '../../../tests/made-up-event/content');

interface File {
  readonly slug: string;
  readonly frontmatter: unknown;
  readonly body: string;
}

function filesIn(name: string): File[] {
  return readdirSync(join(folder, name)).map((file) => {
    const text = readFileSync(join(folder, name, file), 'utf8');
    const [, frontmatter = '', body = ''] = /^---\n([^]*?)\n---\n([^]*)$/.exec(text) ?? [];
    const slug = file.replace(/\.md$/, '');
    return { slug, frontmatter: datesAsWritten(parse(frontmatter)), body };
  });
}

/** The made-up event of the tests. */
export const madeUpEvent: Event = eventSchema.parse(
  parse(readFileSync(join(folder, 'event.yaml'), 'utf8')),
);

/** The speakers of the made-up event. */
export const madeUpSpeakers: readonly SpeakerEntry[] = filesIn('speakers').map(
  ({ slug, frontmatter }) => ({ slug, frontmatter: speakerSchema.parse(frontmatter) }),
);

const files = filesIn('sessions');

/** The sessions of the made-up event. */
export const madeUpSessions: readonly SessionEntry[] = files.map(({ slug, frontmatter }) => ({
  slug,
  frontmatter: sessionSchema.parse(frontmatter),
}));

/** A session for a test, with the required keys. */
export function made(slug: string, frontmatter: Partial<SessionFrontmatter> = {}): SessionEntry {
  const parsed = sessionSchema.parse({
    id: `${slug}-id`,
    title: slug,
    kind: 'Talk',
    ...frontmatter,
  });
  return { slug, frontmatter: parsed };
}

/**
 * The input for exports: these sessions, as they are public at the made-up event's own time, with
 * the texts of their files, or `more`.
 */
export function sourceOf(
  sessions: readonly SessionEntry[],
  event: Event = madeUpEvent,
  more: ReadonlyMap<string, Body> = new Map(),
): Source {
  const bodies = new Map(files.map(({ slug, body }) => [slug, { text: body, path: `${slug}.md` }]));
  const deployment = { site: 'https://quays.example/2017/' };
  const entries = sessions.map(({ slug, frontmatter }) => ({ slug, ...frontmatter }));
  return {
    event,
    words: englishWords(),
    deployment,
    programme: programmeAt(event, { sessions, speakers: madeUpSpeakers }, eventNow(event)),
    ...sessionTexts(entries, new Map([...bodies, ...more]), deployment),
  };
}

/** The whole made-up event. */
export const madeUpSource: Source = sourceOf(madeUpSessions);

/** A programme with this many sessions, for measuring. */
export function crowd(length: number): Source {
  const rooms = madeUpEvent.programme.rooms.map(({ name }) => name);
  const speakers = madeUpSpeakers.map(({ slug }) => slug);
  const sessions = Array.from({ length }, (_, index) => {
    const minutes = (index * 5) % (22 * 60);
    const time = [Math.floor(minutes / 60), minutes % 60];
    return made(`session-${index}`, {
      title: `Session ${index} – über Wasser`,
      description: 'One or two sentences about what is told here, and to whom. '.repeat(4).trim(),
      day: index % 2 === 0 ? '2017-10-28' : '2017-10-29',
      start: time
        .map((part) => String(part).padStart(2, '0'))
        .join(':')
        .replace(/^02/, '04'),
      duration: 45,
      room: rooms[index % rooms.length] ?? '',
      speakers: [speakers[index % speakers.length] ?? ''],
    });
  });
  return sourceOf(sessions);
}
