import { collections, isReserved } from '../../../programme/collections.ts';
import { sessionAddress } from '../../../programme/programme-addresses.ts';
import { plainName } from '../../../programme/timetable/plain-name.ts';

/**
 * The name of a new file from a title or a person's name: lower-case letters, digits and hyphens.
 * It is not one of `taken`, one of the programme's own addresses or a date. `otherwise` is the name
 * if the text has no Latin letters.
 */
export function slugOf(text: string, taken: ReadonlySet<string>, otherwise: string): string {
  const base = plainName(text) || otherwise;
  const isFree = (slug: string) =>
    !taken.has(slug) && !isReserved(sessionAddress(slug), collections.sessions);
  let slug = base;
  for (let number = 2; !isFree(slug); number += 1) slug = `${base}-${number}`;
  return slug;
}
