import { StoreUnavailable } from '../store.ts';
import { PendingWork } from '../sql/pending-work.ts';
import { checkD1Schema } from './migrations.ts';
import {
  ConstraintViolated,
  type Database,
  type Outcome,
  type Statement,
} from '../sql/database.ts';
import type { D1Binding } from './binding.ts';

/**
 * The error that callers get for an error of D1. D1's messages name tables and columns, but no
 * values.
 */
function failure(cause: unknown): Error {
  if (cause instanceof StoreUnavailable) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  return /\bSQLITE_CONSTRAINT\b/.test(message)
    ? new ConstraintViolated(message, { cause })
    : new StoreUnavailable(message, { cause });
}

/** D1 returns bytes as a list of numbers. */
function rowOf(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(row);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? Uint8Array.from(value) : value]),
  );
}

class D1Database implements Database {
  readonly #binding: D1Binding;
  readonly #begun = new PendingWork();

  constructor(binding: D1Binding) {
    this.#binding = binding;
  }

  batch(statements: readonly Statement[]) {
    return this.#begun.add(() => this.#run(statements));
  }

  async read(statement: Statement) {
    const [outcome] = await this.batch([statement]);
    return outcome?.rows ?? [];
  }

  /**
   * Deletes as far as D1 can. It accepts neither `secure_delete` nor `VACUUM`, and its Time Travel
   * keeps every state of the database for 30 days (7 on the free plan), which cannot be shortened
   * (https://developers.cloudflare.com/d1/reference/time-travel/). Rows are sealed there too.
   */
  erase(statements: readonly Statement[]) {
    return this.#begun.addAfter(() => this.#run(statements));
  }

  async close() {
    await this.#begun.close();
  }

  /**
   * D1 runs a batch in one transaction. A batch is never sent twice: if the answer is lost it may
   * still have succeeded, and a second run would collide with the same registration.
   */
  async #run(statements: readonly Statement[]): Promise<Outcome[]> {
    const prepared = statements.map(({ sql, values = [] }) =>
      this.#binding.prepare(sql).bind(...values),
    );
    try {
      const ended = await this.#binding.batch(prepared);
      return ended.map(({ results, meta }) => ({
        rows: results.map(rowOf),
        changes: meta.changes,
      }));
    } catch (cause) {
      throw failure(cause);
    }
  }
}

/**
 * Opens a D1 database of registrations that has its tables.
 * @throws StoreUnavailable with one sentence if the database cannot be used.
 */
export async function openD1(binding: D1Binding): Promise<Database> {
  try {
    await checkD1Schema(binding);
  } catch (cause) {
    throw failure(cause);
  }
  return new D1Database(binding);
}
