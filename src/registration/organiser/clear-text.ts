import { readFile } from 'node:fs/promises';
import type { Definition } from '../form/definition.ts';
import { openStored } from '../export/open-registrations.ts';
import { openWith } from '../seal/seal.ts';
import type { Store } from '../store/store.ts';

/** What opens the registrations whose guests are searched for. */
export interface GuestSearch {
  readonly definition: Pick<Definition, 'identified_by' | 'named_by'>;
  readonly identities: readonly string[];
}

/** Shorter names occur in sealed bytes by chance. */
const shortest = 6;

/** The bytes of the files that exist. */
async function bytesOf(files: readonly string[]): Promise<Buffer> {
  return Buffer.concat(
    await Promise.all(files.map((file) => readFile(file).catch(() => Buffer.alloc(0)))),
  );
}

/**
 * Searches the files of a database for the name and e-mail address of every guest. None may be
 * readable there. Returns how many guests were searched for, and the references of those found.
 */
export async function clearTextIn(
  store: Store,
  files: readonly string[],
  { definition, identities }: GuestSearch,
): Promise<{ readonly guests: number; readonly found: readonly string[] }> {
  const { opened } = await openStored(store, openWith(identities));
  const bytes = await bytesOf(files);
  const asked = [definition.identified_by, definition.named_by ?? ''];
  const found = opened.filter(({ record: { answers } }) =>
    asked.some((question) => {
      const answer = answers[question];
      return typeof answer === 'string' && answer.length >= shortest && bytes.includes(answer);
    }),
  );
  return { guests: opened.length, found: found.map(({ record }) => record.reference) };
}
