import { StoreUnavailable } from '../store.ts';

/** The unfinished work on a database. It ends before the database closes. */
export class PendingWork {
  readonly #begun = new Set<Promise<unknown>>();
  #closed = false;

  /** Starts work. Rejects with `StoreUnavailable` once closed. */
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

  /** Starts work after all earlier work has ended. */
  addAfter<Result>(work: () => Promise<Result>): Promise<Result> {
    const before = [...this.#begun];
    return this.add(async () => {
      await Promise.allSettled(before);
      return work();
    });
  }

  /**
   * Refuses new work, and resolves once pending work has ended. Returns whether it was still open.
   */
  async close(): Promise<boolean> {
    if (this.#closed) return false;
    this.#closed = true;
    await Promise.allSettled(this.#begun);
    return true;
  }
}
