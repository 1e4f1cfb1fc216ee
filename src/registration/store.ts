/** A registration as the store holds it: nothing in it names a person. */
export interface StoredRegistration {
  /** What the attendee keeps, such as `7K3Q-9M2D`; unique in a store. */
  readonly reference: string;
  /** When it arrived: ISO 8601, in UTC. */
  readonly receivedAt: string;
  /** HMAC-SHA-256 of the folded e-mail address, in hexadecimal; equal where a guest comes twice. */
  readonly emailKey: string;
  /** HMAC-SHA-256 of the whole normalised submission, in hexadecimal; unique in a store. */
  readonly contentKey: string;
  /** The record itself, an age file (https://age-encryption.org/v1). */
  readonly sealed: Uint8Array;
  /**
   * The answers that are deleted first, sealed by a key that the record holds; undefined where the form
   * has no such question, and once they are deleted.
   */
  readonly sealedFirst?: Uint8Array | undefined;
}

/**
 * Where registrations are kept. Every method rejects with `StoreUnavailable` where the store cannot do
 * its work; what it then held stands unchanged. `describeStore` is the contract in full.
 */
export interface Store {
  /**
   * Stores durably unless a registration with the same content key stands; answers the reference that
   * stands. A resolved promise means that the registration survives a crash.
   */
  add(registration: StoredRegistration): Promise<string>;
  /** All registrations in order of arrival. */
  list(): Promise<StoredRegistration[]>;
  /** Adds one to a named count, such as `honeypot`. */
  raise(count: string): Promise<void>;
  /** Every count that was ever raised, by its name. */
  counts(): Promise<Record<string, number>>;
  /** How much there is to delete. */
  holdings(): Promise<Holdings>;
  /**
   * Deletes the answers that go first and answers how many registrations had them. Their content keys are
   * replaced, since those are hashes of these answers too: what is sent again is a new registration then.
   * A resolved promise means that no byte of them is left in what the store keeps. Where it rejects, some
   * may be left; to call it again is always safe and finishes the work.
   */
  deleteFirst(): Promise<number>;
  /** Deletes every registration, as `deleteFirst` does, and answers how many; the counts stay. */
  deleteAll(): Promise<number>;
  /** Ends the store's work after what was begun; nothing may be asked of it afterwards. */
  close(): Promise<void>;
}

/** What a store holds, as numbers of registrations. */
export interface Holdings {
  readonly registrations: number;
  /** Those with answers that are deleted first, which `deleteFirst` deletes. */
  readonly first: number;
  /** Those of an older release, whose record holds all answers: they can only be deleted whole. */
  readonly whole: number;
}

/** The store does not answer, is full or may not be written. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}
