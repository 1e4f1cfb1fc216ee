declare const holes: unique symbol;

/** A text of the interface; `Hole` are the names between braces that have to be filled in. */
export type Text<Hole extends string = never> = string & { readonly [holes]?: Hole };

/** A text for each plural form of a language (CLDR); every language has `other`. */
export type Plural<Hole extends string = never> = Readonly<
  Partial<Record<Intl.LDMLPluralRule, Text<Hole>>>
> & { readonly other: Text<Hole> };

/** What stands in the place of each name between braces. */
export type Values<Hole extends string> = Readonly<Record<Hole, string>>;

/** The names of the values, on the way through a text. */
const HOLE = /\{([^{}]+)\}/g;

/** The text with each `{name}` replaced by its value; a name without one stays as it stands. */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(HOLE, (whole, name: string) => values[name] ?? whole);
}

/** A text of the interface with its values. */
export function say<Hole extends string>(text: Text<Hole>, values: Values<Hole>): string {
  return fillIn(text, values);
}

/**
 * A text that counts: the plural form that a language (BCP 47) has for `count`, which stands at `{count}` as
 * the language writes numbers.
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
 * The locale whose dates and lists a language has. English ones are those of Australia, which are written as the
 * British write them by hand; Unicode's own for Britain put a comma behind the weekday.
 */
export function localeOf(language: string): string {
  return language === 'en' ? 'en-AU' : language;
}

/** A number as a language (BCP 47) writes it. */
export function numberInWords(language: string, number: number): string {
  return new Intl.NumberFormat(language).format(number);
}

/** A list as a language (BCP 47) writes it: `one, two and three`. */
export function listInWords(language: string, parts: readonly string[]): string {
  return new Intl.ListFormat(localeOf(language)).format(parts);
}

/** A piece of a text: what is said, and the name of the link that it is part of. */
export interface Piece {
  readonly text: string;
  readonly link?: string;
}

const LINK = /\[([^\][]*)\]\(([^()]*)\)/g;

/** The pieces of a text that holds links as Markdown writes them, `[label](name)`, in order. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: whole, 1: label = '', 2: link = '', index } of text.matchAll(LINK)) {
    pieces.push({ text: text.slice(from, index) }, { text: label, link });
    from = index + whole.length;
  }
  return [...pieces, { text: text.slice(from) }].filter((piece) => piece.text !== '');
}
