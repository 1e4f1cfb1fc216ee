import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { readWords } from '../../words/read-words.ts';
import type { Words } from '../../words/words.ts';
import { eventSchema, type Event } from '../../event/event.ts';
import { problemsSchema, type Problems } from '../../delivery/problem-words.ts';
import { definitionSchema, type Definition } from '../form/definition.ts';
import { mailWordsSchema, type MailWords } from '../mail/templates.ts';
import type { OfferedSessions } from '../form/session-choices.ts';
import { readSlots } from './read-session-choices.ts';

/** The content that the endpoint needs. */
export interface Content {
  readonly event: Event;
  readonly words: Words;
  readonly definition: Definition;
  readonly problems: Problems;
  readonly mail: MailWords;
  readonly offeredSessions: OfferedSessions;
}

async function contentOf<Schema extends z.ZodType>(
  folder: string,
  name: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  try {
    return schema.parse(parse(await readFile(join(folder, name), 'utf8')));
  } catch (cause) {
    throw new Error(`content/${name} has mistakes; \`npm run build\` names them.`, { cause });
  }
}

/** The content's own words, which override the product's; empty without the file. */
async function ownWords(folder: string): Promise<unknown> {
  const file = join(folder, 'words.yaml');
  return existsSync(file) ? parse(await readFile(file, 'utf8')) : {};
}

/**
 * Reads `event.yaml`, `registration.yaml`, `problems.yaml` and `mail.yaml` from a content folder,
 * and the sessions that the form offers.
 * @throws Error with one sentence if a file is missing or has mistakes.
 */
export async function readContent(folder: string): Promise<Content> {
  const [event, definition, problems, mail] = await Promise.all([
    contentOf(folder, 'event.yaml', eventSchema),
    contentOf(folder, 'registration.yaml', definitionSchema),
    contentOf(folder, 'problems.yaml', problemsSchema),
    contentOf(folder, 'mail.yaml', mailWordsSchema),
  ]);
  return {
    event,
    words: readWords(event.language, await ownWords(folder)),
    definition,
    problems,
    mail,
    offeredSessions: await readSlots(folder, event, definition),
  };
}
