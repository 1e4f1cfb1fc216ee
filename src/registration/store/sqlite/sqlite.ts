import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Access } from '../database-kind.ts';
import type { Store } from '../store.ts';
import type { Database, Outcome, Statement } from '../sql/database.ts';
import { PendingWork } from '../sql/pending-work.ts';
import { SqlStore } from '../sql/sql-store.ts';
import { persist } from './busy.ts';
import { erase } from './erase.ts';
import { openDatabase } from './file.ts';
import { failure, Writes } from './group-commit.ts';

/** Runs one kind of statement: one that returns rows, or one that changes some. */
type Run = (values: readonly SQLInputValue[]) => Outcome;

function runOf(prepared: StatementSync): Run {
  if (prepared.columns().length > 0) {
    return (values) => ({ rows: prepared.all(...values), changes: 0 });
  }
  return (values) => ({ rows: [], changes: Number(prepared.run(...values).changes) });
}

class SqliteDatabase implements Database {
  readonly #database: DatabaseSync;
  readonly #writes: Writes;
  readonly #pending = new PendingWork();
  readonly #prepared = new Map<string, Run>();

  constructor(database: DatabaseSync) {
    this.#database = database;
    // From here on, a lock of another connection is waited for without holding the thread.
    database.exec('PRAGMA busy_timeout = 0');
    this.#writes = new Writes(database);
  }

  batch(statements: readonly Statement[]) {
    return this.#pending.add(() => this.#write(statements));
  }

  read(statement: Statement) {
    return this.#answer(() => persist(() => this.#run(statement).rows));
  }

  erase(statements: readonly Statement[]) {
    return this.#answer(() => erase(this.#database, () => this.#write(statements)));
  }

  async close() {
    if (await this.#pending.close()) this.#database.close();
  }

  #write(statements: readonly Statement[]): Promise<Outcome[]> {
    return this.#writes.add(() => this.#runAll(statements));
  }

  #run({ sql, values = [] }: Statement): Outcome {
    let run = this.#prepared.get(sql);
    if (run === undefined) {
      run = runOf(this.#database.prepare(sql));
      this.#prepared.set(sql, run);
    }
    return run(values);
  }

  /** Runs all statements or none. SQLite itself undoes a single one. */
  #runAll(statements: readonly Statement[]): Outcome[] {
    if (statements.length === 1) return statements.map((statement) => this.#run(statement));
    this.#database.exec('SAVEPOINT batch');
    try {
      const outcomes = statements.map((statement) => this.#run(statement));
      this.#database.exec('RELEASE batch');
      return outcomes;
    } catch (cause) {
      // A full or broken disk has ended the whole transaction.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK TO batch; RELEASE batch');
      throw cause;
    }
  }

  async #answer<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await this.#pending.add(work);
    } catch (cause) {
      throw failure(cause);
    }
  }
}

/**
 * Opens the store in a SQLite file. A write-ahead log and synchronous commits make it durable.
 * `read` needs an existing database and changes nothing; `write` needs one too; `create` makes an
 * empty one if there is none.
 * @throws Error with one sentence if the file cannot be used; it is left unchanged.
 */
export function openSqlite(path: string, access: Access): Store {
  return new SqlStore(new SqliteDatabase(openDatabase(path, access)));
}
