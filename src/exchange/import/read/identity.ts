import { createHash } from 'node:crypto';
import type { Event } from '../../../event/event.ts';
import { sessionGuid } from '../../guid.ts';

const pattern = /^[a-z0-9][a-z0-9-]{2,63}$/;

/** The first digits of a value's hash. Equal values have equal ones. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 20);
}

/** The session id for a source's key: the key itself if it is a valid id. */
export function sessionIdOf(key: string): string {
  const small = key.toLowerCase();
  return pattern.test(small) ? small : `imported-${hashOf(key)}`;
}

/** The ids that a source's key may mean: itself, or the part before a calendar's domain. */
export function possibleIds(key: string): string[] {
  const small = key.toLowerCase();
  return [...new Set([small, small.replace(/@.*$/, ''), sessionIdOf(key)])];
}

/**
 * The entries by every key that a source may use for them: their ids and their exported
 * identifiers.
 */
export function byIdentity<Entry extends { readonly id: string }>(
  event: Pick<Event, 'id'>,
  entries: readonly Entry[],
): ReadonlyMap<string, Entry> {
  return new Map([
    ...entries.map((entry) => [sessionGuid(event, entry), entry] as const),
    ...entries.map((entry) => [entry.id, entry] as const),
  ]);
}
