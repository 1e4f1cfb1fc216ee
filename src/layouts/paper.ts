import { spanInWords } from '../event/dates.ts';
import type { Site } from '../site/read-site.ts';

/** A text as a string of CSS, which can end neither itself nor its sheet. */
function quoted(text: string): string {
  const safe = text.replace(
    /["\\<\p{Cc}]/gu,
    (character) => `\\${character.codePointAt(0)?.toString(16)} `,
  );
  return `"${safe}"`;
}

/** The number of a sheet in words, with the counters of printed pages. */
function sheetNumber(text: string): string {
  const counters: Readonly<Record<string, string>> = {
    number: 'counter(page)',
    count: 'counter(pages)',
  };
  return text
    .split(/\{(\w+)\}/)
    .map((part, index) => (index % 2 === 0 ? quoted(part) : (counters[part] ?? '')))
    .join(' ');
}

/**
 * The style rules that put the event, its days and place, the site's address and the sheet's number
 * round every printed sheet.
 */
export function paperSheet({ event, words, deployment }: Site): string {
  const { name, language, first_day: first, last_day: last, venue } = event;
  const facts = `${spanInWords(language, first, last)}, ${venue.name}, ${venue.city}`;
  const boxes = {
    'top-left': quoted(name),
    'top-right': quoted(facts),
    'bottom-left': quoted(deployment.site),
    'bottom-right': sheetNumber(words.paper.sheet),
  };
  const rules = Object.entries(boxes).map(([box, content]) => `@${box}{content:${content}}`);
  return `@page{${rules.join('')}}`;
}
