import { Client, Pool, types, type ClientBase, type ClientConfig } from 'pg';
import * as z from 'zod/mini';
import { StoreUnavailable } from '../store.ts';
import type { Outcome, Statement } from '../sql/database.ts';
import { failure, isConflict } from './errors.ts';

/** The largest number of connections that one instance opens. */
export const mostConnections = 16;

/**
 * The longest waits in milliseconds, so that no request hangs: for a connection, also when all are
 * in use; for a lock; for a statement, by the server's clock; and by this side's, if the server
 * stops answering.
 */
const patience = { connect: 3000, lock: 3000, statement: 5000, answer: 7000 };
/** The same for a deletion. No request waits for one. */
const longPatience = { connect: 3000, lock: 10_000, statement: 600_000, answer: 610_000 };

const int8 = 20;
const bytea = 17;

/** Reads counts as numbers and bytes as byte arrays. PostgreSQL sends everything as text. */
const parsers = {
  getTypeParser(oid: number) {
    if (oid === int8) return Number;
    if (oid === bytea) return (hex: string) => new Uint8Array(Buffer.from(hex.slice(2), 'hex'));
    return types.getTypeParser(oid, 'text');
  },
};

function configuration(url: string, { connect, lock, statement, answer }: typeof patience) {
  return {
    connectionString: url,
    connectionTimeoutMillis: connect,
    lock_timeout: lock,
    statement_timeout: statement,
    idle_in_transaction_session_timeout: answer,
    query_timeout: answer,
    keepAlive: true,
    pipeline: true,
    application_name: 'registrations',
    types: parsers,
  } satisfies ClientConfig;
}

const settingRow = z.object({ synchronous_commit: z.string() });

/** Without a listener, an error between two statements would end the process. */
function survive(client: ClientBase): void {
  client.on('error', () => {});
}

/** @throws StoreUnavailable if the server may acknowledge a commit before it is written. */
async function checkDurability(client: ClientBase): Promise<void> {
  const { rows } = await client.query('SHOW synchronous_commit');
  if (settingRow.parse(rows[0]).synchronous_commit !== 'off') return;
  throw new StoreUnavailable(
    'PostgreSQL has synchronous_commit off, and could lose what it acknowledged. Set it to on.',
  );
}

/** A pool of connections for requests. `readOnly` connections refuse to write. */
export function poolOf(url: string, readOnly: boolean): Pool {
  const pool = new Pool({
    ...configuration(url, patience),
    max: mostConnections,
    allowExitOnIdle: true,
    onConnect: async (client) => {
      survive(client);
      await checkDurability(client);
      if (readOnly) await client.query('SET default_transaction_read_only = on');
    },
  });
  // An idle connection broke. The pool has removed it, and opens another when needed.
  pool.on('error', () => {});
  return pool;
}

/**
 * Works on a pooled connection. After an error, the connection is only reused if it still answers.
 */
export async function onPooled<Result>(
  pool: Pool,
  work: (client: ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (cause) {
    const serves = await client.query('ROLLBACK').then(
      () => true,
      () => false,
    );
    client.release(!serves);
    throw cause;
  }
}

/** Works on a separate connection that may take minutes. */
export async function onPatient<Result>(
  url: string,
  work: (client: ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = new Client(configuration(url, longPatience));
  survive(client);
  try {
    await client.connect();
    await checkDurability(client);
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Writes `$1`, `$2` and so on for each `?`. */
function numbered(sql: string): string {
  let number = 0;
  return sql.replaceAll('?', () => `$${(number += 1)}`);
}

/** Runs one statement. */
export async function run(client: ClientBase, { sql, values = [] }: Statement): Promise<Outcome> {
  const { rows, fields, rowCount } = await client.query(numbered(sql), [...values]);
  return { rows, changes: fields.length > 0 ? 0 : (rowCount ?? 0) };
}

/**
 * Runs the statements in one transaction. They are sent together, so that locks are held for a
 * single round trip, however many statements there are. After a failure PostgreSQL refuses the
 * rest.
 * @throws StoreUnavailable if the connection is lost during the commit. The transaction may have
 * succeeded.
 */
export async function transaction(
  client: ClientBase,
  statements: readonly Statement[],
): Promise<Outcome[]> {
  await client.query('BEGIN');
  const ends = await Promise.allSettled(statements.map((statement) => run(client, statement)));
  const outcomes = ends.map((end) => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });
  try {
    await client.query('COMMIT');
  } catch (cause) {
    throw isConflict(cause) ? cause : failure(cause);
  }
  return outcomes;
}
