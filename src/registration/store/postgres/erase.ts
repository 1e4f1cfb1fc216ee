import { escapeIdentifier, type ClientBase } from 'pg';
import { StoreUnavailable } from '../store.ts';
import type { Outcome, Statement } from '../sql/database.ts';
import { onPatient, transaction } from './connections.ts';
import { persist } from './errors.ts';
import { tablesOf } from './migrations.ts';

/** Every writer begins with this table, so that whoever locks it waits for them and then works alone. */
const alone = 'LOCK TABLE registration IN EXCLUSIVE MODE';

/**
 * Writes a table anew without its dead rows.
 * @throws StoreUnavailable where some stay: those that an older transaction may still read, or all of a
 * table that another role owns, which PostgreSQL leaves out with a warning alone.
 */
async function rewrite(client: ClientBase, table: string): Promise<void> {
  let left = 'The role of DATABASE_URL does not own the tables, and cannot write them anew.';
  const listen = ({ detail = '' }: { detail?: string | undefined }) => {
    // "3 dead row versions cannot be removed yet.", in the language of the server.
    const dead = /\d+/.exec(detail)?.[0];
    if (dead === undefined) return;
    left = dead === '0' ? '' : 'Another connection to PostgreSQL still reads what was deleted.';
  };
  client.on('notice', listen);
  await client.query(`VACUUM (FULL, VERBOSE) ${escapeIdentifier(table)}`);
  client.off('notice', listen);
  if (left !== '') throw new StoreUnavailable(left);
}

function isNamed(table: string, statements: readonly Statement[]): boolean {
  return statements.some(({ sql }) => sql.split(/\W+/).includes(table));
}

/** Lets PostgreSQL reuse its log as far as it may; a role without the right leaves that to the server. */
async function checkpoint(client: ClientBase): Promise<void> {
  await client.query('CHECKPOINT').catch(() => undefined);
}

/**
 * Runs statements that delete, and then writes every table that they name anew, so that no byte of the deleted rows is
 * left in the files of the tables and their indexes. Each run does all of it, so that one after a failure
 * finishes the work.
 *
 * What this does not reach: the write-ahead log, whose segments hold rows as they were written until
 * PostgreSQL overwrites or removes them, some checkpoints later; archives of the log; replicas, until they
 * have caught up; backups; and free blocks of the server's disk. Rows are sealed there as well.
 * Sources: https://www.postgresql.org/docs/current/sql-vacuum.html,
 * https://www.postgresql.org/docs/current/wal-configuration.html.
 */
export async function erase(url: string, statements: readonly Statement[]): Promise<Outcome[]> {
  const [, ...outcomes] = await persist(() =>
    onPatient(url, (client) => transaction(client, [{ sql: alone }, ...statements])),
  );
  await persist(() =>
    onPatient(url, async (client) => {
      const tables = (await tablesOf(client)).filter((table) => isNamed(table, statements));
      for (const table of tables) await rewrite(client, table);
      await checkpoint(client);
    }),
  );
  return outcomes;
}
