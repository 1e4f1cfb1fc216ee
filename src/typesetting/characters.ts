import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { weekdaysInWords, spanInWords } from '../event/dates.ts';
import { wordsOfContent } from '../words/read-words.ts';

/** Every text takes letters, digits and these marks. Guests type them, too. */
const always =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 \u00a0' +
  '.,:;!?\'"()-+/&@#–—‘’“”…·';
/** Signs that Markdown and YAML are written with, and that hardly ever reach a page. */
const syntax = /[\\{}<>|[\]$^~`*=_%]/g;

/** The characters of the first file of each face. Further files hold the rest. */
export interface Characters {
  readonly text: string;
  /** Those of the titles of pages, and of the days and the place, in the largest size. */
  readonly display: string;
}

const facts = z.object({
  name: z.string(),
  language: z.string(),
  first_day: z.string(),
  last_day: z.string(),
  venue: z.object({ name: z.string(), city: z.string(), country: z.string() }),
});

const setOf = (texts: readonly string[]): string =>
  [...new Set(texts.join('').normalize('NFC'))]
    .filter((character) => character >= ' ')
    .toSorted()
    .join('');

/** The event's own texts: whatever is published later has no part in what is built now. */
function textsIn(content: string): string[] {
  return readdirSync(content)
    .filter((name) => /\.(mdx|yaml)$/.test(name))
    .toSorted()
    .map((name) => readFileSync(join(content, name), 'utf8'))
    .filter((text) => !/^publish_from:/m.test(text));
}

/**
 * What the pages of a content folder are set with. Sessions and speakers are not read, since they
 * may not be public.
 * @throws Error if `event.yaml` cannot be read
 */
export function charactersOf(content: string): Characters {
  const texts = textsIn(content);
  const event = facts.parse(parse(readFileSync(join(content, 'event.yaml'), 'utf8')));
  const { language, first_day: first, last_day: last, venue } = event;
  const words = JSON.stringify(wordsOfContent(content, language));
  const titles = texts.flatMap((text) => /^title: (.*)$/m.exec(text)?.[1] ?? []);
  const days = [spanInWords(language, first, last), weekdaysInWords(language, first, last)];
  return {
    text: setOf([always, ...[...texts, words].map((text) => text.replaceAll(syntax, ''))]),
    display: setOf([
      ' \u00a0,.–0123456789',
      event.name,
      ...titles,
      ...days,
      ...Object.values(venue),
    ]),
  };
}
