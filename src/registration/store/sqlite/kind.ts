import { quoted } from '../../record/quoted.ts';
import type { DatabaseKind } from '../database-kind.ts';
import { integrityOf, migrateDatabase } from './file.ts';
import { schemaVersion } from './migrations.ts';
import { openSqlite } from './sqlite.ts';

/** SQLite: a file, by its path. */
export const sqlite: DatabaseKind = {
  name: 'SQLite',
  example: '.data/registrations.sqlite',
  isAddress: (address) => !/^[a-z][a-z\d+.-]*:\/\//i.test(address),
  isServer: false,
  displayName: quoted,
  schemaVersion,
  open: async (path, access) => openSqlite(path, access),
  migrate: async (path) => migrateDatabase(path),
  integrity: (path) => {
    const text = integrityOf(path);
    return { text, isDamaged: text !== 'ok' };
  },
  // The database, its write-ahead log and its journal.
  files: (path) => ['', '-wal', '-journal'].map((ending) => `${path}${ending}`),
};
