import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Group, parseGroup, withWords } from './shape.ts';
import { isWords, type Words } from './words.ts';

const folder = import.meta.dirname;
const ENDING = '.yaml';

/**
 * The words of a language by its code, as its file has them.
 * @throws Error where there is no such file, or it cannot be read
 */
export function wordsOf(language: string): Group {
  return parseGroup(parse(readFileSync(join(folder, language + ENDING), 'utf8')));
}

/** The languages that the product speaks, by their codes. */
export function spokenLanguages(): string[] {
  const files = readdirSync(folder);
  return files.flatMap((name) => (name.endsWith(ENDING) ? [name.slice(0, -ENDING.length)] : []));
}

/** The words that say which keys there are: English has all of them. */
export function wordsShape(): Group {
  return wordsOf('en');
}

/**
 * The words of a language (BCP 47), with those of the content in their place. A language that the product
 * does not speak yet has the English ones.
 * @throws Error where a file of words cannot be read
 */
export function readWords(language: string, own: Group = {}): Words {
  const code = language.replace(/-.*$/, '');
  const english = wordsShape();
  const words = spokenLanguages().includes(code) ? withWords(english, wordsOf(code)) : english;
  const said: unknown = withWords(words, own);
  if (!isWords(said)) throw new Error(`src/words/${code}.yaml does not say its language.`);
  return said;
}

function ownWords(content: string): Group {
  const read = (name: string): Group => {
    const file = join(content, name);
    return existsSync(file) ? parseGroup(parse(readFileSync(file, 'utf8')) ?? {}) : {};
  };
  return withWords(read('words.yaml'), { problems: read('problems.yaml') });
}

/**
 * The words of an event with its content in a folder: those of its language, and in their place what its
 * `words.yaml` says otherwise, and its `problems.yaml` about the problems.
 * @throws Error where a file of words cannot be read
 */
export function wordsOfContent(content: string, language: string): Words {
  return readWords(language, ownWords(content));
}

let english: Words | undefined;

/** The English words, in which editors are told what is wrong. */
export function englishWords(): Words {
  english ??= readWords('en');
  return english;
}
