/**
 * A process for tests: asks for a place several times at once in each round that its parent starts,
 * and reports how each ended. Arguments: the database, the process's number and `checked`. With
 * `unchecked`, it first looks for a free place and then registers, like a store without counters.
 */
import { z } from 'zod';
import { sample } from '../../testing/store.fixture.ts';
import type { Added, Place, Store } from '../store.ts';
import { openSqlite } from '../sqlite/sqlite.ts';

const roundSchema = z.object({ round: z.number(), capacity: z.number(), times: z.number() });
const [, , path = '', writer = '0', check = 'checked'] = process.argv;
const store = openSqlite(path, 'write');

async function addUnchecked(of: Store, number: number, place: Place): Promise<Added> {
  const taken = (await of.counts())[place.name] ?? 0;
  if (taken >= place.capacity) return { full: [place.name] };
  await of.raise(place.name);
  return of.add(sample(number));
}

async function ask(round: number, capacity: number, time: number): Promise<string> {
  const number = round * 10_000 + Number(writer) * 100 + time;
  const place = { name: `round/${round}`, capacity };
  try {
    const added =
      check === 'checked'
        ? await store.add(sample(number), [place])
        : await addUnchecked(store, number, place);
    return 'reference' in added ? added.reference : 'full';
  } catch (cause) {
    return cause instanceof Error ? cause.name : 'failed';
  }
}

process.on('message', (message) => {
  const { round, capacity, times } = roundSchema.parse(message);
  const asking = Array.from({ length: times }, (_, time) => ask(round, capacity, time));
  void Promise.all(asking).then((ended) => process.send?.(ended));
});
process.send?.('ready');
