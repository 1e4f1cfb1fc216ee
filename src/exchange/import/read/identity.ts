import { createHash } from 'node:crypto';
import type { Event } from '../../../event/event.ts';
import { sessionGuid } from '../../guid.ts';
import type { ImportedTimes } from './imported.ts';
import { type Fields, lineIn } from './source-fields.ts';

const pattern = /^[a-z0-9][a-z0-9-]{2,63}$/;

/** The first digits of a value's hash: equal for equal values. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 20);
}

/** What stands in for the identifier that a session of a source lacks: its number, date and room. */
export function derivedKey(event: Fields, times: ImportedTimes, room: string | null): string {
  const number = lineIn(event['id']) ?? lineIn(event['title']) ?? '';
  return `imported-${hashOf([number, times.day ?? '', room ?? ''])}`;
}

/** The id of a session that a source knows by a key: the key itself where it can be one. */
export function sessionIdOf(key: string): string {
  const small = key.toLowerCase();
  return pattern.test(small) ? small : `imported-${hashOf(key)}`;
}

/** The ids that a source's key may mean: itself, or what stands before the address of a calendar. */
export function possibleIds(key: string): string[] {
  const small = key.toLowerCase();
  return [...new Set([small, small.replace(/@.*$/, ''), sessionIdOf(key)])];
}

/** The entries by everything that a source may know them by: their ids, and what exports call them. */
export function byIdentity<Entry extends { readonly id: string }>(
  event: Pick<Event, 'id'>,
  entries: readonly Entry[],
): ReadonlyMap<string, Entry> {
  return new Map([
    ...entries.map((entry) => [sessionGuid(event, entry), entry] as const),
    ...entries.map((entry) => [entry.id, entry] as const),
  ]);
}
