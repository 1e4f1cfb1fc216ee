import type { State } from './states.ts';

/** A registration as it is given to the store: nothing in it names a person. */
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

/** A registration as the store holds it. */
export interface HeldRegistration extends StoredRegistration {
  readonly state: State;
}

/** A choice with a limited number of places. */
export interface Place {
  /** The question and the choice: `field_visit/yes`. */
  readonly name: string;
  readonly capacity: number;
}

/**
 * How the adding of a registration ended: with the reference that stands, with the places that are full, or
 * with an invitation that another registration has used.
 */
export type Added =
  | { readonly reference: string }
  | { readonly full: readonly string[] }
  | { readonly invitation: 'used' };

/** How a registration comes in. */
export interface Arrival {
  /** The keyed hash of the code of the invitation that it uses. */
  readonly codeKey?: string;
  /** What is written into its history at once; the last one's state is the registration's. */
  readonly steps: readonly Omit<HistoryEntry, 'at'>[];
}

/** An invitation as it is given to the store, which never sees its code. */
export interface Invitation {
  /** HMAC-SHA-256 of the code, in hexadecimal; unique in a store. */
  readonly codeKey: string;
  /** HMAC-SHA-256 of the folded e-mail address that it is bound to, as a registration has it. */
  readonly emailKey?: string | undefined;
  /** From when on it is worth nothing: ISO 8601, in UTC. */
  readonly expiresAt?: string | undefined;
}

/** An invitation as the store holds it. */
export interface HeldInvitation extends Omit<Invitation, 'codeKey'> {
  /** By which the organisers name it. */
  readonly number: number;
  readonly revoked: boolean;
  /** The reference of the registration that used it. */
  readonly usedBy?: string | undefined;
}

/** A change of a registration's state. */
export interface Move {
  readonly reference: string;
  /** The states that it may have had; in another nothing is changed. */
  readonly from: readonly State[];
  readonly to: State;
  /** Who asked for it: `guest`, `organiser` or a word that an organiser gave. */
  readonly who: string;
  /** When: ISO 8601, in UTC. */
  readonly at: string;
}

/**
 * How a move ended: the registration has the new state; it stands in another, which cannot lead there; a
 * place that it needs again is full; there is none of this reference.
 */
export type Moved = 'moved' | 'stands' | 'full' | 'unknown';

/** One change in the history of a registration. */
export interface HistoryEntry {
  readonly at: string;
  readonly who: string;
  readonly from: State;
  readonly to: State;
}

/** A choice with limited places that a registration made; `held` where it has the place now. */
export interface Claim {
  readonly reference: string;
  readonly place: string;
  readonly held: boolean;
}

/** How many places of a choice are taken, of how many. */
export interface Taken extends Place {
  readonly taken: number;
}

/**
 * Where registrations are kept. Every method rejects with `StoreUnavailable` where the store cannot do
 * its work; what it then held stands unchanged. `describeStore` is the contract in full.
 */
export interface Store {
  /**
   * Stores durably unless a registration with the same content key stands, and takes a place of each of
   * the choices with it, and the invitation; where a place is full or the invitation used, nothing is
   * stored. A resolved promise means that the registration survives a crash.
   */
  add(
    registration: StoredRegistration,
    places?: readonly Place[],
    arrival?: Arrival,
  ): Promise<Added>;
  /** Stores invitations, all or none, and answers their numbers in the same order. */
  invite(invitations: readonly Invitation[]): Promise<number[]>;
  /** The invitation with a code; undefined where there is none. */
  invitation(codeKey: string): Promise<HeldInvitation | undefined>;
  /** All invitations by their numbers. */
  invitations(): Promise<HeldInvitation[]>;
  /** Makes invitations worthless, and answers the numbers of those that are there. */
  revoke(numbers: readonly number[]): Promise<number[]>;
  /** All registrations in order of arrival. */
  list(): Promise<HeldRegistration[]>;
  /** The registration of a reference; undefined where there is none. */
  find(reference: string): Promise<HeldRegistration | undefined>;
  /**
   * Changes a registration's state and writes it into its history. A state that keeps no places gives
   * them back; one that keeps them takes them again, all or none.
   */
  move(move: Move): Promise<Moved>;
  /** What became of a registration, the first change first. */
  history(reference: string): Promise<HistoryEntry[]>;
  /** The places that were ever asked for, by name. */
  places(): Promise<Taken[]>;
  /** Every choice of limited places that a registration made. */
  claims(): Promise<Claim[]>;
  /** Adds one to a named count, such as `honeypot`. */
  raise(count: string): Promise<void>;
  /** Every count that was ever raised, by its name. */
  counts(): Promise<Record<string, number>>;
  /**
   * Puts records that were sealed to other keys in the place of those that stand, all or none. A resolved
   * promise means that no byte of the earlier ones is left in what the store keeps.
   */
  reseal(resealed: readonly Resealed[]): Promise<void>;
  /** How much there is to delete. */
  holdings(): Promise<Holdings>;
  /**
   * Deletes the answers that go first and answers how many registrations had them. Their content keys are
   * replaced, since those are hashes of these answers too: what is sent again is a new registration then.
   * A resolved promise means that no byte of them is left in what the store keeps. Where it rejects, some
   * may be left; to call it again is always safe and finishes the work.
   */
  deleteFirst(): Promise<number>;
  /**
   * Deletes one registration with its history, claims and invitation, and gives back its places; answers whether there
   * was one. It leaves as little as `deleteAll`.
   */
  deleteOne(reference: string): Promise<boolean>;
  /** Deletes every registration and all that belongs to them, as `deleteFirst` does, and answers how many; the counts stay. */
  deleteAll(): Promise<number>;
  /** Ends the store's work after what was begun; nothing may be asked of it afterwards. */
  close(): Promise<void>;
}

/** A registration's record, sealed to other keys. */
export type Resealed = Pick<StoredRegistration, 'reference' | 'sealed'>;

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
