/** What a statement may take and answer. */
export type Value = string | number | Uint8Array | null;

/** One statement of SQL, with `?` where its values go. */
export interface Statement {
  readonly sql: string;
  readonly values?: readonly Value[];
}

/** Changes nothing: a batch begins with this table, so that an erasure can wait for it. */
export const touch: Statement = {
  sql: "UPDATE registration SET state = state WHERE reference = ''",
};

/** What a statement came to: the rows that it answers, and how many it changed. */
export interface Outcome {
  readonly rows: readonly unknown[];
  readonly changes: number;
}

/**
 * A database that works by whole batches, so that one of SQLite, of PostgreSQL or of Cloudflare D1
 * serves alike. Every method rejects with `StoreUnavailable` where it cannot do its work.
 */
export interface Database {
  /**
   * Runs the statements in their order in one transaction, all or none; resolves once it is durable.
   * Rejects with `ConstraintViolated` where a CHECK or a unique key refuses one.
   */
  batch(statements: readonly Statement[]): Promise<readonly Outcome[]>;
  /** The rows that a statement answers, which changes nothing. */
  read(statement: Statement): Promise<readonly unknown[]>;
  /**
   * Runs statements that delete or replace, as `batch` does; when it resolves, no byte of what was there
   * is left in what the database keeps. Where it rejects some may be left, and to call it again finishes the work.
   */
  erase(statements: readonly Statement[]): Promise<readonly Outcome[]>;
  /** Ends the work after what was begun. */
  close(): Promise<void>;
}

/** A CHECK or a unique key refuses a statement; nothing of its batch is left. */
export class ConstraintViolated extends Error {
  override readonly name = 'ConstraintViolated';
}
