import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { type Event, eventSchema } from '../../../event/event.ts';
import { explain } from '../../../explain/explain.ts';
import {
  type SessionFrontmatter,
  sessionSchema,
  type SpeakerFrontmatter,
  speakerSchema,
} from '../../../programme/session.ts';
import { ImportError } from '../read/imported.ts';
import { openFile, type OpenFile } from './open-file.ts';
import { type ImportRecord, readRecord, recordPath } from './record.ts';

/** A session that the content has. */
export interface SessionFile {
  readonly id: string;
  readonly slug: string;
  readonly file: OpenFile;
  readonly frontmatter: SessionFrontmatter;
}

/** A speaker whom the content has. */
export interface SpeakerFile {
  readonly slug: string;
  readonly file: OpenFile;
  readonly frontmatter: SpeakerFrontmatter;
}

/** What an import compares a source with. */
export interface Content {
  readonly event: Event;
  /** `event.yaml` as it is written. */
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

/** The text of a file; undefined where there is none. */
async function textIn(folder: string, path: string): Promise<string | undefined> {
  return readFile(join(folder, path), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
}

async function filesIn<Schema extends z.ZodType>(
  folder: string,
  below: string,
  pattern: RegExp,
  schema: Schema,
): Promise<{ slug: string; file: OpenFile; frontmatter: z.output<Schema> }[]> {
  const names = await readdir(join(folder, below)).catch(() => []);
  const found = names.filter((name) => !name.startsWith('.') && pattern.test(name)).toSorted();
  return Promise.all(
    found.map(async (name) => {
      const path = `${below}/${name}`;
      const file = openFile(path, (await textIn(folder, path)) ?? '');
      const frontmatter = parsed(path, schema, file.frontmatter);
      return { slug: name.replace(pattern, ''), file, frontmatter };
    }),
  );
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
 * Reads what of a content folder an import looks at.
 * @throws ImportError where something in it is wrong: an import would make it worse.
 */
export async function readContent(folder: string): Promise<Content> {
  const eventText = await textIn(folder, 'event.yaml');
  if (eventText === undefined) throw new ImportError(`there is no event.yaml in ${folder}`);
  const [sessions, speakers] = await Promise.all([
    filesIn(folder, 'sessions', /\.mdx?$/, sessionSchema),
    filesIn(folder, 'speakers', /\.md$/, speakerSchema),
  ]);
  return {
    event: eventIn(eventText),
    eventText,
    sessions: sessions.map((entry) => ({ ...entry, id: entry.frontmatter.id })),
    speakers,
    record: readRecord(await textIn(folder, recordPath)),
  };
}
