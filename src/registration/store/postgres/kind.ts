import type { DatabaseKind } from '../database-kind.ts';
import { SqlStore } from '../sql/sql-store.ts';
import { postgresSchemaVersion } from './migrations.ts';

/** Its client takes a while to load: nobody waits for it who keeps registrations elsewhere. */
const load = () => import('./postgres.ts');

/** PostgreSQL: a server's database by its address, `postgres://…`. */
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
