import { guidOf } from './guid.ts';

/** Positive and below 2³¹: readers of older formats use a signed 32-bit integer. */
function numberIn(guid: string): number {
  return Number.parseInt(guid.slice(0, 8), 16) >>> 1 || 1;
}

/**
 * An integer for each UUID, for formats that need one: its first 31 bits. It does not depend on the
 * order of the UUIDs. If two start alike, the greater one gets another number.
 */
export function numbersOf(guids: Iterable<string>): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  const taken = new Set<number>();
  for (const guid of [...new Set(guids)].toSorted()) {
    let from = guid;
    while (taken.has(numberIn(from))) from = guidOf(from, 'next');
    taken.add(numberIn(from));
    numbers.set(guid, numberIn(from));
  }
  return numbers;
}
