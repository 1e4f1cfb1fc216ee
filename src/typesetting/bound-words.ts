/** The no-break space. */
const noBreak = '\u00a0';
/** What a text is: prose, the title of a page or a heading, which may hang in a narrow column. */
export type TextKind = 'prose' | 'title' | 'heading';
/** The most characters that stay on one line. A phone of 320 pixels shows 30 of prose. */
const longest: Readonly<Record<TextKind, number>> = { prose: 22, title: 22, heading: 17 };
/** A single word shorter than this looks lost on a last line. */
const shortest = 11;

const space = /([ \t\n\r\u00a0]+)/;
const number = /^[(+]?\d([\d.,:–/-]*\d)?$/;
const letter = /^\p{L}/u;
const figure = /^\d/;
const yearFirst = /^[12]\d{3}\b/;
const counted = /^(\p{Lu}|\p{L}{4})/u;
const year = /^[12]\d{3}$/;
const capital = /^[‘“"(]?\p{Lu}[\p{L}’'-]*$/u;
const lastCapital = /^\p{Lu}[\p{L}’'-]*[.,;:!?’”")…]*$/u;
const initial = /^\p{Lu}\.$/u;
const short = /^\p{Ll}{1,3}$/u;
const dash = /^[–—·]$/;
const currency = /^[€$£]$/;
const unit = /^(\p{Lu}{1,2}|\p{Ll}{1,2}[²³]|[%°€])[.,;:)]*$/u;
const endOfSentence = /[.,;:!?…)”"]$/;

/** The words on both sides of a space, and those beside them; '' where there is none. */
interface Place {
  readonly before: string;
  readonly left: string;
  readonly right: string;
  readonly after: string;
}

/** A rule, and the most characters that it may keep on one line. */
interface Rule {
  readonly most: number;
  readonly binds: (place: Place, kind: TextKind) => boolean;
}

/** A month and its year: February 2017, 16 februari 2017. */
function isMonth({ before, left, right }: Place): boolean {
  return yearFirst.test(right) && (capital.test(left) || number.test(before));
}

/** A number with what it counts or dates: 25 January, 1,200 m², 2516 BB, Room 3, +31 70. */
function isQuantity({ left, right }: Place): boolean {
  if (figure.test(right)) return number.test(left) || capital.test(left);
  if (year.test(left)) return unit.test(right);
  return number.test(left) && (counted.test(right) || unit.test(right));
}

/** A name, with its particles and initials: The Hague, Jozias van Aartsen, J. Smith. */
function isName({ left, right }: Place): boolean {
  return (capital.test(left) || initial.test(left)) && lastCapital.test(right);
}

/** A short word inside a name: Jozias van Aartsen, Mayor of The Hague. */
function isInName({ before, left, right, after }: Place): boolean {
  return capital.test(left)
    ? short.test(right) && lastCapital.test(after)
    : capital.test(before) && short.test(left) && lastCapital.test(right);
}

/** What must not break. */
const firm: readonly Rule[] = [
  { most: longest.prose, binds: isMonth },
  {
    most: longest.prose,
    binds: (place) =>
      dash.test(place.right) || currency.test(place.left) || isQuantity(place) || isName(place),
  },
];

/** What had better not break. */
const loose: readonly Rule[] = [
  // Of 1,200 m², in 1961.
  {
    most: longest.prose,
    binds: ({ left, right }) => figure.test(right) && !endOfSentence.test(left),
  },
  // 5 km, 15 and 16.
  {
    most: longest.prose,
    binds: ({ left, right }) => number.test(left) && !year.test(left) && letter.test(right),
  },
  // A title breaks by sense: before "on", not after it.
  { most: longest.title, binds: ({ left }, kind) => kind !== 'prose' && short.test(left) },
  { most: 19, binds: (place, kind) => kind === 'prose' && isInName(place) },
  // The Netherlands, the Mayor, in Syria.
  { most: 16, binds: ({ left, right }) => short.test(left) && lastCapital.test(right) },
];

/** A text with no-break spaces where these rules bind. White space elsewhere stays as it is. */
function bindBy(rules: readonly Rule[], text: string, kind: TextKind): string {
  const parts = text.split(space);
  const word = (at: number) => parts[at] ?? '';
  const places = parts.flatMap((_, at) =>
    at % 2 === 1 && word(at + 1) !== '' && word(at - 1) !== '' ? [at] : [],
  );
  const bound = new Set(places.filter((at) => word(at) === noBreak));
  const line = (at: number): number => {
    let [from, to] = [at - 1, at + 1];
    while (bound.has(from - 1)) from -= 2;
    while (bound.has(to + 1)) to += 2;
    return parts
      .slice(from, to + 1)
      .reduce((sum, part, index) => sum + (index % 2 === 0 ? part.length : 1), 0);
  };
  for (const { most, binds } of rules) {
    for (const at of places) {
      const [before, left, right, after] = [word(at - 3), word(at - 1), word(at + 1), word(at + 3)];
      const place = { before, left, right, after };
      if (binds(place, kind) && line(at) <= Math.min(most, longest[kind])) bound.add(at);
    }
  }
  return parts.map((part, at) => (bound.has(at) ? noBreak : part)).join('');
}

/** Parts the pieces of a text. No text of a page holds this character. */
const between = '\0';
/** The space before the last word, with the ends of pieces in it. */
const lastSpace = /[ \t\n\r\0]*[ \t\n\r][ \t\n\r\0]*(?=[^ \t\n\r\0][^ \t\n\r]*$)/;

/** The pieces of a paragraph, with their last words bound if these are short. */
function bindEnd(pieces: readonly string[], kind: TextKind): string[] {
  const whole = pieces.join(between);
  let text = whole.replace(/[\s\0]+$/, '');
  const after = whole.slice(text.length);
  for (;;) {
    const words = text
      .replaceAll(between, '')
      .trim()
      .split(/[ \t\n\r]+/);
    const [last = '', previous = ''] = words.toReversed();
    // Three words are enough, however short.
    const fills = last.length >= shortest || last.split(noBreak).length > 2;
    const done = fills || words.length < 3;
    if (done || previous.length + 1 + last.length > longest[kind]) break;
    text = text.replace(lastSpace, (run) => noBreak + run.replaceAll(/[^\0]/g, ''));
  }
  return (text + after).split(between);
}

/**
 * A text in the pieces that its tags part it into, with no-break spaces inside names, dates,
 * numbers and their units, by rules alone. White space elsewhere stays as it is.
 * @param ends whether the text ends a paragraph, whose last line must not hold one short word alone
 */
export function bindWords(pieces: readonly string[], kind: TextKind, ends: boolean): string[] {
  const names = pieces.map((piece) => bindBy(firm, piece, kind));
  const ended = ends ? bindEnd(names, kind) : names;
  return ended.map((piece) => bindBy(loose, piece, kind));
}
