import type { ClientBase, Pool } from 'pg';
import type { Access } from '../database-kind.ts';
import { StoreUnavailable } from '../store.ts';
import { PendingWork } from '../sql/pending-work.ts';
import type { Database, Outcome, Statement } from '../sql/database.ts';
import { onPatient, onPooled, poolOf, run, transaction } from './connections.ts';
import { erase } from './erase.ts';
import { persist } from './errors.ts';
import { checkPostgresSchema, makePostgresSchema, migratePostgresSchema } from './migrations.ts';

class PostgresDatabase implements Database {
  readonly #url: string;
  readonly #pool: Pool;
  readonly #begun = new PendingWork();

  constructor(url: string, pool: Pool) {
    this.#url = url;
    this.#pool = pool;
  }

  batch(statements: readonly Statement[]): Promise<readonly Outcome[]> {
    return this.#begun.add(() => this.#onPooled((client) => transaction(client, statements)));
  }

  async read(statement: Statement) {
    const read = () => this.#onPooled((client) => run(client, statement));
    return (await this.#begun.add(read)).rows;
  }

  erase(statements: readonly Statement[]): Promise<readonly Outcome[]> {
    return this.#begun.addAfter(() => erase(this.#url, statements));
  }

  async close() {
    if (await this.#begun.close()) await this.#pool.end();
  }

  #onPooled<Result>(work: (client: ClientBase) => Promise<Result>): Promise<Result> {
    return persist(() => onPooled(this.#pool, work));
  }
}

/** @throws StoreUnavailable if the address is invalid. It holds a password, so it is not quoted. */
function checkAddress(url: string): void {
  if (URL.canParse(url) && /^postgres(ql)?:/.test(url)) return;
  throw new StoreUnavailable(
    'DATABASE_URL is not the address of a PostgreSQL database. Write one such as ' +
      'postgres://ROLE:PASSWORD@HOST:5432/DATABASE.',
  );
}

/**
 * Opens a PostgreSQL database of registrations, `postgres://…`. `read` changes nothing. `write`
 * needs existing tables. `create` makes them in an empty database, even if several instances start
 * at once.
 * @throws StoreUnavailable with one sentence that names no role, password, host or database.
 */
export async function openPostgres(url: string, access: Access): Promise<Database> {
  checkAddress(url);
  const pool = poolOf(url, access === 'read');
  const database = new PostgresDatabase(url, pool);
  try {
    await persist(() =>
      onPooled(pool, async (client) => {
        if (access === 'create') await makePostgresSchema(client);
        await checkPostgresSchema(client);
      }),
    );
  } catch (cause) {
    await database.close();
    throw cause;
  }
  return database;
}

/**
 * Migrates a PostgreSQL database of registrations to this release's schema without losing a row,
 * and returns the version that it had.
 * @throws StoreUnavailable with one sentence; the database is left unchanged.
 */
export async function migratePostgres(url: string): Promise<number> {
  checkAddress(url);
  return persist(() =>
    onPatient(url, async (client) => {
      const version = await migratePostgresSchema(client);
      await checkPostgresSchema(client);
      return version;
    }),
  );
}
