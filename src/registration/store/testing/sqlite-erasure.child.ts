/**
 * A process for tests: deletes from the database in the first argument, again and again until it is
 * stopped or fails, and reports it. The second argument is `first` or `everything`.
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
