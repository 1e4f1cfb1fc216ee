import type { Store } from './store.ts';

/** What a database is opened for: `create` makes what it needs where there is nothing. */
export type Access = 'read' | 'write' | 'create';

/** What a check of a whole database says. */
export interface Integrity {
  /** `ok`, what is wrong, or what else checks it. */
  readonly text: string;
  readonly isDamaged: boolean;
}

/** A kind of database in which registrations are kept; what it does, it does with the address of one. */
export interface DatabaseKind {
  readonly name: string;
  /** An address of this kind, as an error shows one. */
  readonly example: string;
  /** Whether an address is one of this kind: no address is one of two. */
  readonly isAddress: (address: string) => boolean;
  /** Whether it is a server's, whose address holds a password and stands in DATABASE_URL. */
  readonly isServer: boolean;
  /** What a database is called in what people read; never an address that holds a password. */
  readonly displayName: (address: string) => string;
  /** The version of the schema that this release works with. */
  readonly schemaVersion: number;
  /** @throws Error with one sentence where the database cannot serve; it is then left as it was. */
  readonly open: (address: string, access: Access) => Promise<Store>;
  /**
   * Brings a database from an older schema to this release's, and answers the version that it had.
   * @throws Error with one sentence where it cannot; it is then left as it was.
   */
  readonly migrate: (address: string) => Promise<unknown>;
  /** @throws Error with one sentence where the database cannot be read. */
  readonly integrity: (address: string) => Integrity;
  /** The files on this machine that hold what is stored; none where a server has them. */
  readonly files: (address: string) => readonly string[];
}
