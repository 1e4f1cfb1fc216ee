import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Event } from '../../event/event.ts';
import { isFault, sessionTimes } from '../../programme/session-times.ts';
import { collections } from '../../programme/collections.ts';
import type { Definition } from '../form/definition.ts';
import { sessionsOffered, type OfferedSessions } from '../form/session-choices.ts';

const { sessions } = collections;

async function frontmatterOf(folder: string, name: string): Promise<unknown> {
  const path = join(folder, sessions.folder, name);
  const text = await readFile(`${path}.md`, 'utf8').catch(() => readFile(`${path}.mdx`, 'utf8'));
  return parse(/^---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? '');
}

async function slotOf(
  folder: string,
  name: string,
  event: Event,
): Promise<OfferedSessions[string]> {
  try {
    const session = sessions.schema.parse(await frontmatterOf(folder, name));
    const times = sessionTimes(event, session);
    const { start, end } = isFault(times) ? {} : times;
    return { places: session.places, start, end };
  } catch (cause) {
    throw new Error(
      `content/${sessions.folder}${name}.md is missing or has mistakes; \`npm run build\` names them.`,
      { cause },
    );
  }
}

/**
 * Reads the sessions that a form offers from a content folder.
 * @throws Error with one sentence if a session is missing or has mistakes.
 */
export async function readSlots(
  folder: string,
  event: Event,
  definition: Definition,
): Promise<OfferedSessions> {
  const names = [...new Set(sessionsOffered(definition))];
  const offeredSessions = names.map(
    async (name) => [name, await slotOf(folder, name, event)] as const,
  );
  return Object.fromEntries(await Promise.all(offeredSessions));
}
