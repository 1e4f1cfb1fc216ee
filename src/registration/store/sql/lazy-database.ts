import type { Database } from './database.ts';

/** A database that opens on first use, and tries again after a failure. */
export function lazyDatabase(open: () => Promise<Database>): Database {
  let opened: Promise<Database> | undefined;
  async function begin(): Promise<Database> {
    try {
      return await open();
    } catch (cause) {
      opened = undefined;
      throw cause;
    }
  }
  function database(): Promise<Database> {
    opened ??= begin();
    return opened;
  }
  return {
    batch: async (statements) => (await database()).batch(statements),
    read: async (statement) => (await database()).read(statement),
    erase: async (statements) => (await database()).erase(statements),
    close: async () => (await opened)?.close(),
  };
}
