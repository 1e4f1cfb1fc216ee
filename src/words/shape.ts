import { z } from 'zod';
import { phrase, placeholdersIn } from './phrase.ts';
import { piecesOf } from './text.ts';

/** A group of words: texts, plural forms and further groups, by their keys. */
export interface Group {
  readonly [key: string]: string | Group;
}

const forms: ReadonlySet<string> = new Set(['zero', 'one', 'two', 'few', 'many', 'other']);

/** Whether a group holds the plural forms of one text. */
function isPlural(group: Group): boolean {
  return 'other' in group && Object.keys(group).every((key) => forms.has(key));
}

function holesOf(text: string | Group): string[] {
  const texts = typeof text === 'string' ? [text] : Object.values(text);
  const names = texts.flatMap((one) => (typeof one === 'string' ? placeholdersIn(one) : []));
  return [...new Set(names)].toSorted();
}

function linksOf(text: string | Group): string[] {
  const texts = typeof text === 'string' ? [text] : Object.values(text);
  return texts.flatMap((one) =>
    typeof one === 'string' ? piecesOf(one).flatMap(({ link }) => link ?? []) : [],
  );
}

/** A text that holds no other names between braces, and no links of other names, than `shape` does. */
function textLike(shape: string | Group) {
  const known = linksOf(shape);
  return phrase(holesOf(shape)).superRefine((text, context) => {
    for (const written of linksOf(text)) {
      if (known.includes(written)) continue;
      context.addIssue({ code: 'custom', message: 'link-name', params: { written, known } });
    }
  });
}

const group: z.ZodType<Group> = z.record(z.string(), z.union([z.string(), z.lazy(() => group)]));

/**
 * Reads a file of words.
 * @throws Error where it holds something other than texts and groups of them.
 */
export function parseGroup(value: unknown): Group {
  return group.parse(value);
}

function schemaAt(shape: string | Group, whole: boolean): z.ZodType {
  const text = textLike(shape);
  if (typeof shape === 'string') return text;
  if (isPlural(shape)) {
    const optional = text.optional();
    const rest = { zero: optional, one: optional, two: optional, few: optional, many: optional };
    return z.strictObject({ ...rest, other: text });
  }
  const entries = Object.entries(shape).map(([key, value]) => {
    const schema = schemaAt(value, whole);
    return [key, whole ? schema : schema.optional()];
  });
  return z.strictObject(Object.fromEntries(entries));
}

/**
 * The schema of words in the shape of other words: the same keys, and no name between braces or of a link
 * that these do not have. With `some`, any key may be left out.
 */
export function wordsSchema(shape: Group, keys: 'all' | 'some'): z.ZodType {
  return schemaAt(shape, keys === 'all');
}

/** Words with some of them replaced; the plural forms of a text are replaced together. */
export function withWords(words: Group, own: Group): Group {
  const entries = Object.entries(own).map(([key, value]) => {
    const before = words[key];
    const joint =
      typeof value === 'object' && typeof before === 'object' && !isPlural(before)
        ? withWords(before, value)
        : value;
    return [key, joint];
  });
  return { ...words, ...Object.fromEntries(entries) };
}

function typeOf(shape: string | Group, indent: string): string {
  const holes = holesOf(shape).map((name) => `'${name}'`);
  const parameter = holes.length === 0 ? '' : `<${holes.join(' | ')}>`;
  if (typeof shape === 'string') return `Text${parameter}`;
  if (isPlural(shape)) return `Plural${parameter}`;
  const inner = `${indent}  `;
  const lines = Object.entries(shape).map(
    ([key, value]) => `${inner}readonly '${key}': ${typeOf(value, inner)};`,
  );
  return `{\n${lines.join('\n')}\n${indent}}`;
}

/**
 * The type of words as TypeScript declares it: the module `virtual:words` with the type `Words`. `texts` is
 * the path of the module with the types of a text.
 */
export function declarationOf(shape: Group, texts: string): string {
  return `declare module 'virtual:words' {
  type Text<Hole extends string = never> = import('${texts}').Text<Hole>;
  type Plural<Hole extends string = never> = import('${texts}').Plural<Hole>;
  export interface Words ${typeOf(shape, '  ')}
}
`;
}
