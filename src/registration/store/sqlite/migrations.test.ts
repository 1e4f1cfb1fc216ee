import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { held, keyOf, sample, sentAgain } from '../../testing/store.fixture.ts';
import { migrateDatabase } from './file.ts';
import { migrations, schemaVersion } from './migrations.ts';
import { openSqlite } from './sqlite.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-'));
  path = join(folder, 'registrations.sqlite');
});
afterEach(() => rm(folder, { recursive: true }));

const insertInSchema1 = `INSERT INTO registration
  (reference, received_at, email_key, content_key, sealed) VALUES (?, ?, ?, ?, ?)`;

function addInSchema1(database: DatabaseSync, number: number): void {
  const { reference, receivedAt, emailKey, contentKey, sealed } = sample(number);
  database.prepare(insertInSchema1).run(reference, receivedAt, emailKey, contentKey, sealed);
}

/** A database from the first release, with an open log. */
function schema1(): DatabaseSync {
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA journal_mode = WAL;
    CREATE TABLE registration (
      arrival INTEGER PRIMARY KEY AUTOINCREMENT,
      reference TEXT NOT NULL UNIQUE,
      received_at TEXT NOT NULL,
      email_key TEXT NOT NULL,
      content_key TEXT NOT NULL UNIQUE,
      sealed BLOB NOT NULL
    ) STRICT;
    CREATE TABLE count (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
    INSERT INTO count VALUES ('honeypot', 7);
    PRAGMA application_id = 0x52656769;
    PRAGMA user_version = 1;`);
  for (const number of [3, 1, 2]) addInSchema1(database, number);
  return database;
}

const whole = (number: number) => ({ ...held(number), sealedEarly: undefined });

describe('a database of schema 1', () => {
  it.each(['read', 'write', 'create'] as const)(
    'is refused with what to run when it is opened to %s, and stays as it is',
    async (access) => {
      schema1().close();
      const before = await readFile(path);
      expect(() => openSqlite(path, access)).toThrow(
        `The database ${path} has schema 1, and this release needs schema ${schemaVersion}. Stop the server, keep a ` +
          `copy of the file, and run \`npm run registrations -- migrate --database ${path}\`.`,
      );
      expect(await readFile(path)).toEqual(before);
    },
  );

  it('keeps every row, their order and the counts when it is migrated', async () => {
    schema1().close();
    expect(migrateDatabase(path)).toBe(1);
    const store = openSqlite(path, 'write');
    expect(await store.list()).toEqual([whole(3), whole(1), whole(2)]);
    expect(await store.counts()).toEqual({ honeypot: 7 });
    await store.add(sample(4));
    expect((await store.list()).at(-1)).toEqual(held(4));
    await store.close();
  });

  it('tells what it held from what came later, and deletes the first answers of that alone', async () => {
    schema1().close();
    migrateDatabase(path);
    const store = openSqlite(path, 'write');
    await store.add(sample(4));
    expect(await store.holdings()).toEqual({ registrations: 4, first: 1, whole: 3 });
    expect(await store.deleteFirst()).toBe(1);
    expect((await store.list()).slice(0, 3)).toEqual([whole(3), whole(1), whole(2)]);
    expect(await store.deleteAll()).toBe(4);
    await store.close();
  });

  it('has the tables of a new one when it is migrated', () => {
    schema1().close();
    migrateDatabase(path);
    const fresh = join(folder, 'fresh.sqlite');
    void openSqlite(fresh, 'create').close();
    const [migrated, made] = [path, fresh].map((file) => {
      const database = new DatabaseSync(file, { readOnly: true });
      const columns = database.prepare("SELECT * FROM pragma_table_info('registration')").all();
      database.close();
      return columns;
    });
    expect(migrated).toEqual(made);
  });

  it('takes what a server of its release adds after the migration', async () => {
    const running = schema1();
    migrateDatabase(path);
    addInSchema1(running, 4);
    running.close();
    const store = openSqlite(path, 'read');
    expect((await store.list()).at(-1)).toEqual(whole(4));
    await store.close();
  });

  it('is migrated once, and a second time nothing changes', async () => {
    schema1().close();
    migrateDatabase(path);
    const before = await readFile(path);
    expect(migrateDatabase(path)).toBe(schemaVersion);
    expect(await readFile(path)).toEqual(before);
  });
});

describe('a database of schema 7, where the same answers were one registration', () => {
  it('knows the sender of a key again, and takes the same answers of another', async () => {
    const older = new DatabaseSync(path);
    for (const migration of migrations.slice(0, 7)) older.exec(migration);
    addInSchema1(older, 1);
    addInSchema1(older, 2);
    const remember = older.prepare('INSERT INTO idempotency VALUES (?, ?, ?, 0)');
    remember.run(keyOf(1).key, sample(1).contentKey, sample(1).receivedAt);
    older.exec('PRAGMA application_id = 0x52656769; PRAGMA user_version = 7');
    older.close();
    expect(migrateDatabase(path)).toBe(7);
    const store = openSqlite(path, 'write');
    expect(await store.list()).toEqual([whole(1), whole(2)]);
    expect(await store.add(sentAgain(1, 3))).toEqual({ reference: sample(1).reference });
    const stranger = { ...sample(4), contentKey: sample(1).contentKey };
    expect(await store.add(stranger)).toEqual({ reference: sample(4).reference });
    await store.close();
  });
});

describe('migrating refuses', () => {
  it('a database that is not there, and makes none', () => {
    expect(() => migrateDatabase(path)).toThrow(`There is no database at ${path}, or it is empty.`);
  });

  it('a newer schema, and leaves it as it is', async () => {
    const newer = schema1();
    newer.exec(`PRAGMA user_version = ${schemaVersion + 1}; PRAGMA journal_mode = DELETE;`);
    newer.close();
    const before = await readFile(path);
    expect(() => migrateDatabase(path)).toThrow(
      `has schema ${schemaVersion + 1}, and this release needs schema ${schemaVersion}. Run the release that wrote it`,
    );
    expect(await readFile(path)).toEqual(before);
  });

  it('a database of something else', () => {
    const other = new DatabaseSync(path);
    other.exec('CREATE TABLE invoice (total INTEGER)');
    other.close();
    expect(() => migrateDatabase(path)).toThrow(
      'does not hold registrations. Choose another file.',
    );
  });
});
