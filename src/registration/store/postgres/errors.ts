import { setTimeout as wait } from 'node:timers/promises';
import { StoreUnavailable } from '../store.ts';
import { ConstraintViolated } from '../sql/database.ts';

/**
 * PostgreSQL's codes in an operator's words
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html).
 */
const meanings = new Map([
  ['25006', 'is read-only'],
  ['28000', 'does not admit this role'],
  ['28P01', 'does not accept the name or the password'],
  ['3D000', 'has no database of this name'],
  ['42501', 'does not give this role the rights that it needs'],
  ['53100', 'cannot write: its disk is full'],
  ['53300', 'has no connection left'],
  ['55P03', 'is waiting for a lock of another connection'],
  ['57014', 'takes too long'],
]);

/** Another transaction was in the way. Retrying helps. */
const conflicts = new Set(['40001', '40P01']);
/** The server does not answer, is stopping or is starting. */
const losses = new Set([
  '57P01',
  '57P02',
  '57P03',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
]);

const mostRetries = 3;
/**
 * Milliseconds before the first retry, plus a random wait of up to as many. Each wait is twice the
 * last.
 */
const firstWait = 100;

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
    ? cause.code
    : '';
}

function isSqlState(code: string): boolean {
  return /^[0-9A-Z]{5}$/.test(code) && !code.startsWith('E');
}

/** Whether a transaction failed because another was in its way. */
export function isConflict(cause: unknown): boolean {
  return conflicts.has(codeOf(cause));
}

function isLoss(cause: unknown): boolean {
  const code = codeOf(cause);
  if (code !== '') return losses.has(code) || (isSqlState(code) && code.startsWith('08'));
  // The driver's own errors have no code. After a time-out, another long wait does not help.
  const message = cause instanceof Error ? cause.message : '';
  return (
    /^(Connection terminated|Client has encountered)/.test(message) && !/timeout/.test(message)
  );
}

function sentence(cause: unknown): string {
  const code = codeOf(cause);
  if (isSqlState(code)) {
    const lost = isLoss(cause) ? 'does not answer' : 'refuses a statement';
    return `PostgreSQL ${meanings.get(code) ?? lost} (${code}).`;
  }
  if (code !== '') return `PostgreSQL does not answer (${code}).`;
  const isSlow = cause instanceof Error && /timeout/.test(cause.message);
  return `PostgreSQL does not answer (${isSlow ? 'timeout' : 'connection lost'}).`;
}

/**
 * The error that callers get: a code and its meaning. PostgreSQL's own words are left out, since
 * they name roles, databases, hosts and values.
 */
export function failure(cause: unknown): StoreUnavailable | ConstraintViolated {
  if (cause instanceof StoreUnavailable || cause instanceof ConstraintViolated) return cause;
  const isConstraint = isSqlState(codeOf(cause)) && codeOf(cause).startsWith('23');
  const words = sentence(cause);
  return isConstraint ? new ConstraintViolated(words) : new StoreUnavailable(words);
}

/**
 * Runs work that is safe to repeat. After a conflict or a lost connection, it retries up to three
 * times, each after a short random wait.
 * @throws StoreUnavailable or ConstraintViolated, without PostgreSQL's own words.
 */
export async function persist<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let retries = 0; ; retries += 1) {
    try {
      return await work();
    } catch (cause) {
      const isPassing = isConflict(cause) || isLoss(cause);
      if (!isPassing || retries === mostRetries) throw failure(cause);
      await wait(2 ** retries * firstWait * (1 + Math.random()));
    }
  }
}
