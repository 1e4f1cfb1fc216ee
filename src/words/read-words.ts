import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Group, parseGroup, withWords } from './shape.ts';

const folder = import.meta.dirname;
const ENDING = '.yaml';

function fileOf(language: string): Group {
  return parseGroup(parse(readFileSync(join(folder, language + ENDING), 'utf8')));
}

/** The languages that the product speaks, by their codes. */
export function spokenLanguages(): string[] {
  const files = readdirSync(folder);
  return files.flatMap((name) => (name.endsWith(ENDING) ? [name.slice(0, -ENDING.length)] : []));
}

/** The words that say which keys there are: English has all of them. */
export function englishWords(): Group {
  return fileOf('en');
}

/**
 * The words of a language (BCP 47), with those of the content in their place. A language that the product
 * does not speak yet has the English ones.
 */
export function readWords(language: string, own: unknown): Group {
  const code = language.replace(/-.*$/, '');
  const english = englishWords();
  const words = spokenLanguages().includes(code)
    ? withWords(english, fileOf(code))
    : english;
  return withWords(words, parseGroup(own ?? {}));
}
