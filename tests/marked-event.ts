import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { wordsShape } from '../src/words/read-words.ts';
import type { Group } from '../src/words/shape.ts';

const greek = 'αβψδεφγηιξκλμνοπκρστθωςχυζ';
const latin = /[A-Za-z]/g;

function greekLetter(letter: string): string {
  const marked = greek.charAt((letter.toLowerCase().codePointAt(0) ?? 0) - 97);
  return letter < 'a' ? marked.toUpperCase() : marked;
}

function inGreek(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(latin, greekLetter);
}

/** Not words: placeholders in braces, link addresses, and component tags. */
const kept = /\{[^{}]*\}|\]\([^()]*\)|<[^<>]*>/g;

/** A text in Greek letters. Any Latin letter on the site was then written in code. */
export function markText(text: string): string {
  let from = 0;
  let marked = '';
  for (const { 0: whole, index } of text.matchAll(kept)) {
    marked += inGreek(text.slice(from, index)) + whole;
    from = index + whole.length;
  }
  return marked + inGreek(text.slice(from));
}

/** The keys of content whose values only the build reads. */
const technical = new Set(
  `id language zone clock country_code email opens closes publish_from first_day last_day address
  autocomplete identified_by named_by listed type question answer value access sorted_by questions
  status color day start end since cancelled_since added updated speakers moderators file session
  security_contact_expires security_contact_languages security_contact_policy`.split(/\s+/),
);

/** Whether `key` holds an identifier: a question's or purpose's name, a landmark's kind. */
function isIdentifier(key: string, group: object): boolean {
  if (key === 'name') return 'type' in group || 'questions' in group;
  return key === 'kind' && ('latitude' in group || 'questions' in group);
}

/** Content in Greek letters: its texts, but nothing that only the build reads. */
export function mark(value: unknown, stays = false): unknown {
  if (typeof value === 'string') return stays ? value : markText(value);
  if (Array.isArray(value)) return value.map((one: unknown) => mark(one, stays));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    mark(inner, technical.has(key) || isIdentifier(key, value)),
  ]);
  return Object.fromEntries(entries);
}

function markPage(text: string): string {
  const { 1: frontmatter = '', 2: body = '' } = /^---\n([^]*?)\n---\n([^]*)$/.exec(text) ?? [];
  return `---\n${stringify(mark(parse(frontmatter)))}---\n${markText(body)}`;
}

function markWords(words: Group): Group {
  const entries = Object.entries(words).map(([key, text]) => [
    key,
    typeof text === 'string' ? markText(text) : markWords(text),
  ]);
  return Object.fromEntries(entries);
}

/** The interface's words in Greek letters. */
export function markedWords(): Group {
  return { ...markWords(wordsShape()), language: 'el' };
}

/**
 * Puts every text of a content folder into Greek letters, and the interface's words into the
 * folder's `words.yaml`. Any Latin letter left was written in code.
 */
export async function markContent(content: string): Promise<void> {
  const names = await readdir(content, { recursive: true });
  for (const name of names.filter((one) => /\.(mdx?|yaml)$/.test(one) && one !== 'README.md')) {
    const path = join(content, name);
    const text = await readFile(path, 'utf8');
    const marked = name.endsWith('.yaml') ? stringify(mark(parse(text))) : markPage(text);
    await writeFile(path, marked.replace(/^language: (en|nl)$/m, 'language: el'));
  }
  await writeFile(join(content, 'words.yaml'), stringify(markedWords()));
}
