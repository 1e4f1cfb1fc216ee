import type { Store } from './store.ts';

/** Why a database is opened. `create` makes whatever is missing. */
export type Access = 'read' | 'write' | 'create';

/** The result of a full check of a database. */
export interface Integrity {
  /** `ok`, the first fault, or what to check it with instead. */
  readonly text: string;
  readonly isDamaged: boolean;
}

/** A kind of database for registrations. Its functions take a database's address. */
export interface DatabaseKind {
  readonly name: string;
  /** An example of an address, for error messages. */
  readonly example: string;
  /** Whether an address is of this kind. No address is of two kinds. */
  readonly isAddress: (address: string) => boolean;
  /** Whether it is a server, whose address holds a password and belongs in DATABASE_URL. */
  readonly isServer: boolean;
  /** The name of a database for people to read. It never holds a password. */
  readonly displayName: (address: string) => string;
  /** The version of this release's schema. */
  readonly schemaVersion: number;
  /** @throws Error with one sentence if the database cannot be used; it is left unchanged. */
  readonly open: (address: string, access: Access) => Promise<Store>;
  /**
   * Upgrades a database to this release's schema, and returns the version that it had.
   * @throws Error with one sentence if that fails; the database is left unchanged.
   */
  readonly migrate: (address: string) => Promise<unknown>;
  /** @throws Error with one sentence if the database cannot be read. */
  readonly integrity: (address: string) => Integrity;
  /** The files on this machine that hold the data; none for a server. */
  readonly files: (address: string) => readonly string[];
}
