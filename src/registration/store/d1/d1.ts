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

/** What a store's callers learn of an error of D1, whose messages name tables and columns but no values. */
function failure(cause: unknown): Error {
  if (cause instanceof StoreUnavailable) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  return /\bSQLITE_CONSTRAINT\b/.test(message)
    ? new ConstraintViolated(message, { cause })
    : new StoreUnavailable(message, { cause });
}

/** D1 answers bytes as a list of numbers. */
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
   * Deletes as far as D1 can: it takes neither `secure_delete` nor `VACUUM`, and its Time Travel keeps
   * every state of the database for 30 days, or 7 on the free plan, without a way to shorten that
   * (https://developers.cloudflare.com/d1/reference/time-travel/). Rows are sealed there as well.
   */
  erase(statements: readonly Statement[]) {
    return this.#begun.addAfter(() => this.#run(statements));
  }

  async close() {
    await this.#begun.close();
  }

  /**
   * D1 runs a batch in one transaction. It is never sent twice: where the answer is lost it may be done,
   * and a second time the same registration would meet itself.
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
 * Opens a D1 database of registrations, which has its tables already.
 * @throws StoreUnavailable with one sentence where it cannot serve.
 */
export async function openD1(binding: D1Binding): Promise<Database> {
  try {
    await checkD1Schema(binding);
  } catch (cause) {
    throw failure(cause);
  }
  return new D1Database(binding);
}
