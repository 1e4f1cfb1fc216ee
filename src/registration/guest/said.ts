import { markup, type Markup } from '../form/html.ts';
import { piecesOf } from '../../words/text.ts';

/** A text of the interface as markup; `parts` says how what it names is shown, a link or strong words. */
export function said(
  text: string,
  parts: Readonly<Record<string, (label: string) => Markup>> = {},
): Markup {
  const pieces = piecesOf(text).map(
    ({ text: label, link }) => parts[link ?? '']?.(label) ?? markup`${label}`,
  );
  return markup`${pieces}`;
}

/** How a text stresses a part. */
export const strong = (label: string): Markup => markup`<strong>${label}</strong>`;
