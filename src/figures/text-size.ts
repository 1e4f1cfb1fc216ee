/** The height of a line of text in a drawing, in the text's own size (em). */
export const lineHeight = 1.15;

/** The largest size at which a figure's text is set, in units of its drawing; see Figure.css. */
export const textSize = 14;

/** The widths of characters in a wide sans serif; all others have the width of an "n". */
const widths: readonly (readonly [RegExp, number])[] = [
  [/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u, 1],
  [/[mwMW@%]/u, 0.88],
  [/\p{Lu}/u, 0.68],
  [/[ijltfr.,:;'’|()/ -]/u, 0.33],
];
const em = (character: string) => widths.find(([kind]) => kind.test(character))?.[1] ?? 0.56;

/**
 * The width that a line of text needs at most at {@link textSize}, in units of the drawing. What is
 * drawn at build cannot be measured, so this assumes a wide sans serif.
 */
export function textWidth(text: string): number {
  return [...text].reduce((width, character) => width + em(character) * textSize, 0);
}

/** Breaks a name between its words into lines no wider than `width`, unless a word alone is. */
export function wrapWords(name: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of name.split(/\s+/)) {
    const last = lines.pop();
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && textWidth(longer) > width) lines.push(last, word);
    else lines.push(longer);
  }
  return lines;
}
