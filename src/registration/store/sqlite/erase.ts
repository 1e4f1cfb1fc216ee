import type { DatabaseSync } from 'node:sqlite';
import { valueOf } from './migrations.ts';

/** Brings the whole log into the database and cuts it to nothing. */
function clearLog(database: DatabaseSync): void {
  // The first column says whether another connection stood in the way.
  if (valueOf(database, 'wal_checkpoint(TRUNCATE)') !== 0) {
    throw new Error('another process reads the database, so that its log cannot be cleared');
  }
}

/**
 * Does work that deletes, and leaves no byte of what it deleted in the database or its log. `secure_delete` puts zeros where a row was, but not where one was before
 * SQLite moved it; `VACUUM` writes the whole file anew. Every step runs each time, so that a run after
 * one that was cut short finishes its work.
 * Sources: https://www.sqlite.org/pragma.html#pragma_secure_delete, https://www.sqlite.org/lang_vacuum.html.
 */
export function erase<Result>(database: DatabaseSync, work: () => Result): Result {
  const result = work();
  clearLog(database);
  database.exec('VACUUM');
  clearLog(database);
  return result;
}
