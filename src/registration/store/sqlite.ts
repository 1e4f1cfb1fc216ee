import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { z } from 'zod';
import type { Store, StoredRegistration } from '../store.ts';
import { erase } from './sqlite-erasure.ts';
import { openDatabase, type Access } from './sqlite-file.ts';
import { unavailable, Writes } from './sqlite-writes.ts';

const rowSchema = z.strictObject({
  reference: z.string(),
  received_at: z.string(),
  email_key: z.string(),
  content_key: z.string(),
  sealed: z.instanceof(Uint8Array),
  sealed_first: z.instanceof(Uint8Array).nullable(),
});
const standingSchema = z.strictObject({ reference: z.string() });
const holdingsSchema = z.strictObject({
  registrations: z.number(),
  first: z.number(),
  whole: z.number(),
});
const countSchema = z.strictObject({ name: z.string(), value: z.number() });

const insert = `INSERT INTO registration (reference, received_at, email_key, content_key, sealed,
  sealed_first, whole) VALUES (?, ?, ?, ?, ?, ?, 0) ON CONFLICT (content_key) DO NOTHING`;
const standing = 'SELECT reference FROM registration WHERE content_key = ?';
const everything = `SELECT reference, received_at, email_key, content_key, sealed, sealed_first
  FROM registration ORDER BY arrival`;
const holdings = `SELECT count(*) AS registrations, count(sealed_first) AS first,
  count(*) FILTER (WHERE whole = 1) AS whole FROM registration`;
const deleteFirst = `UPDATE registration
  SET sealed_first = NULL, content_key = lower(hex(randomblob(32))) WHERE sealed_first IS NOT NULL`;
const increment = `INSERT INTO count (name, value) VALUES (?, 1)
  ON CONFLICT (name) DO UPDATE SET value = value + 1`;

function registrationOf(row: unknown): StoredRegistration {
  const { reference, received_at, email_key, content_key, sealed, sealed_first } =
    rowSchema.parse(row);
  return {
    reference,
    receivedAt: received_at,
    emailKey: email_key,
    contentKey: content_key,
    sealed,
    sealedFirst: sealed_first ?? undefined,
  };
}

class SqliteStore implements Store {
  readonly #database: DatabaseSync;
  readonly #writes: Writes;
  readonly #insert: StatementSync;
  readonly #standing: StatementSync;
  readonly #increment: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#writes = new Writes(database);
    this.#insert = database.prepare(insert);
    this.#standing = database.prepare(standing);
    this.#increment = database.prepare(increment);
  }

  add(registration: StoredRegistration) {
    const { reference, receivedAt, emailKey, contentKey, sealed, sealedFirst } = registration;
    return this.#writes.add(() => {
      const values = [reference, receivedAt, emailKey, contentKey, sealed, sealedFirst ?? null];
      const { changes } = this.#insert.run(...values);
      if (changes === 1) return reference;
      return standingSchema.parse(this.#standing.get(contentKey)).reference;
    });
  }

  list() {
    return this.#answer(() => this.#database.prepare(everything).all().map(registrationOf));
  }

  async raise(count: string) {
    await this.#writes.add(() => this.#increment.run(count));
  }

  counts() {
    return this.#answer(() => {
      const rows = this.#database.prepare('SELECT name, value FROM count').all();
      const counts = rows.map((row) => countSchema.parse(row));
      return Object.fromEntries(counts.map(({ name, value }) => [name, value]));
    });
  }

  holdings() {
    return this.#answer(() => holdingsSchema.parse(this.#database.prepare(holdings).get()));
  }

  deleteFirst() {
    return this.#erase(deleteFirst);
  }

  deleteAll() {
    return this.#erase('DELETE FROM registration');
  }

  async close() {
    if (!this.#database.isOpen) return;
    this.#writes.commit();
    this.#database.close();
  }

  #erase(statement: string): Promise<number> {
    return this.#answer(() => {
      this.#writes.commit();
      return erase(this.#database, statement);
    });
  }

  async #answer<Result>(work: () => Result): Promise<Result> {
    try {
      return work();
    } catch (cause) {
      throw unavailable(cause);
    }
  }
}

/**
 * Opens the store in a SQLite file, durable by a write-ahead log and a synchronised commit.
 * `read` needs an existing database and changes nothing; `write` needs one as well; `create` makes an
 * empty one where none is.
 * @throws Error with one sentence where the file cannot serve; it is then left as it was.
 */
export function openSqlite(path: string, access: Access): Store {
  return new SqliteStore(openDatabase(path, access));
}
