import { afterAll, beforeAll, expect, it } from 'vitest';
import { statesLeadingTo } from '../../record/states.ts';
import { placesIn } from '../../testing/store-places.fixture.ts';
import { sample } from '../../testing/store.fixture.ts';
import type { Moved, Place, Store } from '../store.ts';
import type { Database, Statement } from '../sql/database.ts';
import { openPostgres } from './postgres.ts';
import { PostgresServer } from '../testing/postgres-server.fixture.ts';
import { SqlStore } from '../sql/sql-store.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
}, 300_000);
afterAll(() => server.clear(), 60_000);

const rounds = 20;
const at = '2017-01-17T10:00:00.000Z';
const until = '2017-01-19T10:00:00.000Z';
/** The first two guests had places and the third was waiting. All three withdrew at once. */
const right = ['firm', 'firm', 'waiting', 'offered, held', 'offered, held', 'waiting'];

function withdraw(store: Store, number: number, place: Place): Promise<Moved> {
  const { reference } = sample(number);
  const to = 'withdrawn';
  const limits = [{ ...place, until }];
  return store.move({ reference, from: statesLeadingTo[to], to, who: 'guest', at, limits });
}

/**
 * Withdraws two guests with places and the first of four on the waiting list, over both stores at
 * once. Returns the status of each.
 */
async function race([one, other]: readonly [Store, Store], round: number): Promise<string[]> {
  const place = { name: `round/${round}`, capacity: 2, waiting: true };
  for (let number = 1; number <= 6; number += 1) {
    await one.add(sample(100 * round + number), [place], true);
  }
  const numbers = [1, 2, 3].map((number) => 100 * round + number);
  const withdrawals = numbers.flatMap((number) =>
    [one, other].map((store) => withdraw(store, number, place)),
  );
  await Promise.all(withdrawals);
  const claims = (await one.claims()).filter((claim) => claim.place === place.name);
  return claims.map(({ standing, held }) => (held ? `${standing}, held` : standing));
}

/** Two stores over one empty database. */
async function withStores(
  storeOf: (database: Database) => Store,
  work: (stores: readonly [Store, Store]) => Promise<void>,
): Promise<void> {
  const url = await server.emptyDatabase();
  const one = storeOf(await openPostgres(url, 'create'));
  const other = storeOf(await openPostgres(url, 'write'));
  await work([one, other]).finally(() => Promise.all([one.close(), other.close()]));
}

/** A store that runs each statement of a batch in its own transaction. */
function looseStore(database: Database): Store {
  const batch = async (statements: readonly Statement[]) => {
    const outcomes = [];
    for (const statement of statements) outcomes.push(...(await database.batch([statement])));
    return outcomes;
  };
  return new SqlStore({
    batch,
    read: (statement) => database.read(statement),
    erase: (statements) => database.erase(statements),
    close: () => database.close(),
  });
}

it(`promotes two guests once each where several instances free two places, ${rounds} times`, async () => {
  await withStores(
    (database) => new SqlStore(database),
    async (stores) => {
      const [store] = stores;
      for (let round = 1; round <= rounds; round += 1) {
        expect(await race(stores, round)).toEqual(right);
        expect(await placesIn(store)).toMatchObject({ [`round/${round}`]: 2 });
        for (const number of [4, 5]) {
          expect(await store.history(sample(100 * round + number).reference)).toHaveLength(1);
        }
      }
    },
  );
});

it('promotes wrongly where each statement stands alone, so the race is real', async () => {
  await withStores(looseStore, async (stores) => {
    let wrong = 0;
    for (let round = 1; round <= rounds; round += 1) {
      if ((await race(stores, round)).join() !== right.join()) wrong += 1;
    }
    expect(wrong).toBeGreaterThan(0);
  });
});
