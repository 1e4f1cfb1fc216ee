import { randomBytes } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { StoreUnavailable, type Store } from '../store.ts';
import { describeStore } from '../contract/store.contract.ts';
import { sample } from '../../testing/store.fixture.ts';
import { ConstraintViolated, type Database } from '../sql/database.ts';
import { openPostgres } from './postgres.ts';
import { PostgresServer, query } from '../testing/postgres-server.fixture.ts';
import { SqlStore } from '../sql/sql-store.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
}, 300_000);
afterAll(() => server.clear(), 60_000);

describeStore('the PostgreSQL store', async () => {
  const url = await server.emptyDatabase();
  return {
    open: async () => new SqlStore(await openPostgres(url, 'create')),
    clear: async () => {},
  };
});

const place = (name: string, taken: number) => ({
  sql: 'INSERT INTO place (name, capacity, taken) VALUES (?, ?, ?)',
  values: [name, 1, taken],
});

describe('a PostgreSQL database', () => {
  let url: string;
  let database: Database;
  beforeEach(async () => {
    url = await server.emptyDatabase();
    database = await openPostgres(url, 'create');
  });
  afterEach(() => database.close());

  it('answers rows and numbers of changes, bytes as they were and counts as numbers', async () => {
    const [added, changed] = await database.batch([
      place('one', 0),
      { sql: 'UPDATE place SET taken = 1' },
    ]);
    expect([added, changed]).toEqual([
      { rows: [], changes: 1 },
      { rows: [], changes: 1 },
    ]);
    const sql = 'SELECT CAST(? AS BYTEA) AS bytes, count(*) AS places FROM place';
    const bytes = Uint8Array.from([0, 92, 120, 255]);
    const [row] = await database.read({ sql, values: [bytes] });
    expect(row).toEqual({ bytes, places: 1 });
  });

  it.each([
    ['a CHECK', place('two', 2)],
    ['a unique key', place('one', 1)],
  ])('leaves nothing of a batch where %s refuses a statement', async (_, refused) => {
    await expect(database.batch([place('one', 0), refused, place('three', 0)])).rejects.toThrow(
      ConstraintViolated,
    );
    expect(await database.read({ sql: 'SELECT name FROM place' })).toEqual([]);
    await database.batch([place('one', 0)]);
    expect(await database.read({ sql: 'SELECT name FROM place' })).toEqual([{ name: 'one' }]);
  });

  it('leaves nothing of a batch where a later statement makes no sense', async () => {
    await expect(database.batch([place('one', 0), { sql: 'SELECT nothing' }])).rejects.toThrow(
      'PostgreSQL refuses a statement (42703).',
    );
    expect(await database.read({ sql: 'SELECT name FROM place' })).toEqual([]);
  });

  it('changes nothing where it is opened to be read', async () => {
    const reader = await openPostgres(url, 'read');
    await expect(reader.batch([place('one', 0)])).rejects.toThrow(
      new StoreUnavailable('PostgreSQL is read-only (25006).'),
    );
    await reader.close();
  });
});

describe('what PostgreSQL’s tables and indexes keep of a deletion', () => {
  const canary = randomBytes(8000);
  const contact = randomBytes(2300);
  let url: string;
  let store: Store;
  beforeEach(async () => {
    url = await server.emptyDatabase();
    store = new SqlStore(await openPostgres(url, 'create'));
    await store.add({ ...sample(1), sealed: canary, contact });
    await store.outbox.claim(Date.now());
    await store.add(sample(2));
    await query(url, 'CHECKPOINT');
  });
  afterEach(() => store.close());

  /** Whether bytes of the canary or its content key are in a file of tables or indexes. */
  async function isKept(): Promise<boolean> {
    await query(url, 'CHECKPOINT');
    const [row] = await query(
      url,
      'SELECT oid FROM pg_database WHERE datname = current_database()',
    );
    const files = globSync(`${server.tables}/${row?.['oid']}/*`).map((file) => readFileSync(file));
    return [canary.subarray(100, 132), contact.subarray(8, 40), sample(1).contentKey].some(
      (sought) => files.some((bytes) => bytes.includes(sought)),
    );
  }

  it('is nothing once all is deleted, and something after a DELETE alone', async () => {
    expect(await isKept()).toBe(true);
    await query(url, 'DELETE FROM registration');
    expect(await isKept()).toBe(true);
    expect(await store.deleteAll()).toBe(0);
    expect(await isKept()).toBe(false);
  });

  it('is said where another connection still reads it', async () => {
    const snapshot = 'BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1; SELECT pg_sleep(60)';
    const reading = query(url, snapshot).catch(() => 'ended');
    const isReading = "FROM pg_stat_activity WHERE wait_event = 'PgSleep'";
    await expect.poll(() => query(url, `SELECT 1 ${isReading}`)).toHaveLength(1);
    await expect(store.deleteAll()).rejects.toThrow(
      new StoreUnavailable('Another connection to PostgreSQL still reads what was deleted.'),
    );
    await query(url, `SELECT pg_terminate_backend(pid) ${isReading}`);
    expect(await reading).toBe('ended');
    expect(await store.deleteAll()).toBe(0);
    expect(await isKept()).toBe(false);
  });
});
