import { quoted } from '../../record/quoted.ts';
import type { DatabaseKind } from '../database-kind.ts';
import { SqlStore } from '../sql/sql-store.ts';
import { schemaVersion } from '../sqlite/migrations.ts';

/**
 * Cloudflare's D1 from outside a Worker: `d1://ACCOUNT/DATABASE`, the token in
 * `CLOUDFLARE_API_TOKEN`.
 */
export const d1: DatabaseKind = {
  name: 'D1',
  example: 'd1://ACCOUNT-ID/DATABASE-ID',
  isAddress: (address) => address.startsWith('d1://'),
  isServer: false,
  displayName: quoted,
  schemaVersion,
  open: async (address) => {
    const [{ openD1 }, { d1AccessFrom, d1ByHttp }] = await Promise.all([
      import('./d1.ts'),
      import('./http-api.ts'),
    ]);
    return new SqlStore(await openD1(d1ByHttp(d1AccessFrom(address, process.env))));
  },
  migrate: async () => {
    throw new Error('Run `wrangler d1 migrations apply registrations --remote` for D1.');
  },
  integrity: () => ({ text: 'not checked; Cloudflare takes care of it', isDamaged: false }),
  files: () => [],
};
