import type { Store } from '../../store/store.ts';
import { postgresSchemaVersion } from '../../store/postgres/migrations.ts';
import { SqlStore } from '../../store/sql/sql-store.ts';
import { openSqlite } from '../../store/sqlite/sqlite.ts';
import { quoted } from '../../record/quoted.ts';
import { integrityOf, migrateDatabase, type Access } from '../../store/sqlite/file.ts';
import { schemaVersion } from '../../store/sqlite/migrations.ts';

/** Whether a database is a PostgreSQL's address, `postgres://…`; else it is the path of a SQLite file. */
export function isPostgres(database: string): boolean {
  return /^postgres(ql)?:\/\//.test(database);
}

/** Whether a database is Cloudflare's, `d1://ACCOUNT/DATABASE`. */
function isD1(database: string): boolean {
  return database.startsWith('d1://');
}

/** Whether a database is the path of a SQLite file. */
export function isFile(database: string): boolean {
  return !isPostgres(database) && !isD1(database);
}

/** What a database is called in what people read: its path, but never an address, which holds a password. */
export function nameOf(database: string): string {
  return isPostgres(database) ? 'DATABASE_URL' : quoted(database);
}

/** PostgreSQL's client takes a while to load: nobody waits for it who keeps registrations in a file. */
const postgres = () => import('../../store/postgres/postgres.ts');
const d1 = () =>
  Promise.all([import('../../store/d1/d1.ts'), import('../../store/d1/http-api.ts')]);

/**
 * Opens the store in a database.
 * @throws Error with one sentence where it cannot serve.
 */
export async function openStore(database: string, access: Access): Promise<Store> {
  if (isFile(database)) return openSqlite(database, access);
  if (isD1(database)) {
    const [{ openD1 }, { d1AccessFrom, d1ByHttp }] = await d1();
    return new SqlStore(await openD1(d1ByHttp(d1AccessFrom(database, process.env))));
  }
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
  if (isFile(database)) return migrateDatabase(database);
  if (isD1(database)) {
    throw new Error('Run `wrangler d1 migrations apply registrations --remote` for D1.');
  }
  return (await postgres()).migratePostgres(database);
}

/** What a check of a whole SQLite file says: `ok`, or what is wrong; of another database, what checks it. */
export function integrityIn(database: string): string {
  if (isFile(database)) return integrityOf(database);
  return isD1(database)
    ? 'not checked; Cloudflare takes care of it'
    : 'not checked; use pg_amcheck for PostgreSQL';
}
