import type { DatabaseSync } from 'node:sqlite';
import { Occupied, persist } from './busy.ts';
import { valueOf } from './migrations.ts';

/** Moves the whole log into the database and empties it. */
function clearLog(database: DatabaseSync): void {
  // The first column says whether another connection was in the way.
  if (valueOf(database, 'wal_checkpoint(TRUNCATE)') !== 0) {
    throw new Occupied('another process uses the database, so its log cannot be cleared');
  }
}

/**
 * Does work that deletes, and leaves no byte of the deleted data in the database or its log.
 * `secure_delete` overwrites a deleted row with zeros, but not the places from which SQLite moved
 * it. `VACUUM` rewrites the whole file. Each run does every step, so that running it again after an
 * interruption finishes the work. Sources: https://www.sqlite.org/pragma.html#pragma_secure_delete,
 * https://www.sqlite.org/lang_vacuum.html.
 */
export async function erase<Result>(
  database: DatabaseSync,
  work: () => Promise<Result>,
): Promise<Result> {
  const result = await work();
  await persist(() => clearLog(database));
  await persist(() => database.exec('VACUUM'));
  await persist(() => clearLog(database));
  return result;
}
