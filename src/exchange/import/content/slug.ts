import { collections, isReserved } from '../../../programme/collections.ts';
import { sessionAddress } from '../../../programme/programme-addresses.ts';

const longest = 60;

/** Letters that lose no accent to become plain ones. */
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
 * The name of a new file, from a title or a person's name: small letters, digits and hyphens. It is
 * none of those taken, of the addresses that the programme has for itself, and no date. `otherwise`
 * names what has no Latin letter.
 */
export function slugOf(text: string, taken: ReadonlySet<string>, otherwise: string): string {
  const base = plain(text) || otherwise;
  const isFree = (slug: string) =>
    !taken.has(slug) && !isReserved(sessionAddress(slug), collections.sessions);
  let slug = base;
  for (let number = 2; !isFree(slug); number += 1) slug = `${base}-${number}`;
  return slug;
}
