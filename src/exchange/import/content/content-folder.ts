import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { type Event, eventSchema } from '../../../event/event.ts';
import { explain } from '../../../explain/explain.ts';
import { type Collection, collections, slugIn } from '../../../programme/collections.ts';
import { importRecordPath } from '../../../programme/foreign-links.ts';
import type { SessionFrontmatter, SpeakerFrontmatter } from '../../../programme/session.ts';
import { ImportError } from '../read/imported.ts';
import { openFile, type OpenFile } from './open-file.ts';
import { type ImportRecord, readRecord } from './record.ts';

/** A session in the content. */
export interface SessionFile {
  readonly id: string;
  readonly slug: string;
  readonly file: OpenFile;
  readonly frontmatter: SessionFrontmatter;
}

/** A speaker in the content. */
export interface SpeakerFile {
  readonly slug: string;
  readonly file: OpenFile;
  readonly frontmatter: SpeakerFrontmatter;
}

/** The content that an import compares a source with. */
export interface Content {
  readonly event: Event;
  /** `event.yaml` as written. */
  readonly eventText: string;
  readonly sessions: readonly SessionFile[];
  readonly speakers: readonly SpeakerFile[];
  readonly record: ImportRecord;
}

function parsed<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const [first] = explain(schema, value);
  if (first === undefined) return schema.parse(value);
  throw new ImportError(`${path} must be corrected first: ${first.what}`);
}

/** The text of a file; undefined if there is none. */
async function textIn(folder: string, path: string): Promise<string | undefined> {
  return readFile(join(folder, path), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
}

async function entriesIn<Frontmatter>(
  folder: string,
  collection: Collection<Frontmatter>,
): Promise<{ slug: string; file: OpenFile; frontmatter: Frontmatter }[]> {
  const names = await readdir(join(folder, collection.folder)).catch(() => []);
  const entries = names.toSorted().map(async (name) => {
    const path = `${collection.folder}${name}`;
    const slug = slugIn(collection, path);
    if (slug === undefined || name.startsWith('.')) return [];
    const file = openFile(path, (await textIn(folder, path)) ?? '');
    return [{ slug, file, frontmatter: parsed(path, collection.schema, file.frontmatter) }];
  });
  return (await Promise.all(entries)).flat();
}

function eventIn(text: string): Event {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw new ImportError('event.yaml cannot be read', { cause: error });
  }
  return parsed('event.yaml', eventSchema, value);
}

/**
 * Reads the parts of a content folder that an import needs.
 * @throws ImportError if it has mistakes: an import would make them worse.
 */
export async function readContent(folder: string): Promise<Content> {
  const eventText = await textIn(folder, 'event.yaml');
  if (eventText === undefined) throw new ImportError(`there is no event.yaml in ${folder}`);
  const [sessions, speakers] = await Promise.all([
    entriesIn(folder, collections.sessions),
    entriesIn(folder, collections.speakers),
  ]);
  return {
    event: eventIn(eventText),
    eventText,
    sessions: sessions.map((entry) => ({ ...entry, id: entry.frontmatter.id })),
    speakers,
    record: readRecord(await textIn(folder, importRecordPath)),
  };
}
