import { escapeIdentifier, type ClientBase } from 'pg';
import { StoreUnavailable } from '../store.ts';
import type { Outcome, Statement } from '../sql/database.ts';
import { onPatient, transaction } from './connections.ts';
import { persist } from './errors.ts';
import { tablesOf } from './migrations.ts';

/** Every writer touches this table first. Locking it waits for them, and then works alone. */
const alone = 'LOCK TABLE registration IN EXCLUSIVE MODE';

/**
 * Rewrites a table without its dead rows.
 * @throws StoreUnavailable if some remain: rows that an older transaction may still read, or all
 * rows of another role's table, which PostgreSQL skips with only a warning.
 */
async function rewrite(client: ClientBase, table: string): Promise<void> {
  let left = 'The role of DATABASE_URL does not own the tables, and cannot write them anew.';
  const listen = ({ detail = '' }: { detail?: string | undefined }) => {
    // "3 dead row versions cannot be removed yet.", in the server's language.
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

/**
 * Lets PostgreSQL recycle its log. Without the right to do so, the role leaves it to the server.
 */
async function checkpoint(client: ClientBase): Promise<void> {
  await client.query('CHECKPOINT').catch(() => undefined);
}

/**
 * Runs statements that delete, and then rewrites every table that they name, so that no byte of the
 * deleted rows is left in the files of the tables and their indexes. Each run does all of it, so
 * that running it again after a failure finishes the work.
 *
 * It does not reach the write-ahead log, whose segments keep rows until PostgreSQL recycles them,
 * some checkpoints later; archives of the log; replicas that lag behind; backups; and free blocks
 * of the server's disk. Rows are sealed there too. Sources:
 * https://www.postgresql.org/docs/current/sql-vacuum.html,
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
