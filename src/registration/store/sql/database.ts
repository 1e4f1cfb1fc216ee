/** A value in a statement or a row. */
export type Value = string | number | Uint8Array | null;

/** One SQL statement, with `?` for each value. */
export interface Statement {
  readonly sql: string;
  readonly values?: readonly Value[];
}

/** Changes nothing. Each batch begins with this table, so that an erasure can wait for it. */
export const touch: Statement = {
  sql: "UPDATE registration SET state = state WHERE reference = ''",
};

/** The result of a statement: the rows that it returns, and how many it changed. */
export interface Outcome {
  readonly rows: readonly unknown[];
  readonly changes: number;
}

/**
 * A database that works in whole batches, so that SQLite, PostgreSQL and Cloudflare D1 all fit.
 * Every method rejects with `StoreUnavailable` if the database fails.
 */
export interface Database {
  /**
   * Runs the statements in order in one transaction, all or none. Resolves once it is durable.
   * Rejects with `ConstraintViolated` if a CHECK or a unique key refuses a statement.
   */
  batch(statements: readonly Statement[]): Promise<readonly Outcome[]>;
  /** The rows of a statement that changes nothing. */
  read(statement: Statement): Promise<readonly unknown[]>;
  /**
   * Runs statements that delete or replace, like `batch`. Once it resolves, no byte of the old data
   * is left in the database. If it rejects some may be left, and another call finishes the work.
   */
  erase(statements: readonly Statement[]): Promise<readonly Outcome[]>;
  /** Closes the database once pending work has ended. */
  close(): Promise<void>;
}

/** A CHECK or a unique key refuses a statement. Nothing of its batch is stored. */
export class ConstraintViolated extends Error {
  override readonly name = 'ConstraintViolated';
}
