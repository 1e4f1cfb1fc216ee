import type { Store } from '../../store.ts';
import { postgresSchemaVersion } from '../../store/postgres-schema.ts';
import { SqlStore } from '../../store/sql-store.ts';
import { openSqlite } from '../../store/sqlite.ts';
import { integrityOf, migrateDatabase, type Access } from '../../store/sqlite-file.ts';
import { schemaVersion } from '../../store/sqlite-schema.ts';

/** Whether a database is a PostgreSQL's address, `postgres://…`; else it is the path of a SQLite file. */
export function isPostgres(database: string): boolean {
  return /^postgres(ql)?:\/\//.test(database);
}

/** What a database is called in what people read: its path, but never an address, which holds a password. */
export function nameOf(database: string): string {
  return isPostgres(database) ? 'DATABASE_URL' : database;
}

/** PostgreSQL's client takes a while to load: nobody waits for it who keeps registrations in a file. */
const postgres = () => import('../../store/postgres.ts');

/**
 * Opens the store in a database.
 * @throws Error with one sentence where it cannot serve.
 */
export async function openStore(database: string, access: Access): Promise<Store> {
  if (!isPostgres(database)) return openSqlite(database, access);
  const { openPostgres } = await postgres();
  return new SqlStore(await openPostgres(database, access));
}

/** The version of the schema that this release works with in a database. */
export function schemaOf(database: string): number {
  return isPostgres(database) ? postgresSchemaVersion : schemaVersion;
}

/**
 * Brings a database from an older schema to this release's, and answers the version that it had.
 * @throws Error with one sentence where it cannot; it is then left as it was.
 */
export async function migrateStore(database: string): Promise<unknown> {
  if (!isPostgres(database)) return migrateDatabase(database);
  return (await postgres()).migratePostgres(database);
}

/** What a check of a whole SQLite file says: `ok`, or what is wrong; of a PostgreSQL, what checks it. */
export function integrityIn(database: string): string {
  return isPostgres(database)
    ? 'not looked at; PostgreSQL has pg_amcheck for that'
    : integrityOf(database);
}
