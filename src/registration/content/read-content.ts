import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { wordsOfContent } from '../../words/read-words.ts';
import type { Words } from '../../words/words.ts';
import { eventSchema, type Event } from '../../event/event.ts';
import { definitionSchema, type Definition } from '../form/definition.ts';
import { mailTemplates, ownMailsSchema, type MailTemplates } from '../mail/templates.ts';
import type { OfferedSessions } from '../form/session-choices.ts';
import { readSlots } from './read-session-choices.ts';

/** The files of content that the endpoint stands on. */
export interface Content {
  readonly event: Event;
  readonly words: Words;
  readonly definition: Definition;
  readonly mail: MailTemplates;
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

/**
 * Reads the facts, the form, the words and the mails of a folder of content, and the sessions that the form
 * offers.
 * @throws Error with one sentence where a file is missing or has mistakes.
 */
export async function readContent(folder: string): Promise<Content> {
  const hasMails = existsSync(join(folder, 'mail.yaml'));
  const [event, definition, ownMails] = await Promise.all([
    contentOf(folder, 'event.yaml', eventSchema),
    contentOf(folder, 'registration.yaml', definitionSchema),
    hasMails ? contentOf(folder, 'mail.yaml', ownMailsSchema) : undefined,
  ]);
  const words = wordsOfContent(folder, event.language);
  return {
    event,
    words,
    definition,
    mail: mailTemplates(words, ownMails),
    offeredSessions: await readSlots(folder, event, definition),
  };
}
