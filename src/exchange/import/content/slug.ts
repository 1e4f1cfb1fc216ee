import { collections, isReserved } from '../../../programme/collections.ts';
import { sessionAddress } from '../../../programme/programme-addresses.ts';

const longest = 60;

/** Letters that do not become plain ones when they lose an accent. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

function plain(text: string): string {
  const latin = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{ASCII}]/gu, (letter) => letters[letter] ?? letter);
  const name = latin
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  if (name.length <= longest) return name;
  const cut = name.slice(0, longest + 1);
  return cut.slice(0, cut.lastIndexOf('-') > longest / 2 ? cut.lastIndexOf('-') : longest);
}

/**
 * The name of a new file from a title or a person's name: lower-case letters, digits and hyphens.
 * It is not one of `taken`, one of the programme's own addresses or a date. `otherwise` is the name
 * if the text has no Latin letters.
 */
export function slugOf(text: string, taken: ReadonlySet<string>, otherwise: string): string {
  const base = plain(text) || otherwise;
  const isFree = (slug: string) =>
    !taken.has(slug) && !isReserved(sessionAddress(slug), collections.sessions);
  let slug = base;
  for (let number = 2; !isFree(slug); number += 1) slug = `${base}-${number}`;
  return slug;
}
