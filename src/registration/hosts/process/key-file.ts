import { quoted } from '../../record/quoted.ts';
import { readFile } from 'node:fs/promises';

/**
 * The identities in an age key file: one for each line, between comments that begin with `#`, as
 * `age-keygen` writes them.
 * @throws Error with one sentence if the file cannot be read or holds none.
 */
export async function identitiesIn(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`There is no key file at ${quoted(path)}, or it cannot be read.`, { cause });
  });
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const identities = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (identities.length === 0) {
    throw new Error(`The key file ${quoted(path)} contains no age identity (AGE-SECRET-KEY-1…).`);
  }
  return identities;
}
