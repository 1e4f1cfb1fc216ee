import type { DatabaseKind } from '../database-kind.ts';
import { SqlStore } from '../sql/sql-store.ts';
import { postgresSchemaVersion } from './migrations.ts';

/** The client loads slowly. Only those who use PostgreSQL should wait for it. */
const load = () => import('./postgres.ts');

/** PostgreSQL: a database on a server, `postgres://…`. */
export const postgres: DatabaseKind = {
  name: 'PostgreSQL',
  example: 'postgres://ROLE:PASSWORD@HOST:5432/DATABASE',
  isAddress: (address) => /^postgres(ql)?:\/\//.test(address),
  isServer: true,
  displayName: () => 'DATABASE_URL',
  schemaVersion: postgresSchemaVersion,
  open: async (address, access) => {
    const { openPostgres } = await load();
    return new SqlStore(await openPostgres(address, access));
  },
  migrate: async (address) => (await load()).migratePostgres(address),
  integrity: () => ({
    text: 'not checked; use pg_amcheck for PostgreSQL',
    isDamaged: false,
  }),
  files: () => [],
};
