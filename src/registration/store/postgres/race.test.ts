import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statesLeadingTo } from '../../record/states.ts';
import type { Added, Store } from '../store.ts';
import { sample } from '../../testing/store.fixture.ts';
import { openPostgres } from './postgres.ts';
import { PostgresServer, query } from '../testing/postgres-server.fixture.ts';
import { SqlStore } from '../sql/sql-store.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
}, 300_000);
afterAll(() => server.clear(), 60_000);

const rounds = 100;

const acknowledgedIn = (ends: readonly Added[]) =>
  ends.flatMap((end) => ('reference' in end ? [end.reference] : []));

/** Has 32 writers ask for the places of one round at once. Returns those who got a place. */
async function race(stores: readonly Store[], round: number, capacity: number): Promise<string[]> {
  const visit = { name: `round/${round}`, capacity };
  const asking = Array.from({ length: 16 }, (_, number) =>
    stores.map((store, other) => store.add(sample(100 * round + 2 * number + other), [visit])),
  );
  return acknowledgedIn(await Promise.all(asking.flat()));
}

async function stored(url: string): Promise<unknown[]> {
  return (await query(url, 'SELECT reference FROM registration')).map((row) => row['reference']);
}

async function withStores(work: (url: string, stores: readonly Store[]) => Promise<void>) {
  const url = await server.emptyDatabase();
  const databases = [1, 2].map(() => openPostgres(url, 'create'));
  const stores = (await Promise.all(databases)).map((one) => new SqlStore(one));
  await work(url, stores).finally(() => Promise.all(stores.map((store) => store.close())));
}

describe('places that 32 writers ask for over several instances at once', () => {
  it.each([1, 5])(
    `are sold exactly where there is room for %i, ${rounds} times, and kept as acknowledged`,
    { timeout: 180_000 },
    async (capacity) => {
      await withStores(async (url, stores) => {
        const acknowledged: unknown[] = [];
        for (let round = 1; round <= rounds; round += 1) {
          const sold = await race(stores, round, capacity);
          expect(sold).toHaveLength(capacity);
          acknowledged.push(...sold);
        }
        expect((await stored(url)).toSorted()).toEqual(acknowledged.toSorted());
      });
    },
  );

  it('are oversold without the CHECK, so the race is real', async () => {
    await withStores(async (url, stores) => {
      await query(url, 'ALTER TABLE place DROP CONSTRAINT place_check');
      expect((await race(stores, 1, 1)).length).toBeGreaterThan(1);
    });
  });

  it('are given back once where several instances withdraw at once', async () => {
    await withStores(async (url, stores) => {
      const [store] = stores;
      await store?.add(sample(1), [{ name: 'field_visit/yes', capacity: 1 }]);
      const { reference } = sample(1);
      const to = 'withdrawn';
      const at = '2017-01-17T10:00:00.000Z';
      const move = {
        reference,
        from: statesLeadingTo[to],
        to,
        who: 'guest',
        at,
        limits: [],
      } as const;
      const moves = Array.from({ length: 8 }, (_, number) => stores[number % 2]?.move(move));
      expect((await Promise.all(moves)).filter((moved) => moved === 'moved')).toHaveLength(1);
      expect(await store?.history(reference)).toHaveLength(1);
      expect(await query(url, 'SELECT taken FROM place')).toEqual([{ taken: 0 }]);
    });
  });
});
