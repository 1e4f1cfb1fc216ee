import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  hasPostgres,
  PostgresServer,
  query,
} from '../../src/registration/store/testing/postgres-server.fixture.ts';

/** A kind of store, with what the bench needs in addition. */
export interface BenchStore {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** The setting, with its value, that gives a host an empty database of its own. */
  readonly empty: () => Promise<readonly [setting: string, database: string]>;
  /** How many registrations a database holds. */
  readonly stored: (database: string) => Promise<number>;
  readonly clear: () => Promise<void>;
}

const count = 'SELECT count(DISTINCT content_key) AS stored FROM registration';

/** SQLite files in a folder. */
export function sqliteIn(folder: string): BenchStore {
  let files = 0;
  return {
    name: 'SQLite',
    empty: async () => {
      files += 1;
      return ['REGISTRATION_DATABASE', join(folder, `${files}.sqlite`)];
    },
    stored: async (database) => {
      using file = new DatabaseSync(database, { readOnly: true });
      return Number(file.prepare(count).get()?.['stored']);
    },
    clear: async () => {},
  };
}

/** The id of a file system in memory (https://man7.org/linux/man-pages/man2/statfs.2.html). */
const tmpfs = 0x01021994;

/** A PostgreSQL for the bench; a sentence if there is none, or no disk for it. */
export async function postgres(): Promise<BenchStore | string> {
  if (!hasPostgres()) {
    return 'no PostgreSQL: it needs `initdb` and `postgres`, such as Debian’s `postgresql` has';
  }
  if ((await statfs(tmpdir())).type === tmpfs) {
    return `no PostgreSQL: ${tmpdir()} lies in memory, where a commit is free; name a TMPDIR on a disk`;
  }
  const server = await PostgresServer.start();
  return {
    name: 'PostgreSQL',
    empty: async () => ['DATABASE_URL', await server.emptyDatabase()],
    stored: async (database) => Number((await query(database, count))[0]?.['stored']),
    clear: () => server.clear(),
  };
}
