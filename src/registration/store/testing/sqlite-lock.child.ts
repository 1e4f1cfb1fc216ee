/**
 * A process for tests: holds the write lock of the SQLite file in the argument, as a backup or a
 * forgotten shell does, until its input ends. It prints `held` once it has it.
 */
import { DatabaseSync } from 'node:sqlite';

const database = new DatabaseSync(process.argv[2] ?? '', { timeout: 10_000 });
database.exec('BEGIN IMMEDIATE');
process.stdout.write('held\n');
process.stdin.on('end', () => {
  database.exec('ROLLBACK');
  database.close();
});
process.stdin.resume();
