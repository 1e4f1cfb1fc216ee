import { expect } from 'vitest';
import type { Store } from '../store/store.ts';

/** For tests: how many places are taken, by name. Each count is checked against the claims. */
export async function placesIn(store: Store): Promise<Record<string, number>> {
  const claims = (await store.claims()).filter((claim) => claim.held);
  const places = await store.places();
  for (const { name, taken, capacity } of places) {
    expect(taken, name).toBe(claims.filter(({ place }) => place === name).length);
    expect(taken).toBeLessThanOrEqual(capacity);
  }
  return Object.fromEntries(places.map(({ name, taken }) => [name, taken]));
}
