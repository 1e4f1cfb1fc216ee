import type { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from '../store.ts';
import { ConstraintViolated } from '../sql/database.ts';

/** A constraint refuses a statement (https://www.sqlite.org/rescode.html#constraint). */
const constraint = 19;

function isConstraint(cause: unknown): boolean {
  if (!(cause instanceof Error) || !('errcode' in cause)) return false;
  // The lowest byte of an extended result code is the primary code.
  return typeof cause.errcode === 'number' && cause.errcode % 256 === constraint;
}

/** The error that callers get for an error of SQLite. */
export function failure(cause: unknown): StoreUnavailable | ConstraintViolated {
  const message = cause instanceof Error ? cause.message : String(cause);
  return isConstraint(cause)
    ? new ConstraintViolated(message, { cause })
    : new StoreUnavailable(message, { cause });
}

/** One write for the next transaction. */
interface Write {
  /**
   * Does the write inside the transaction. The function it returns reports the result to the
   * caller.
   */
  readonly run: () => () => void;
  readonly fail: (cause: unknown) => void;
}

/** A transaction with this many writes starts at once. */
const most = 128;

/**
 * Gathers writes into one transaction, because a commit's cost is the wait for the disk. It starts
 * once a turn of the event loop brings no other write; an idle turn takes microseconds. A write
 * that breaks a constraint does not affect the others: SQLite only undoes its statement
 * (https://www.sqlite.org/lang_conflict.html, ABORT).
 */
export class Writes {
  readonly #database: DatabaseSync;
  #waiting: Write[] = [];

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /**
   * Does the work in the next transaction, and resolves once it is committed. Rejects with
   * `StoreUnavailable` or `ConstraintViolated` if the work or the commit fails.
   */
  add<Result>(work: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      const run = (): (() => void) => {
        try {
          const result = work();
          return () => resolve(result);
        } catch (cause) {
          // A full or broken disk ends the transaction, and so the other writes.
          if (!this.#database.isTransaction) throw cause;
          return () => reject(failure(cause));
        }
      };
      this.#waiting.push({ run, fail: (cause) => reject(failure(cause)) });
      if (this.#waiting.length === 1) setImmediate(() => this.#gather(0));
    });
  }

  #gather(before: number): void {
    const { length } = this.#waiting;
    if (length === before || length >= most) this.commit();
    else setImmediate(() => this.#gather(length));
  }

  /** Commits all pending writes now. */
  commit(): void {
    const batch = this.#waiting;
    this.#waiting = [];
    if (batch.length === 0) return;
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      const ends = batch.map((write) => write.run());
      this.#database.exec('COMMIT');
      for (const end of ends) end();
    } catch (cause) {
      for (const write of batch) write.fail(cause);
      this.#undo();
    }
  }

  #undo(): void {
    try {
      if (this.#database.isOpen && this.#database.isTransaction) this.#database.exec('ROLLBACK');
    } catch {
      // The next commit cannot start either. It reports that to its callers and returns here.
    }
  }
}
