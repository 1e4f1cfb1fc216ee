import { StoreUnavailable } from '../store.ts';

/** The work that was begun on a database, which ends before the database closes. */
export class PendingWork {
  readonly #begun = new Set<Promise<unknown>>();
  #closed = false;

  /** Begins work; rejects with `StoreUnavailable` once all is closed. */
  async add<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#closed) throw new StoreUnavailable('The store is closed.');
    const working = work();
    this.#begun.add(working);
    try {
      return await working;
    } finally {
      this.#begun.delete(working);
    }
  }

  /** Begins work that waits for all that was begun before it. */
  addAfter<Result>(work: () => Promise<Result>): Promise<Result> {
    const before = [...this.#begun];
    return this.add(async () => {
      await Promise.allSettled(before);
      return work();
    });
  }

  /** Lets nothing more begin, and resolves once what was begun has ended; answers whether it was open. */
  async close(): Promise<boolean> {
    if (this.#closed) return false;
    this.#closed = true;
    await Promise.allSettled(this.#begun);
    return true;
  }
}
