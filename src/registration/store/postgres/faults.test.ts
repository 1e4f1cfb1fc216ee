import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../store.ts';
import { sample } from '../../testing/store.fixture.ts';
import type { Database } from '../sql/database.ts';
import { migratePostgres, openPostgres } from './postgres.ts';
import { mostConnections } from './connections.ts';
import { PostgresServer, query } from '../testing/postgres-server.fixture.ts';
import { SqlStore } from '../sql/sql-store.ts';

let server: PostgresServer;
let url: string;
let database: Database;

beforeAll(async () => {
  server = await PostgresServer.start('deadlock_timeout=50ms');
}, 300_000);
afterAll(() => server.clear(), 60_000);

beforeEach(async () => {
  url = await server.emptyDatabase();
  database = await openPostgres(url, 'create');
  // A sequence counts every try: a rolled-back transaction does not give its numbers back.
  await query(url, `CREATE SEQUENCE tries; INSERT INTO place VALUES ('a', 99, 0), ('b', 99, 0)`);
});
afterEach(() => database.close());

const tried = { sql: "SELECT nextval('tries')" };
const raise = (name: string) => ({
  sql: 'UPDATE place SET taken = taken + 1 WHERE name = ?',
  values: [name],
});
const pause = { sql: 'SELECT pg_sleep(0.3)' };

async function tries(): Promise<number> {
  const [row] = await query(url, 'SELECT last_value::int AS tries FROM tries');
  return Number(row?.['tries']);
}

async function taken(): Promise<unknown[]> {
  return (await query(url, 'SELECT taken FROM place ORDER BY name')).map((row) => row['taken']);
}

describe('a batch that meets another', () => {
  it('is done again after a deadlock, so that both are done', async () => {
    await Promise.all([
      database.batch([tried, raise('a'), pause, raise('b')]),
      database.batch([tried, raise('b'), pause, raise('a')]),
    ]);
    expect(await taken()).toEqual([2, 2]);
    expect(await tries()).toBeGreaterThan(2);
  });

  it('is done again after a failed serialisation, so that both are done', async () => {
    const serialisable = { sql: 'SET TRANSACTION ISOLATION LEVEL SERIALIZABLE' };
    const batch = [serialisable, tried, { sql: 'SELECT * FROM place' }, pause, raise('a')];
    await Promise.all([database.batch(batch), database.batch(batch)]);
    expect(await taken()).toEqual([2, 0]);
    expect(await tries()).toBe(3);
  });

  it.each(['40001', '40P01'])(
    'is given up after three more tries that end with %s',
    async (code) => {
      const fail = { sql: `DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '${code}'; END $$` };
      await expect(database.batch([raise('a'), tried, fail])).rejects.toThrow(
        new StoreUnavailable(`PostgreSQL refuses a statement (${code}).`),
      );
      expect(await tries()).toBe(4);
      expect(await taken()).toEqual([0, 0]);
    },
  );
});

/** Locks a table from a separate connection until released. */
async function hold(table: string): Promise<() => Promise<unknown>> {
  const holding = query(url, `BEGIN; LOCK TABLE ${table}; SELECT pg_sleep(60)`).catch(() => 'gone');
  const sleeping = "FROM pg_stat_activity WHERE wait_event = 'PgSleep'";
  await expect.poll(() => query(url, `SELECT 1 ${sleeping}`)).toHaveLength(1);
  return async () => {
    await query(url, `SELECT pg_terminate_backend(pid) ${sleeping}`);
    return holding;
  };
}

/** Resolves once a batch is waiting for a lock. */
async function untilWaiting(): Promise<void> {
  const waiting = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
  await expect.poll(() => query(url, waiting)).toHaveLength(1);
}

describe('a PostgreSQL that goes away', () => {
  it('is found again after a restart, however it ended', async () => {
    for (const end of ['stop', 'crash'] as const) {
      await server[end]();
      await server.resume();
      await database.batch([raise('a')]);
    }
    expect(await taken()).toEqual([2, 0]);
  });

  it('is waited for while it restarts', async () => {
    await server.stop();
    const batch = database.batch([raise('a')]);
    await wait(50);
    await server.resume();
    await batch;
    expect(await taken()).toEqual([1, 0]);
  });

  it('keeps what was acknowledged when it crashes', async () => {
    const store = new SqlStore(database);
    await Promise.all([1, 2, 3].map((number) => store.add(sample(number))));
    await server.crash();
    await server.resume();
    expect(await store.list()).toHaveLength(3);
  });

  it('is unavailable while it is down, and no error ends the process', async () => {
    await server.stop();
    await expect(database.batch([raise('a')])).rejects.toThrow(
      new StoreUnavailable('PostgreSQL does not answer (ECONNREFUSED).'),
    );
    await server.resume();
    await database.batch([raise('a')]);
    expect(await taken()).toEqual([1, 0]);
  });

  it('has the batch done again whose connection it cuts off before the commit', async () => {
    const release = await hold('place');
    const batch = database.batch([tried, raise('a')]);
    await untilWaiting();
    const cut =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    await query(url, cut);
    await expect.poll(tries).toBe(2);
    await release();
    await batch;
    expect(await taken()).toEqual([1, 0]);
  });

  it('leaves it to the caller to try again where the connection is cut off in the commit', async () => {
    // A deferred trigger runs inside the commit.
    await query(
      url,
      `CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_sleep(60); RETURN NULL; END';
      CREATE CONSTRAINT TRIGGER lingers AFTER UPDATE ON place
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION linger()`,
    );
    const batch = expect(database.batch([tried, raise('a')])).rejects.toThrow(
      new StoreUnavailable('PostgreSQL does not answer (57P01).'),
    );
    const committing = "FROM pg_stat_activity WHERE wait_event = 'PgSleep'";
    await expect.poll(() => query(url, `SELECT 1 ${committing}`)).toHaveLength(1);
    await query(url, `SELECT pg_terminate_backend(pid) ${committing}`);
    await batch;
    expect(await tries()).toBe(1);
  });
});

describe('a request does not hang', () => {
  it('where another connection holds what it needs', async () => {
    const release = await hold('place');
    await expect(database.batch([raise('a')])).rejects.toThrow(
      new StoreUnavailable('PostgreSQL is waiting for a lock of another connection (55P03).'),
    );
    await release();
    await database.batch([raise('a')]);
  });

  it('where every connection is in use', async () => {
    const busy = Array.from({ length: mostConnections }, () =>
      database.batch([{ sql: 'SELECT pg_sleep(4)' }]),
    );
    await expect(database.read({ sql: 'SELECT 1' })).rejects.toThrow(
      new StoreUnavailable('PostgreSQL does not answer (timeout).'),
    );
    await Promise.all(busy);
    expect(await database.read({ sql: 'SELECT 1 AS one' })).toEqual([{ one: 1 }]);
  });

  it('where a statement takes too long', async () => {
    await expect(database.read({ sql: 'SELECT pg_sleep(60)' })).rejects.toThrow(
      new StoreUnavailable('PostgreSQL takes too long (57014).'),
    );
  });

  it('where somebody else listens who says nothing', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const silence = `postgres://a:b@127.0.0.1:${port}/c`;
    const reason = new StoreUnavailable('PostgreSQL does not answer (timeout).');
    expect(
      await Promise.allSettled([openPostgres(silence, 'write'), migratePostgres(silence)]),
    ).toEqual([
      { status: 'rejected', reason },
      { status: 'rejected', reason },
    ]);
    silent.close();
  });
});
