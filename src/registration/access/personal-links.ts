import { addDays, momentIn } from '../../event/dates.ts';
import type { Event } from '../../event/event.ts';
import { memoize } from '../../event/memoize.ts';
import { isNote, type HistoryEntry, type Store } from '../store/store.ts';

/** The days after the event's last one on which the links of its guests still work. */
const daysAfter = 7;

/** The note in a registration's history that gives it new links. Only `replaceLinks` writes it. */
const replaced = 'earlier links replaced';

/** When the links of an event's guests end: milliseconds since the epoch. */
export const linksEnd = memoize(({ zone, last_day }: Event) =>
  momentIn(zone, addDays(last_day, daysAfter + 1)),
);

/**
 * The number of the links that a registration has by its history: 0 at first, and one more each
 * time that they are replaced. The proof in a link covers its number.
 */
export function linkNumberIn(history: readonly HistoryEntry[]): number {
  return history.filter((entry) => isNote(entry) && entry.who === replaced).length;
}

/** The number of a registration's links now. Rejects as the store does. */
export async function linkNumber(store: Store, reference: string): Promise<number> {
  return linkNumberIn(await store.history(reference));
}

/**
 * Gives a registration new links, and ends the earlier ones. Returns their number; undefined where
 * there is no such registration. Rejects as the store does.
 * @param at the moment: ISO 8601, in UTC
 */
export async function replaceLinks(
  store: Store,
  reference: string,
  at: string,
): Promise<number | undefined> {
  return (await store.note(reference, replaced, at)) ? linkNumber(store, reference) : undefined;
}
