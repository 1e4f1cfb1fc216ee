import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Group, parseGroup, withWords } from './shape.ts';
import { isWords, type Words } from './words.ts';

const folder = import.meta.dirname;
const ENDING = '.yaml';

/**
 * The words of a language by its code, as in its file.
 * @throws Error if the file does not exist or cannot be read
 */
export function wordsOf(language: string): Group {
  return parseGroup(parse(readFileSync(join(folder, language + ENDING), 'utf8')));
}

/** The codes of the languages that the product has words for. */
export function spokenLanguages(): string[] {
  const files = readdirSync(folder);
  return files.flatMap((name) => (name.endsWith(ENDING) ? [name.slice(0, -ENDING.length)] : []));
}

/** The words that define the keys. English has all of them. */
export function wordsShape(): Group {
  return wordsOf('en');
}

/**
 * The words of a language (BCP 47), overridden by the content's. A language without a file gets the
 * English ones.
 * @throws Error if a file of words cannot be read
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
 * The words of an event with its content in a folder: those of its language, overridden by its
 * `words.yaml`, and by its `problems.yaml` for the problems.
 * @throws Error if a file of words cannot be read
 */
export function wordsOfContent(content: string, language: string): Words {
  return readWords(language, ownWords(content));
}

/**
 * The words of the event of a content folder, in the language that its `event.yaml` names.
 * @throws Error if a file cannot be read
 */
export function wordsOfEvent(content: string): Words {
  const event: unknown = parse(readFileSync(join(content, 'event.yaml'), 'utf8'));
  const { language } = z.object({ language: z.string() }).parse(event);
  return wordsOfContent(content, language);
}

let english: Words | undefined;

/** The English words, in which mistakes are explained to editors. */
export function englishWords(): Words {
  english ??= readWords('en');
  return english;
}
