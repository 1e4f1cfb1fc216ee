declare const holes: unique symbol;

/** A text of the interface. `Hole` are the placeholders that must be filled in. */
export type Text<Hole extends string = never> = string & { readonly [holes]?: Hole };

/** A text for each plural form of a language (CLDR). Every language has `other`. */
export type Plural<Hole extends string = never> = Readonly<
  Partial<Record<Intl.LDMLPluralRule, Text<Hole>>>
> & { readonly other: Text<Hole> };

/** The value of each placeholder. */
export type Values<Hole extends string> = Readonly<Record<Hole, string>>;

/** A placeholder in a text. */
const HOLE = /\{([^{}]+)\}/g;

/** The text with each `{name}` replaced by its value. A name without a value stays. */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(HOLE, (whole, name: string) => values[name] ?? whole);
}

/** A text of the interface, filled in. */
export function say<Hole extends string>(text: Text<Hole>, values: Values<Hole>): string {
  return fillIn(text, values);
}

/**
 * A text with a count: the plural form of a language (BCP 47) for `count`. `{count}` is written in
 * the language's numerals.
 */
export function sayCount<Hole extends string>(
  language: string,
  plural: Plural<Hole | 'count'>,
  count: number,
  values: Values<Exclude<Hole, 'count'>>,
): string {
  const text = plural[new Intl.PluralRules(language).select(count)] ?? plural.other;
  return fillIn(text, { ...values, count: numberInWords(language, count) });
}

/**
 * The locale for a language's dates and lists. English uses Australia's, whose dates look as the
 * British write them; Unicode's locale for Britain puts a comma after the weekday.
 */
export function localeOf(language: string): string {
  return language === 'en' ? 'en-AU' : language;
}

/** A number in a language's notation (BCP 47). */
export function numberInWords(language: string, number: number): string {
  return new Intl.NumberFormat(language).format(number);
}

/** A list in a language (BCP 47): `one, two and three`. */
export function listInWords(language: string, parts: readonly string[]): string {
  return new Intl.ListFormat(localeOf(language)).format(parts);
}

/** A piece of a text: its words, and the name of the link that it is part of. */
export interface Piece {
  readonly text: string;
  readonly link?: string;
}

const LINK = /\[([^\][]*)\]\(([^()]*)\)/g;

/** The pieces, in order, of a text with Markdown links, `[label](name)`. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: whole, 1: label = '', 2: link = '', index } of text.matchAll(LINK)) {
    pieces.push({ text: text.slice(from, index) }, { text: label, link });
    from = index + whole.length;
  }
  return [...pieces, { text: text.slice(from) }].filter((piece) => piece.text !== '');
}
