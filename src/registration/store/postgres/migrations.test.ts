import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordAndChanges } from '../../seal/changed-record.ts';
import { sample } from '../../testing/store.fixture.ts';
import { openPostgres, migratePostgres } from './postgres.ts';
import { postgresSchemaVersion } from './migrations.ts';
import { PostgresServer, query } from '../testing/postgres-server.fixture.ts';
import { SqlStore } from '../sql/sql-store.ts';

let server: PostgresServer;
let url: string;

beforeAll(async () => {
  server = await PostgresServer.start();
}, 300_000);
afterAll(() => server.clear(), 60_000);
beforeEach(async () => {
  url = await server.emptyDatabase();
});

async function open(address: string, access: 'read' | 'write' | 'create'): Promise<void> {
  await (await openPostgres(address, access)).close();
}

/** The text of an error when it is printed. */
async function said(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'nothing',
    (cause: unknown) => (cause instanceof Error ? `${cause.message} ${String(cause.cause)}` : ''),
  );
}

/** The columns of all tables. */
function shape(address: string) {
  return query(
    address,
    `SELECT table_name, column_name, data_type, column_default, is_nullable, collation_name
      FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2`,
  );
}

/** A database with the first version of the schema and one registration. */
async function schema1(): Promise<void> {
  await open(url, 'create');
  await query(
    url,
    `DROP TABLE place, claim, history, contact, outbox, sent, allowance, idempotency, invitation;
      ALTER TABLE registration DROP COLUMN state;
      DROP INDEX registration_content;
      ALTER TABLE registration ADD CONSTRAINT registration_content_key_key UNIQUE (content_key);
    UPDATE registration_schema SET version = 1;
    INSERT INTO registration (reference, received_at, email_key, content_key, sealed, whole)
      VALUES ('0000-0001', '${sample(1).receivedAt}', 'e', 'c', '\\x00ff', 0)`,
  );
}

describe('an empty PostgreSQL database', () => {
  it('is made by the first of several instances that start at once', async () => {
    await Promise.all(Array.from({ length: 8 }, () => open(url, 'create')));
    expect(await query(url, 'SELECT version FROM registration_schema')).toEqual([
      { version: postgresSchemaVersion },
    ]);
    await open(url, 'read');
  });

  it.each(['read', 'write'] as const)('is refused to %s, and stays empty', async (access) => {
    await expect(open(url, access)).rejects.toThrow(
      'The PostgreSQL database is empty. Run `npm run registrations -- create` before the first start, ' +
        'or set DATABASE_URL to the right one.',
    );
    expect(await shape(url)).toEqual([]);
  });
});

describe('a PostgreSQL database is refused', () => {
  it('where its schema is older, with what to run', async () => {
    await schema1();
    const before = await shape(url);
    await expect(open(url, 'create')).rejects.toThrow(
      `The PostgreSQL database has schema 1, and this release needs schema ${postgresSchemaVersion}. Stop the servers, ` +
        'keep a backup, and run `npm run registrations -- migrate`.',
    );
    expect(await shape(url)).toEqual(before);
  });

  it('where its schema is newer, also by a migration', async () => {
    await open(url, 'create');
    await query(url, 'UPDATE registration_schema SET version = 99');
    const refusal =
      `The PostgreSQL database has schema 99, and this release needs schema ${postgresSchemaVersion}. Run the release ` +
      'that wrote it, or restore a backup that fits.';
    await expect(open(url, 'create')).rejects.toThrow(refusal);
    await expect(migratePostgres(url)).rejects.toThrow(refusal);
  });

  it('where it is one of something else, and nothing is added', async () => {
    await query(url, 'CREATE TABLE invoice (total INTEGER)');
    const refusal =
      'The PostgreSQL database does not hold registrations. Set DATABASE_URL to the right one.';
    await expect(open(url, 'create')).rejects.toThrow(refusal);
    await expect(migratePostgres(url)).rejects.toThrow(refusal);
    expect(await shape(url)).toHaveLength(1);
  });

  it('where it acknowledges what it has not written', async () => {
    await query(url, "ALTER ROLE registrar SET synchronous_commit = 'off'");
    const refused = said(open(url, 'create'));
    expect(await refused).toMatch(/^PostgreSQL has synchronous_commit off, and could lose what/);
    await query(url, 'ALTER ROLE registrar RESET synchronous_commit');
  });
});

describe('a PostgreSQL database of an older schema', () => {
  it('keeps what a guest changed in schema 8 behind the record', async () => {
    await open(url, 'create');
    await query(
      url,
      `ALTER TABLE registration ADD COLUMN amended BYTEA;
      UPDATE registration_schema SET version = ${postgresSchemaVersion - 1};
      INSERT INTO registration (reference, received_at, email_key, content_key, sealed, whole, amended) VALUES
        ('0000-0001', '${sample(1).receivedAt}', 'e', 'c', '\\x00ff', 0, '\\x0001'),
        ('0000-0002', '${sample(1).receivedAt}', 'e', 'c', '\\x00fe', 0, NULL)`,
    );
    expect(await migratePostgres(url)).toBe(postgresSchemaVersion - 1);
    const store = new SqlStore(await openPostgres(url, 'write'));
    const [one, other] = await store.list();
    await store.close();
    expect(recordAndChanges(one?.sealed ?? Uint8Array.of())).toEqual([
      Uint8Array.of(0, 255),
      Uint8Array.of(0, 1),
    ]);
    expect(other?.sealed).toEqual(Uint8Array.of(0, 254));
  });

  it('keeps its rows and has the tables of a new one when it is migrated', async () => {
    await schema1();
    expect(await migratePostgres(url)).toBe(1);
    const fresh = await server.emptyDatabase();
    await open(fresh, 'create');
    expect(await shape(url)).toEqual(await shape(fresh));
    const store = new SqlStore(await openPostgres(url, 'write'));
    expect(await store.list()).toMatchObject([
      { reference: '0000-0001', sealed: Uint8Array.from([0, 255]), state: 'received' },
    ]);
    await store.close();
  });

  it('is migrated once', async () => {
    await schema1();
    expect(await migratePostgres(url)).toBe(1);
    expect(await migratePostgres(url)).toBe(postgresSchemaVersion);
  });
});

/** The error for a changed database address. */
function changed(change: (address: URL) => void): Promise<string> {
  const address = new URL(url);
  change(address);
  return said(open(address.href, 'create'));
}

describe('what is said of a PostgreSQL that cannot be used names nobody', () => {
  it('where the password is wrong', async () => {
    expect(await changed((address) => (address.password = 'hidden'))).toBe(
      'PostgreSQL does not accept the name or the password (28P01). undefined',
    );
  });

  it('where the database is not there', async () => {
    expect(await changed((address) => (address.pathname = '/hidden'))).toBe(
      'PostgreSQL has no database of this name (3D000). undefined',
    );
  });

  it('where the host is not there', async () => {
    expect(await changed((address) => (address.hostname = 'hidden.invalid'))).toMatch(
      /^PostgreSQL does not answer \(E[A-Z_]+\)\. undefined$/,
    );
  });

  it('where the address is none', async () => {
    expect(await said(open('hidden:hidden@hidden', 'create'))).toBe(
      'DATABASE_URL is not the address of a PostgreSQL database. Write one such as ' +
        'postgres://ROLE:PASSWORD@HOST:5432/DATABASE. undefined',
    );
  });

  it('where a unique key refuses a row', async () => {
    const database = await openPostgres(url, 'create');
    const insert = { sql: 'INSERT INTO count VALUES (?, 1)', values: ['hidden'] };
    expect(await said(database.batch([insert, insert]))).toBe(
      'PostgreSQL refuses a statement (23505). undefined',
    );
    await database.close();
  });
});
