import { Client, Pool, types, type ClientBase, type ClientConfig } from 'pg';
import * as z from 'zod/mini';
import { StoreUnavailable } from '../store.ts';
import type { Outcome, Statement } from '../sql/database.ts';
import { failure, isConflict } from './errors.ts';

/** As many connections as one instance opens at most. */
export const mostConnections = 16;

/**
 * Milliseconds after which waiting ends, so that no request hangs: for a connection, also where all are in use; for
 * a lock; for a statement, as the server counts and, where it no longer answers, as this side does.
 */
const patience = { connect: 3000, lock: 3000, statement: 5000, answer: 7000 };
/** The same for a deletion, which no request waits for. */
const longPatience = { connect: 3000, lock: 10_000, statement: 600_000, answer: 610_000 };

const int8 = 20;
const bytea = 17;

/** Counts come as numbers and bytes as plain ones; text is all that PostgreSQL sends by itself. */
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

/** Without this, an error between two statements would end the process. */
function survive(client: ClientBase): void {
  client.on('error', () => {});
}

/** @throws StoreUnavailable where a commit may be acknowledged before it is written. */
async function checkDurability(client: ClientBase): Promise<void> {
  const { rows } = await client.query('SHOW synchronous_commit');
  if (settingRow.parse(rows[0]).synchronous_commit !== 'off') return;
  throw new StoreUnavailable(
    'PostgreSQL has synchronous_commit off, and could lose what it acknowledged. Set it to on.',
  );
}

/** Connections for requests; `readOnly` ones refuse to change anything. */
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
  // An idle connection broke; the pool has taken it out already, and makes another when one is needed.
  pool.on('error', () => {});
  return pool;
}

/** Works on a connection of the pool; one on which the work failed is only used again where it still serves. */
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

/** Works on a connection of its own that may wait for minutes. */
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
 * Runs the statements in one transaction. They are sent together, so that what they lock is locked for
 * one way to the server and back, however many they are; after one that fails PostgreSQL refuses the rest.
 * @throws StoreUnavailable where the connection is lost during the commit: what was asked for may be done.
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
