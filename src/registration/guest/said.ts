import { markup, type Markup } from '../form/question/html.ts';
import { piecesOf } from '../../words/text.ts';

/**
 * A text of the interface as markup. `parts` renders each named part, such as a link or strong
 * words.
 */
export function said(
  text: string,
  parts: Readonly<Record<string, (label: string) => Markup>> = {},
): Markup {
  const pieces = piecesOf(text).map(
    ({ text: label, link }) => parts[link ?? '']?.(label) ?? markup`${label}`,
  );
  return markup`${pieces}`;
}

/** Renders a stressed part of a text. */
export const strong = (label: string): Markup => markup`<strong>${label}</strong>`;
