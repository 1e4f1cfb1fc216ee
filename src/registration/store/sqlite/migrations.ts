import type { DatabaseSync } from 'node:sqlite';
import { organiserCommand } from '../../record/organiser-command.ts';

/** The file's mark as a store of registrations: "Regi" (https://www.sqlite.org/pragma.html). */
const applicationId = 0x52656769;

/**
 * The migrations in order: each leads from one version of the schema to the next, the first from an
 * empty file. They only go forward. Never change one; add a new one.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE registration (
    arrival INTEGER PRIMARY KEY AUTOINCREMENT,
    reference TEXT NOT NULL UNIQUE,
    received_at TEXT NOT NULL,
    email_key TEXT NOT NULL,
    content_key TEXT NOT NULL UNIQUE,
    sealed BLOB NOT NULL
  ) STRICT;
  CREATE TABLE count (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;`,
  // "whole" marks a record that also holds the early-deleted answers. A running server with schema
  // 1 does not know the column, and what it adds is whole: hence the default.
  `ALTER TABLE registration ADD COLUMN sealed_first BLOB;
  ALTER TABLE registration ADD COLUMN whole INTEGER NOT NULL DEFAULT 1 CHECK (whole IN (0, 1));`,
  `ALTER TABLE registration ADD COLUMN state TEXT NOT NULL DEFAULT 'received';
  CREATE TABLE place (
    name TEXT PRIMARY KEY,
    capacity INTEGER NOT NULL,
    taken INTEGER NOT NULL,
    CHECK (taken BETWEEN 0 AND capacity)
  ) STRICT;
  CREATE TABLE claim (
    reference TEXT NOT NULL,
    place TEXT NOT NULL,
    held INTEGER NOT NULL CHECK (held IN (0, 1)),
    PRIMARY KEY (reference, place)
  ) STRICT;
  CREATE TABLE history (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    reference TEXT NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
  ) STRICT;
  CREATE INDEX history_of ON history (reference);`,
  // The mails to send, their recipients, and how many one address got in a day: never more than
  // three.
  `CREATE TABLE contact (reference TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
  CREATE TABLE outbox (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    reference TEXT NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    next_at TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0 CHECK (failed IN (0, 1))
  ) STRICT;
  CREATE INDEX outbox_of ON outbox (reference);
  CREATE INDEX outbox_due ON outbox (failed, next_at);
  CREATE TABLE sent (
    email_key TEXT NOT NULL,
    day TEXT NOT NULL,
    mails INTEGER NOT NULL CHECK (mails BETWEEN 0 AND 3),
    PRIMARY KEY (email_key, day)
  ) STRICT;`,
  // The status of a claim, since when it waits, and until when a place is offered to it. The
  // answers that a guest changed.
  `ALTER TABLE claim ADD COLUMN standing TEXT NOT NULL DEFAULT 'firm';
  ALTER TABLE claim ADD COLUMN since TEXT;
  ALTER TABLE claim ADD COLUMN until TEXT;
  ALTER TABLE history ADD COLUMN place TEXT;
  ALTER TABLE registration ADD COLUMN amended BLOB;`,
  // The conditions for adding registrations: hashes of where they come from, and of their keys.
  `CREATE TABLE allowance (
    key TEXT PRIMARY KEY,
    since TEXT NOT NULL,
    used INTEGER NOT NULL,
    most INTEGER NOT NULL,
    CHECK (used <= most)
  ) STRICT;
  CREATE TABLE idempotency (
    key TEXT PRIMARY KEY,
    content_key TEXT NOT NULL,
    at TEXT NOT NULL,
    clashes INTEGER NOT NULL CHECK (clashes = 0)
  ) STRICT;`,
  // Invitations by the hash of their code. The guest that one is bound to is a hash too.
  `CREATE TABLE invitation (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    code_key TEXT NOT NULL UNIQUE,
    email_key TEXT,
    expires_at TEXT,
    revoked INTEGER NOT NULL CHECK (revoked IN (0, 1)),
    used_by TEXT CHECK (used_by <> '')
  ) STRICT;`,
  // Other people may send the same answers as a guest, so the answers are no longer a key. Only a
  // key that the sender proves to own identifies a registration.
  `CREATE TABLE registration_anew (
    arrival INTEGER PRIMARY KEY AUTOINCREMENT,
    reference TEXT NOT NULL UNIQUE,
    received_at TEXT NOT NULL,
    email_key TEXT NOT NULL,
    content_key TEXT NOT NULL,
    sealed BLOB NOT NULL,
    sealed_first BLOB,
    whole INTEGER NOT NULL DEFAULT 1 CHECK (whole IN (0, 1)),
    state TEXT NOT NULL DEFAULT 'received',
    amended BLOB
  ) STRICT;
  INSERT INTO registration_anew SELECT arrival, reference, received_at, email_key, content_key, sealed,
    sealed_first, whole, state, amended FROM registration;
  DROP TABLE registration;
  ALTER TABLE registration_anew RENAME TO registration;
  CREATE INDEX registration_content ON registration (content_key);
  ALTER TABLE idempotency ADD COLUMN reference TEXT;
  UPDATE idempotency SET reference = (SELECT reference FROM registration
    WHERE registration.content_key = idempotency.content_key);`,
  // A guest's changed answers had a column of their own. Only an organiser's key opens them, so
  // they go behind the record as they are.
  `UPDATE registration SET sealed = unhex(hex(CAST('changed ' || length(sealed) || char(10) AS BLOB))
    || hex(sealed) || hex(amended)) WHERE amended IS NOT NULL;
  ALTER TABLE registration DROP COLUMN amended;`,
];

/** The version of this release's schema. */
export const schemaVersion = migrations.length;

/** The value of a pragma, such as `user_version`. */
export function valueOf(database: DatabaseSync, pragma: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0];
}

function isOlder(version: unknown): version is number {
  return typeof version === 'number' && version >= 1 && version < schemaVersion;
}

function advance(database: DatabaseSync, from: number): void {
  for (const migration of migrations.slice(from)) database.exec(migration);
  database.exec(`PRAGMA user_version = ${schemaVersion}`);
}

/** Creates the tables of an empty file in one transaction. */
export function makeSchema(database: DatabaseSync): void {
  database.exec('BEGIN IMMEDIATE');
  database.exec(`PRAGMA application_id = ${applicationId}`);
  advance(database, 0);
  database.exec('COMMIT');
}

/**
 * Migrates a database to this release's schema in one transaction. A newer one is left unchanged.
 * Returns the version that it had.
 */
export function migrateSchema(database: DatabaseSync): unknown {
  database.exec('BEGIN IMMEDIATE');
  // Read inside the transaction: another process may have migrated the file in the meantime.
  const version = valueOf(database, 'user_version');
  if (isOlder(version)) advance(database, version);
  database.exec('COMMIT');
  return version;
}

/** @throws Error with one sentence if the file holds something else, or is damaged. */
export function checkKind(database: DatabaseSync, path: string): void {
  if (valueOf(database, 'application_id') !== applicationId) {
    throw new Error(`The database ${path} does not hold registrations. Choose another file.`);
  }
  if (valueOf(database, 'quick_check(1)') !== 'ok') {
    throw new Error(`The database ${path} is damaged; restore it from a backup.`);
  }
}

/**
 * @throws Error with one sentence, which says what to run, if the schema belongs to another
 * release.
 */
export function checkVersion(database: DatabaseSync, path: string): void {
  const version = valueOf(database, 'user_version');
  if (version === schemaVersion) return;
  const remedy = isOlder(version)
    ? 'Stop the server, keep a copy of the file, and run ' +
      `\`${organiserCommand} migrate --database ${path}\`.`
    : 'Run the release that wrote it, or restore a backup that fits.';
  throw new Error(
    `The database ${path} has schema ${String(version)}, and this release needs schema ` +
      `${schemaVersion}. ${remedy}`,
  );
}
