import * as z from 'zod/mini';
import { StoreUnavailable } from '../store.ts';
import { migrations, schemaVersion } from '../sqlite/migrations.ts';
import type { D1Binding } from './binding.ts';

// D1 allows no access to `user_version` and `application_id`, so a table with one row holds the
// version.

const versioned = 'CREATE TABLE registration_schema (version INTEGER NOT NULL) STRICT;';
const begun = 'INSERT INTO registration_schema VALUES (1);';

/**
 * SQLite's migrations as files for `wrangler d1 migrations apply`, by file name. Each sets the
 * schema's version to its own number.
 */
export const d1Migrations: readonly (readonly [name: string, sql: string])[] = migrations.map(
  (migration, index) => {
    const version = index + 1;
    const marked =
      index === 0
        ? `${versioned}\n${begun}`
        : `UPDATE registration_schema SET version = ${version};`;
    const name = `${String(version).padStart(4, '0')}_registrations.sql`;
    return [name, `${migration.replaceAll(/^ {2}/gm, '')}\n${marked}\n`];
  },
);

const apply = '`wrangler d1 migrations apply registrations --remote`';
const versionRow = z.object({ version: z.number() });

/** The bindings that this instance has checked. A schema only changes with a new release. */
const right = new WeakSet<D1Binding>();

/** The version of the schema, 0 if there is none. */
async function versionOf(binding: D1Binding): Promise<number> {
  try {
    const { results } = await binding.prepare('SELECT version FROM registration_schema').all();
    return versionRow.parse(results[0]).version;
  } catch (cause) {
    if (cause instanceof Error && /no such table/.test(cause.message)) return 0;
    throw cause;
  }
}

/**
 * @throws StoreUnavailable with one sentence, which says what to run, if the schema belongs to
 * another release.
 */
export async function checkD1Schema(binding: D1Binding): Promise<void> {
  if (right.has(binding)) return;
  const version = await versionOf(binding);
  if (version === schemaVersion) {
    right.add(binding);
    return;
  }
  if (version === 0) {
    throw new StoreUnavailable(`The D1 database has no tables of registrations. Run ${apply}.`);
  }
  const remedy =
    version < schemaVersion
      ? `Run ${apply}.`
      : 'Deploy the release that wrote it, or restore a backup that fits.';
  throw new StoreUnavailable(
    `The D1 database has schema ${version}, and this release needs schema ${schemaVersion}. ${remedy}`,
  );
}
