import type { Access, DatabaseKind } from '../database-kind.ts';
import { d1 } from '../d1/kind.ts';
import { postgres } from '../postgres/kind.ts';
import { sqlite } from '../sqlite/kind.ts';
import type { Store } from '../store.ts';

/** Every kind of database that can hold registrations. */
export const databases: readonly DatabaseKind[] = [sqlite, postgres, d1];

/**
 * The kind of a database.
 * @throws Error with one sentence, which does not quote the address, if the kind is unknown.
 */
export function databaseAt(address: string): DatabaseKind {
  const kind = databases.find(({ isAddress }) => isAddress(address));
  if (kind !== undefined) return kind;
  const examples = databases.map(({ example }) => example).join(', ');
  throw new Error(
    `The database is neither a path nor a known kind of address. Write one such as: ${examples}.`,
  );
}

/** The name of a database for people to read. */
export function nameOf(address: string): string {
  return databaseAt(address).displayName(address);
}

/**
 * Opens the store in a database.
 * @throws Error with one sentence if the database cannot be used.
 */
export async function openStore(address: string, access: Access): Promise<Store> {
  return databaseAt(address).open(address, access);
}
