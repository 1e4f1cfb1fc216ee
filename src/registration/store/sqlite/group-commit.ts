import type { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from '../store.ts';
import { ConstraintViolated } from '../sql/database.ts';
import { isBusy, patience, resultCode, waitAfter } from './busy.ts';

/** A constraint refuses a statement (https://www.sqlite.org/rescode.html#constraint). */
const constraint = 19;

/** The error that callers get for an error of SQLite. */
export function failure(cause: unknown): StoreUnavailable | ConstraintViolated {
  if (cause instanceof StoreUnavailable || cause instanceof ConstraintViolated) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  return resultCode(cause) === constraint
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
  /** Until when it waits for another connection's lock. */
  readonly until: number;
}

/** A transaction with this many writes starts at once, and takes no more, as it holds the thread. */
const most = 128;

/**
 * Gathers writes into one transaction, because a commit's cost is the wait for the disk. It starts
 * once a turn of the event loop brings no other write; an idle turn takes microseconds. A write
 * that breaks a constraint does not affect the others: SQLite only undoes its statement
 * (https://www.sqlite.org/lang_conflict.html, ABORT). While another connection holds the lock, the
 * writes wait in their order, and the thread does other work.
 */
export class Writes {
  readonly #database: DatabaseSync;
  #waiting: Write[] = [];

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /**
   * Does the work in the next transaction, and resolves once it is committed. Rejects with
   * `StoreUnavailable` or `ConstraintViolated` if the work or the commit fails, or if it waits too
   * long for the lock.
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
      const until = performance.now() + patience;
      this.#waiting.push({ run, fail: (cause) => reject(failure(cause)), until });
      if (this.#waiting.length === 1) setImmediate(() => this.#gather(0));
    });
  }

  #gather(before: number): void {
    const { length } = this.#waiting;
    if (length === before || length >= most) this.#begin(1);
    else setImmediate(() => this.#gather(length));
  }

  /** Starts the transaction, or tries again later if another connection is in the way. */
  #begin(attempts: number): void {
    try {
      this.#database.exec('BEGIN IMMEDIATE');
    } catch (cause) {
      const end = isBusy(cause) ? performance.now() : Infinity;
      const [over, waiting] = [
        this.#waiting.filter(({ until }) => until <= end),
        this.#waiting.filter(({ until }) => until > end),
      ];
      this.#waiting = waiting;
      for (const write of over) write.fail(cause);
      if (waiting.length > 0) setTimeout(() => this.#begin(attempts + 1), waitAfter(attempts));
      return;
    }
    this.#commit(this.#waiting.splice(0, most));
    if (this.#waiting.length > 0) setImmediate(() => this.#gather(0));
  }

  /** Does the writes and ends the transaction, without giving up the thread in between. */
  #commit(batch: readonly Write[]): void {
    try {
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
