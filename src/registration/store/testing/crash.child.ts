/**
 * A process for tests: adds made-up registrations, two at a time, and is killed with signal 9 at a
 * named point. Arguments: the database, the point, how often to pass it first, and the number of
 * the first registration. Prints each reference once the store acknowledges it.
 */
import { writeSync } from 'node:fs';
import { DatabaseSync, StatementSync, type SQLInputValue } from 'node:sqlite';
import { sentAgain } from '../../testing/store.fixture.ts';
import { openSqlite } from '../sqlite/sqlite.ts';

const [, , path = '', point = '', times = '0', first = '0'] = process.argv;
let left = Number(times);

function reach(here: string): void {
  if (here !== point) return;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
  left -= 1;
}

// The points surround the store's calls to SQLite, so that the store itself knows nothing of them.
const { exec } = DatabaseSync.prototype;
DatabaseSync.prototype.exec = function (sql) {
  reach(`before ${sql}`);
  exec.call(this, sql);
  reach(`after ${sql}`);
};
for (const method of ['all', 'run'] as const) {
  const original = StatementSync.prototype[method];
  Object.defineProperty(StatementSync.prototype, method, {
    value(this: StatementSync, ...values: SQLInputValue[]): unknown {
      const outcome: unknown = Reflect.apply(original, this, values);
      reach(`after ${this.sourceSQL.split(' ', 3).join(' ')}`);
      return outcome;
    },
  });
}

const store = openSqlite(path, 'write');

async function add(number: number): Promise<void> {
  const registration = { ...sentAgain(number, number), contact: Uint8Array.of(1) };
  const added = await store.add(registration, [{ name: 'visit/yes', capacity: 10_000 }]);
  reach('before the reply');
  writeSync(process.stdout.fd, `${'reference' in added ? added.reference : 'full'}\n`);
}

for (const number of [0, 2]) {
  await Promise.all([add(Number(first) + number), add(Number(first) + number + 1)]);
}
