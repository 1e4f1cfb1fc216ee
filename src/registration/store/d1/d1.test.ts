import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeStore } from '../contract/store.contract.ts';
import { held, sample } from '../../testing/store.fixture.ts';
import { StoreUnavailable, type Added, type Store } from '../store.ts';
import { openD1 } from './d1.ts';
import { D1Server } from '../testing/d1.fixture.ts';
import { d1Migrations } from './migrations.ts';
import { openSqlite } from '../sqlite/sqlite.ts';
import { schemaVersion } from '../sqlite/migrations.ts';
import { SqlStore } from '../sql/sql-store.ts';

let server: D1Server;
beforeAll(() => {
  server = new D1Server();
});
afterAll(() => server.clear());

/** Opens the database as a new isolate would. */
async function open(): Promise<Store> {
  const { prepare, batch } = server;
  return new SqlStore(await openD1({ prepare: prepare.bind(server), batch: batch.bind(server) }));
}

describeStore('the D1 store', async () => {
  await server.empty();
  return { open, clear: () => Promise.resolve() };
});

describe('D1 is refused in one sentence, with what to run,', () => {
  const apply = '`wrangler d1 migrations apply registrations --remote`';
  it.each([
    [0, `The D1 database has no tables of registrations. Run ${apply}.`],
    [
      1,
      `The D1 database has schema 1, and this release needs schema ${schemaVersion}. Run ${apply}.`,
    ],
  ])('with the tables of schema %i', async (version, sentence) => {
    await server.empty(version);
    await expect(open()).rejects.toThrow(new StoreUnavailable(sentence));
  });

  it('with those of a newer release', async () => {
    await server.empty();
    await server.run('UPDATE registration_schema SET version = 99');
    await expect(open()).rejects.toThrow(
      `The D1 database has schema 99, and this release needs schema ${schemaVersion}. ` +
        'Deploy the release that wrote it, or restore a backup that fits.',
    );
  });
});

describe('D1', () => {
  it('brings what an older schema holds to this release’s without losing a row', async () => {
    await server.empty(1);
    await server.run(`INSERT INTO registration
      (reference, received_at, email_key, content_key, sealed) VALUES ('A', 'B', 'C', 'D', x'01')`);
    await server.migrate(1);
    expect(await (await open()).list()).toMatchObject([
      { reference: 'A', sealed: Uint8Array.of(1), state: 'received' },
    ]);
  });

  it('has the tables of a SQLite file, so that a copy of it is one', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'd1-'));
    const path = join(folder.path, 'copy.sqlite');
    const copy = new DatabaseSync(path);
    for (const [, sql] of d1Migrations) copy.exec(sql);
    const { version } = z
      .object({ version: z.number() })
      .parse(copy.prepare('SELECT version FROM registration_schema').get());
    // As the hosts' guide says.
    copy.exec(`PRAGMA application_id = 0x52656769; PRAGMA user_version = ${version};`);
    copy.close();
    const store = openSqlite(path, 'write');
    await store.add(sample(1));
    expect(await store.list()).toEqual([held(1)]);
    await store.close();
  });

  it('keeps nothing of a batch whose second statement a CHECK refuses', async () => {
    await server.empty();
    const database = await openD1(server);
    const batch = database.batch([
      { sql: "INSERT INTO place VALUES ('one', 1, 1)" },
      { sql: "INSERT INTO place VALUES ('other', 1, 2)" },
    ]);
    await expect(batch).rejects.toThrow('CHECK constraint failed');
    expect(await database.read({ sql: 'SELECT * FROM place' })).toEqual([]);
  });
});

const rounds = 10;
const writers = Array.from({ length: 32 }, (_, number) => number);

const soldIn = (ends: readonly Added[]) =>
  ends.flatMap((end) => ('reference' in end ? [end.reference] : []));

/** Has 32 writers ask for the places of one round at once. Returns those who got a place. */
async function race(stores: readonly Store[], round: number, capacity: number): Promise<string[]> {
  const visit = { name: `round/${round}`, capacity };
  const asking = writers.map((number) =>
    stores[number % stores.length]?.add(sample(100 * round + number), [visit]),
  );
  return soldIn((await Promise.all(asking)).filter((end) => end !== undefined));
}

describe('places on D1 that 32 writers ask for over two instances at once', () => {
  it.each([1, 5])(
    `are sold exactly where there is room for %i, ${rounds} times, and kept as acknowledged`,
    async (capacity) => {
      await server.empty();
      const stores = [await open(), await open()];
      const acknowledged: string[] = [];
      for (let round = 1; round <= rounds; round += 1) {
        const sold = await race(stores, round, capacity);
        expect(sold).toHaveLength(capacity);
        acknowledged.push(...sold);
      }
      const stored = await stores[0]?.list();
      const references = stored?.map(({ reference }) => reference) ?? [];
      expect(references.toSorted()).toEqual(acknowledged.toSorted());
    },
  );

  it('are oversold without the CHECK, so the race is real', async () => {
    await server.empty();
    await server.run(`DROP TABLE place;
      CREATE TABLE place (name TEXT PRIMARY KEY, capacity INTEGER NOT NULL, taken INTEGER NOT NULL)`);
    expect((await race([await open(), await open()], 1, 1)).length).toBeGreaterThan(1);
  });
});
