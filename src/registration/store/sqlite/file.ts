import { quoted } from '../../record/quoted.ts';
import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Access } from '../database-kind.ts';
import { checkKind, checkVersion, makeSchema, migrateSchema, valueOf } from './migrations.ts';

/** Milliseconds that a statement waits for another process's lock; the event loop waits with it. */
const busyTimeout = 2000;

/** What SQLite's primary result codes mean to an operator (https://www.sqlite.org/rescode.html). */
const causes = new Map([
  [5, 'is locked by another process'],
  [8, 'may not be written'],
  [10, 'cannot be read or written: the disk reports an error'],
  [11, 'is damaged; restore it from a backup'],
  [13, 'cannot be written: the disk is full'],
  [14, 'cannot be opened, or its folder may not be written'],
  [26, 'is damaged or not a database; restore it from a backup'],
]);

function sentence(path: string, cause: unknown): string {
  const code =
    cause instanceof Error && 'errcode' in cause && typeof cause.errcode === 'number'
      ? cause.errcode & 0xff
      : 0;
  const meaning = causes.get(code) ?? `cannot be used (${String(cause)})`;
  return `The database ${quoted(path)} ${meaning}.`;
}

/** SQLite discards the log beside a missing or empty database, so neither is opened while one is there. */
function checkBeginning(path: string, access: Access): void {
  if (access !== 'create') {
    throw new Error(
      `There is no database at ${quoted(path)}, or it is empty. Name another, restore it from a backup, or ` +
        'start the endpoint once with --create to make one.',
    );
  }
  if (existsSync(`${path}-wal`)) {
    throw new Error(
      `The database ${path} is missing, but its log ${path}-wal is there and may hold ` +
        'registrations. Restore the database from a backup, or move the log away.',
    );
  }
}

function makeFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (cause) {
    throw new Error(`The database ${quoted(path)} cannot be made: its folder may not be written.`, {
      cause,
    });
  }
}

function expect(value: unknown, wanted: unknown, refusal: string): void {
  if (value !== wanted) throw new Error(refusal);
}

/**
 * Asks for durability, and for zeros over what is deleted, and reads back whether they are given: SQLite
 * ignores what it cannot do.
 */
function makeDurable(database: DatabaseSync, path: string): void {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
  const refusal = `The database ${quoted(path)} stands where SQLite cannot keep a log. Name a local disk.`;
  expect(valueOf(database, 'journal_mode'), 'wal', refusal);
  expect(valueOf(database, 'synchronous'), 2, refusal);
  expect(valueOf(database, 'busy_timeout'), busyTimeout, refusal);
  expect(valueOf(database, 'secure_delete'), 1, 'This SQLite cannot overwrite what it deletes.');
  // A read-only file opens without a word, and shows itself at the first write.
  database.exec('BEGIN IMMEDIATE; ROLLBACK;');
}

/** A connection on which the work was done; one on which it failed is closed. */
function connected(
  path: string,
  readOnly: boolean,
  work: (database: DatabaseSync) => void,
): DatabaseSync {
  try {
    const database = new DatabaseSync(path, { readOnly, timeout: busyTimeout });
    try {
      work(database);
    } catch (cause) {
      database.close();
      throw cause;
    }
    return database;
  } catch (cause) {
    const isRefusal = cause instanceof Error && !('errcode' in cause);
    throw isRefusal ? cause : new Error(sentence(path, cause), { cause });
  }
}

function isFresh(path: string): boolean {
  return !existsSync(path) || statSync(path).size === 0;
}

/**
 * Opens a SQLite file of registrations: checked for damage, for its schema and, unless it is only read,
 * for write-ahead log, synchronous commits and the right to write.
 * @throws Error with one sentence for the operator; an existing file is then left as it was.
 */
export function openDatabase(path: string, access: Access): DatabaseSync {
  const fresh = isFresh(path);
  if (fresh) checkBeginning(path, access);
  if (!existsSync(path)) makeFile(path);
  return connected(path, access === 'read', (database) => {
    if (fresh) makeSchema(database);
    checkKind(database, path);
    checkVersion(database, path);
    if (access !== 'read') makeDurable(database, path);
  });
}

/**
 * Brings a SQLite file of registrations from an older schema to this release's, without losing a row, and
 * answers the version that it had. A file of this release's schema stays as it is.
 * @throws Error with one sentence for the operator; the file is then left as it was.
 */
export function migrateDatabase(path: string): unknown {
  if (isFresh(path)) checkBeginning(path, 'write');
  let version: unknown;
  connected(path, false, (database) => {
    checkKind(database, path);
    version = migrateSchema(database);
    checkVersion(database, path);
  }).close();
  return version;
}

/**
 * What SQLite's full check of a file says: `ok`, or the first thing that is wrong.
 * @throws Error with one sentence for the operator.
 */
export function integrityOf(path: string): string {
  const database = openDatabase(path, 'read');
  try {
    return String(valueOf(database, 'integrity_check(1)'));
  } finally {
    database.close();
  }
}
