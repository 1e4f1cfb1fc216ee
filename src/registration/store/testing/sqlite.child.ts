/**
 * A process for tests: adds made-up registrations to the database in the argument until it is
 * stopped. Prints the reference of each once it is acknowledged, or the error's name.
 */
import { setImmediate } from 'node:timers/promises';
import { sample } from '../../testing/store.fixture.ts';
import { openSqlite } from '../sqlite/sqlite.ts';

const store = openSqlite(process.argv[2] ?? '', 'create');
for (let number = 1; number < 1_000_000; number += 1) {
  const line = await store.add(sample(number)).then(
    (added) => ('reference' in added ? added.reference : 'full'),
    (cause: Error) => cause.name,
  );
  process.stdout.write(`${line}\n`);
  await setImmediate();
}
