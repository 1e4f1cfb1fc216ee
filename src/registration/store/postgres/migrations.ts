import type { ClientBase } from 'pg';
import * as z from 'zod/mini';
import { organiserCommand } from '../../record/organiser-command.ts';
import { StoreUnavailable } from '../store.ts';

/**
 * The migrations in order: each leads from one version of the schema to the next, the first from an
 * empty database. They only go forward. Never change one; add a new one. Names sort by their bytes,
 * as in SQLite.
 */
const migrations = [
  `CREATE TABLE registration_schema (version INTEGER NOT NULL);
  INSERT INTO registration_schema VALUES (0);
  CREATE TABLE registration (
    arrival BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    received_at TEXT NOT NULL,
    email_key TEXT NOT NULL,
    content_key TEXT NOT NULL UNIQUE,
    sealed BYTEA NOT NULL,
    sealed_first BYTEA,
    whole INTEGER NOT NULL CHECK (whole IN (0, 1))
  );
  CREATE TABLE count (name TEXT PRIMARY KEY, value BIGINT NOT NULL);`,
  `ALTER TABLE registration ADD COLUMN state TEXT NOT NULL DEFAULT 'received';
  CREATE TABLE place (
    name TEXT COLLATE "C" PRIMARY KEY,
    capacity INTEGER NOT NULL,
    taken INTEGER NOT NULL,
    CHECK (taken BETWEEN 0 AND capacity)
  );
  CREATE TABLE claim (
    reference TEXT COLLATE "C" NOT NULL,
    place TEXT COLLATE "C" NOT NULL,
    held INTEGER NOT NULL CHECK (held IN (0, 1)),
    PRIMARY KEY (reference, place)
  );
  CREATE TABLE history (
    sequence BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    reference TEXT NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
  );
  CREATE INDEX history_of ON history (reference);`,
  // The mails to send, their recipients, and how many one address got in a day: never more than
  // three.
  `CREATE TABLE contact (reference TEXT PRIMARY KEY, sealed BYTEA NOT NULL);
  CREATE TABLE outbox (
    sequence BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    reference TEXT NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    next_at TEXT COLLATE "C" NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0 CHECK (failed IN (0, 1))
  );
  CREATE INDEX outbox_of ON outbox (reference);
  CREATE INDEX outbox_due ON outbox (failed, next_at);
  CREATE TABLE sent (
    email_key TEXT NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    mails INTEGER NOT NULL CHECK (mails BETWEEN 0 AND 3),
    PRIMARY KEY (email_key, day)
  );`,
  // The status of a claim, since when it waits, and until when a place is offered to it. Its
  // reference is compared with that of registration, which sorts by the database's own order.
  `ALTER TABLE claim ALTER COLUMN reference TYPE TEXT COLLATE "default";
  ALTER TABLE claim ADD COLUMN standing TEXT NOT NULL DEFAULT 'firm';
  ALTER TABLE claim ADD COLUMN since TEXT COLLATE "C";
  ALTER TABLE claim ADD COLUMN until TEXT COLLATE "C";
  ALTER TABLE history ADD COLUMN place TEXT;
  ALTER TABLE registration ADD COLUMN amended BYTEA;`,
  // The conditions for adding registrations: hashes of where they come from, and of their keys.
  `CREATE TABLE allowance (
    key TEXT PRIMARY KEY,
    since TEXT COLLATE "C" NOT NULL,
    used INTEGER NOT NULL,
    most INTEGER NOT NULL,
    CHECK (used <= most)
  );
  CREATE TABLE idempotency (
    key TEXT PRIMARY KEY,
    content_key TEXT NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    clashes INTEGER NOT NULL CHECK (clashes = 0)
  );`,
  // Invitations by the hash of their code. The guest that one is bound to is a hash too.
  `CREATE TABLE invitation (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code_key TEXT NOT NULL UNIQUE,
    email_key TEXT,
    expires_at TEXT,
    revoked INTEGER NOT NULL CHECK (revoked IN (0, 1)),
    used_by TEXT CHECK (used_by <> '')
  );`,
  // Other people may send the same answers as a guest, so the answers are no longer a key. Only a
  // key that the sender proves to own identifies a registration.
  `ALTER TABLE registration DROP CONSTRAINT registration_content_key_key;
  CREATE INDEX registration_content ON registration (content_key);
  ALTER TABLE idempotency ADD COLUMN reference TEXT;
  UPDATE idempotency SET reference = (SELECT reference FROM registration
    WHERE registration.content_key = idempotency.content_key);`,
  // A guest's changed answers had a column of their own. Only an organiser's key opens them, so
  // they go behind the record as they are.
  `UPDATE registration SET sealed = convert_to('changed ' || length(sealed) || chr(10), 'UTF8') || sealed || amended
    WHERE amended IS NOT NULL;
  ALTER TABLE registration DROP COLUMN amended;`,
] as const;

/** The version of this release's PostgreSQL schema. */
export const postgresSchemaVersion = migrations.length;

/**
 * This program's own number for an advisory lock, "Regi". Instances wait for each other with it.
 */
const lock = 0x52656769;

const tableRow = z.object({ name: z.string() });
const versionRow = z.object({ version: z.number() });

/** The names of the tables in the schema that this connection uses. */
export async function tablesOf(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query(
    'SELECT tablename::text AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1',
  );
  return rows.map((row) => tableRow.parse(row).name);
}

/** The version of the schema, 0 if the database is empty. */
async function versionOf(client: ClientBase): Promise<number> {
  const tables = await tablesOf(client);
  if (tables.length === 0) return 0;
  if (!tables.includes('registration_schema')) {
    throw new StoreUnavailable(
      'The PostgreSQL database does not hold registrations. Set DATABASE_URL to the right one.',
    );
  }
  const { rows } = await client.query('SELECT version FROM registration_schema');
  return versionRow.parse(rows[0]).version;
}

async function advance(client: ClientBase, from: number): Promise<void> {
  for (const migration of migrations.slice(from)) await client.query(migration);
  const version = [postgresSchemaVersion];
  await client.query('UPDATE registration_schema SET version = $1', version);
}

/**
 * Migrates the schema from an accepted version while no other instance does. Returns the version
 * that it had.
 */
async function advanceAlone(
  client: ClientBase,
  fits: (version: number) => boolean,
): Promise<number> {
  await client.query('BEGIN');
  await client.query('SELECT pg_advisory_xact_lock($1)', [lock]);
  const version = await versionOf(client);
  if (fits(version)) await advance(client, version);
  await client.query('COMMIT');
  return version;
}

/** Creates the tables in an empty database. */
export async function makePostgresSchema(client: ClientBase): Promise<void> {
  // Asks without the lock first, so that a role that may not create tables can start.
  if ((await versionOf(client)) === 0) await advanceAlone(client, (version) => version === 0);
}

/**
 * Migrates a database to this release's schema in one transaction. A newer one is left unchanged.
 * Returns the version that it had.
 */
export function migratePostgresSchema(client: ClientBase): Promise<number> {
  return advanceAlone(client, (version) => version > 0 && version < postgresSchemaVersion);
}

/**
 * @throws StoreUnavailable with one sentence, which says what to do, if the schema belongs to
 * another release.
 */
export async function checkPostgresSchema(client: ClientBase): Promise<void> {
  const version = await versionOf(client);
  if (version === postgresSchemaVersion) return;
  if (version === 0) {
    throw new StoreUnavailable(
      `The PostgreSQL database is empty. Run \`${organiserCommand} create\` before the first start, ` +
        'or set DATABASE_URL to the right one.',
    );
  }
  const remedy =
    version < postgresSchemaVersion
      ? `Stop the servers, keep a backup, and run \`${organiserCommand} migrate\`.`
      : 'Run the release that wrote it, or restore a backup that fits.';
  throw new StoreUnavailable(
    `The PostgreSQL database has schema ${version}, and this release needs schema ` +
      `${postgresSchemaVersion}. ${remedy}`,
  );
}
