import { organiserCommand } from '../../record/organiser-command.ts';
import { quoted } from '../../record/quoted.ts';
import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Access } from '../database-kind.ts';
import { resultCode } from './busy.ts';
import { checkKind, checkVersion, makeSchema, migrateSchema, valueOf } from './migrations.ts';

/**
 * How long opening waits for another process's lock, in milliseconds. It blocks the event loop, so
 * an open store waits in another way.
 */
const busyTimeout = 2000;

/** SQLite's primary result codes in an operator's words (https://www.sqlite.org/rescode.html). */
const causes = new Map([
  [5, 'is locked by another process'],
  [8, 'is read-only'],
  [10, 'cannot be read or written: the disk reports an error'],
  [11, 'is damaged; restore it from a backup'],
  [13, 'cannot be written: the disk is full'],
  [14, 'cannot be opened, or its folder is not writable'],
  [26, 'is damaged or not a database; restore it from a backup'],
]);

function sentence(path: string, cause: unknown): string {
  const meaning = causes.get(resultCode(cause)) ?? `cannot be used (${String(cause)})`;
  return `The database ${quoted(path)} ${meaning}.`;
}

/**
 * SQLite discards a log beside a missing or empty database, so neither is opened if there is a log.
 */
function checkBeginning(path: string, access: Access): void {
  if (access !== 'create') {
    throw new Error(
      `There is no database at ${quoted(path)}, or it is empty. Check the path, restore it from a backup, or ` +
        `run \`${organiserCommand} create\` before the first start.`,
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
    throw new Error(`The database ${quoted(path)} cannot be created: its folder is not writable.`, {
      cause,
    });
  }
}

function expect(value: unknown, wanted: unknown, refusal: string): void {
  if (value !== wanted) throw new Error(refusal);
}

/**
 * Asks for durability and for zeros over deleted data, and reads the settings back: SQLite silently
 * ignores what it cannot do.
 */
function makeDurable(database: DatabaseSync, path: string): void {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
  const refusal = `The database ${quoted(path)} is on a disk where SQLite cannot keep a log. Use a local disk.`;
  expect(valueOf(database, 'journal_mode'), 'wal', refusal);
  expect(valueOf(database, 'synchronous'), 2, refusal);
  expect(valueOf(database, 'busy_timeout'), busyTimeout, refusal);
  expect(valueOf(database, 'secure_delete'), 1, 'This SQLite cannot overwrite what it deletes.');
  // A read-only file opens without an error, and fails at the first write.
  database.exec('BEGIN IMMEDIATE; ROLLBACK;');
}

/** A connection on which the work succeeded. If it fails, the connection is closed. */
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
 * Opens a SQLite file of registrations, and checks it for damage and its schema. Unless it is only
 * read, it must allow the write-ahead log, synchronous commits and writing.
 * @throws Error with one sentence for the operator; an existing file is left unchanged.
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
 * Migrates a SQLite file of registrations to this release's schema without losing a row, and
 * returns the version that it had. A file with this release's schema is left unchanged.
 * @throws Error with one sentence for the operator; the file is left unchanged.
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
 * The result of SQLite's full check of a file: `ok`, or the first fault.
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
