/**
 * For tests, as a process of its own: deletes from the database that the first argument names, again and
 * again until it is stopped or fails, and says so. The second argument is `first` or `everything`.
 */
import { writeSync } from 'node:fs';
import { openSqlite } from '../sqlite/sqlite.ts';

const store = openSqlite(process.argv[2] ?? '', 'write');
writeSync(1, 'begins\n');
try {
  for (;;) {
    if (process.argv[3] === 'everything') await store.deleteAll();
    else await store.deleteFirst();
  }
} catch (cause) {
  writeSync(1, `${cause instanceof Error ? cause.name : String(cause)}\n`);
}
