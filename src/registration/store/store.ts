import type { Outbox } from './outbox.ts';
import type { ClaimStatus } from '../record/claim-status.ts';
import type { State } from '../record/states.ts';
import type { Conditions, RateLimit } from './conditions.ts';

/** A registration to store. Nothing in it identifies a person. */
export interface StoredRegistration {
  /** The reference that the guest keeps, such as `7K3Q-9M2D`; unique in a store. */
  readonly reference: string;
  /** When it arrived: ISO 8601, in UTC. */
  readonly receivedAt: string;
  /**
   * HMAC-SHA-256 of the folded e-mail address, in hexadecimal; the same if a guest registers twice.
   */
  readonly emailKey: string;
  /**
   * HMAC-SHA-256 of all answers, in hexadecimal. It proves nothing: others may know the answers
   * too.
   */
  readonly contentKey: string;
  /** The record itself, an age file (https://age-encryption.org/v1). */
  readonly sealed: Uint8Array;
  /**
   * The early-deleted answers, sealed by a key in the record. Undefined if the form has no such
   * question, and once they are deleted.
   */
  readonly sealedEarly?: Uint8Array | undefined;
  /**
   * The contact, sealed to the mail key, if mail is sent. Never listed. It puts the mail `received`
   * into the outbox.
   */
  readonly contact?: Uint8Array | undefined;
  /** How it arrives, if it is not simply received. Never listed. */
  readonly arrival?: Arrival | undefined;
  /** The conditions on which it is added. Never listed. */
  readonly conditions?: Conditions | undefined;
}

/** A stored registration. */
export interface HeldRegistration extends StoredRegistration {
  readonly state: State;
}

/** A stored registration that this release cannot read. */
export interface UnreadableRegistration {
  readonly reference: string;
  /** Why, in a sentence without answers. */
  readonly cause: string;
}

/** Everything that a store holds about registrations, read row by row. */
export interface Survey {
  /** The registrations that can be read, in order of arrival. */
  readonly held: readonly HeldRegistration[];
  readonly claims: readonly Claim[];
  readonly unreadable: readonly UnreadableRegistration[];
}

/** A choice with a limited number of places. */
export interface Place {
  /** The question and the choice: `field_visit/yes`. */
  readonly name: string;
  readonly capacity: number;
  /** Whether guests may wait for it once it is full. */
  readonly waiting?: boolean;
}

/** A limited choice as the form has it now. */
export interface Limit extends Place {
  /** Until when a place of it that is offered now is kept: ISO 8601, in UTC. Without it, none is offered. */
  readonly until?: string;
  /** The moment that no offer of it outlives, as `until`. */
  readonly end?: string;
}

/** A moment (ISO 8601, in UTC) at which places may come free, and every limit that holds then. */
export interface Offering {
  readonly at: string;
  readonly limits: readonly Limit[];
}

/**
 * The result of adding a registration: its reference or that of an earlier one, the places that are
 * full, or the condition that it does not meet.
 */
export type Added =
  | { readonly reference: string }
  | { readonly full: readonly string[] }
  | { readonly unmet: keyof Conditions | 'invitation' };

/** A change of state with which a registration arrives, or a note if the state stays the same. */
export type Step = Pick<HistoryEntry, 'who'> & { readonly from: State; readonly to: State };

/** How a registration arrives. */
export interface Arrival {
  /** The keyed hash of its invitation code. */
  readonly codeKey?: string;
  /** The first entries of its history. The last one sets the registration's state. */
  readonly steps: readonly Step[];
}

/** An invitation to store. The store never sees its code. */
export interface Invitation {
  /** HMAC-SHA-256 of the code, in hexadecimal; unique in a store. */
  readonly codeKey: string;
  /** HMAC-SHA-256 of the folded e-mail address that it is bound to, as in a registration. */
  readonly emailKey?: string | undefined;
  /** When it expires: ISO 8601, in UTC. */
  readonly expiresAt?: string | undefined;
}

/** A stored invitation. */
export interface HeldInvitation extends Omit<Invitation, 'codeKey'> {
  /** The number that organisers use for it. */
  readonly number: number;
  readonly revoked: boolean;
  /** The reference of the registration that used it. */
  readonly usedBy?: string | undefined;
}

/** A change of a registration's state. */
export interface Move extends Offering {
  readonly reference: string;
  /** The states that it may have. In any other, nothing changes. */
  readonly from: readonly State[];
  readonly to: State;
  /** Who asked for it: `guest`, `organiser` or the name that an organiser gave. */
  readonly who: string;
}

/** A guest's answer to an offer or on the waiting list. */
export interface PlaceAnswer extends Offering {
  readonly reference: string;
  readonly place: string;
  /** True accepts the offer. False declines it, or leaves the waiting list. */
  readonly take: boolean;
}

/** A guest's new answers, which replace the earlier ones. */
export interface Change extends Offering {
  readonly reference: string;
  /** The new values of the registration. */
  readonly version: Pick<StoredRegistration, 'sealed' | 'sealedEarly' | 'contentKey' | 'contact'>;
  /** The limited choices in the new answers. */
  readonly wanted: readonly Place[];
  /** The form's other limited choices. */
  readonly others: readonly string[];
  /** Whether the guest agrees to wait for full choices. */
  readonly waits: boolean;
}

/**
 * The result of a change: done, or nothing changed because places are full or the registration
 * keeps none.
 */
export type Changed = 'changed' | 'stands' | { readonly full: readonly string[] };

/**
 * The result of a move: the registration has the new state; its state does not lead there; a place
 * that it needs again is full; the reference is unknown.
 */
export type Moved = 'moved' | 'stands' | 'full' | 'unknown';

/**
 * One entry of a registration's history: a change of its state, or of the status of a limited
 * choice.
 */
export type HistoryEntry = { readonly at: string; readonly who: string } & (
  | { readonly from: State; readonly to: State }
  | { readonly place: string; readonly from: ClaimStatus; readonly to: ClaimStatus }
);

/**
 * Whether an entry is a note for the organisers. A guest's own entry without a change of state
 * means new answers.
 */
export function isNote(entry: HistoryEntry): boolean {
  return !('place' in entry) && entry.from === entry.to && entry.who !== 'guest';
}

/** A limited choice of a registration; `held` if it has the place now. */
export interface Claim {
  readonly reference: string;
  readonly place: string;
  readonly held: boolean;
  readonly standing: ClaimStatus;
  /** Until when a place is offered. */
  readonly until?: string | undefined;
}

/** A claim whose status has changed. */
export type ChangedClaim = Pick<Claim, 'reference' | 'place' | 'standing'>;

/** How many places of a choice are taken, and how many there are. */
export interface Taken extends Place {
  readonly taken: number;
  /** How many registrations wait for one. */
  readonly waits: number;
}

/**
 * Where registrations are stored. Every method rejects with `StoreUnavailable` if the store fails,
 * and then nothing has changed. `describeStore` is the contract in full.
 */
export interface Store {
  /** The queue of mails to send. */
  readonly outbox: Outbox;
  /**
   * Stores a registration durably and takes a place of each choice. If one is full, nothing is
   * stored, unless the guest `waits` and it has a waiting list. If the sender proves that they sent
   * it before, by the same key or by the same invitation and answers, the earlier reference is
   * returned and nothing is stored. The same answers from anyone else are stored with a note for
   * the organisers. Once the promise resolves, the registration survives a crash.
   */
  add(registration: StoredRegistration, places?: readonly Place[], waits?: boolean): Promise<Added>;
  /** Stores invitations, all or none. Returns their numbers in the same order. */
  invite(invitations: readonly Invitation[]): Promise<number[]>;
  /** The invitation with a code; undefined if there is none. */
  invitation(codeKey: string): Promise<HeldInvitation | undefined>;
  /** All invitations by number. */
  invitations(): Promise<HeldInvitation[]>;
  /** Revokes invitations. Returns the numbers of those that exist. */
  revoke(numbers: readonly number[]): Promise<number[]>;
  /** All registrations in order of arrival. */
  list(): Promise<HeldRegistration[]>;
  /** All registrations with their claims. A row that this release cannot read is named, and stops no other. */
  survey(): Promise<Survey>;
  /** The registration with a reference; undefined if there is none. */
  find(reference: string): Promise<HeldRegistration | undefined>;
  /**
   * Whether organisers declined a registration with this e-mail key or took it under review, and did not confirm it
   * afterwards, whatever its guest did since.
   */
  isHeldBack(emailKey: string): Promise<boolean>;
  /**
   * Changes a registration's state and writes it to its history. A state that keeps no places gives
   * them back, and each is offered to the next guest on the waiting list. A state that keeps places
   * takes them again, all or none. The guest gets a mail if there is a contact.
   */
  move(move: Move): Promise<Moved>;
  /**
   * Replaces a registration's answers and writes that to its history. Its places are swapped, all
   * or none. Those it gives back are offered to the waiting list.
   */
  change(change: Change): Promise<Changed>;
  /**
   * Writes a note for the organisers to a registration's history. Returns whether there is such a
   * registration.
   */
  note(reference: string, note: string, at: string): Promise<boolean>;
  /** A registration's history, oldest entry first. */
  history(reference: string): Promise<HistoryEntry[]>;
  /** Every place that has ever been asked for, by name. */
  places(): Promise<Taken[]>;
  /** Every limited choice of all registrations, or of one. */
  claims(reference?: string): Promise<Claim[]>;
  /**
   * Ends the offers whose time is over, and offers what is free by these limits to who waits first. Answers the
   * claims that changed.
   */
  offer(now: Offering): Promise<ChangedClaim[]>;
  /**
   * Applies a guest's answer. False if there is nothing to answer any more; then nothing changes.
   */
  answer(answer: PlaceAnswer): Promise<boolean>;
  /** Counts one more use of each allowance; false where one is used up, and nothing was changed. */
  countTry(tries: readonly RateLimit[]): Promise<boolean>;
  /** Keeps a proof of the secret where there is none yet; false where another is kept. It outlives every deletion. */
  provesSecret(proof: number): Promise<boolean>;
  /** Adds one to a named count, such as `honeypot`. */
  raise(count: string): Promise<void>;
  /** Every count that has ever been raised, by name. */
  counts(): Promise<Record<string, number>>;
  /**
   * Replaces records with resealed ones, all or none. Once the promise resolves, no byte of the old
   * ones is left in the store.
   */
  reseal(resealed: readonly Resealed[]): Promise<void>;
  /** How much there is to delete. */
  holdings(): Promise<Holdings>;
  /**
   * Deletes the early-deleted answers, and returns how many registrations had them. Their content
   * keys are replaced and their senders' keys are forgotten, since those are made from the answers
   * too. After that, the same answers make a new registration. Once the promise resolves, no byte
   * of them is left in the store. If it rejects some may be left; calling it again is always safe,
   * and finishes the work.
   */
  deleteFirst(): Promise<number>;
  /**
   * Deletes one registration with its history, claims, mails and invitation, and gives back its
   * places like `move`. Returns whether there was one. Like `deleteAll`, it leaves no byte behind.
   */
  deleteOne(reference: string, now?: Offering): Promise<boolean>;
  /**
   * Deletes every registration with its history, claims and mails, like `deleteFirst`, and returns
   * how many. The counts stay.
   */
  deleteAll(): Promise<number>;
  /** Deletes rate limits and keys from before a moment: ISO 8601, in UTC. */
  forget(moment: string): Promise<void>;
  /** Closes the store once pending work has ended. It cannot be used afterwards. */
  close(): Promise<void>;
}

/** A registration's record, sealed to other keys. */
export type Resealed = Pick<StoredRegistration, 'reference' | 'sealed'> & {
  /**
   * The record before it was resealed. If the guest has changed it since, it is left alone: it is
   * sealed to the new keys already.
   */
  readonly before: Uint8Array;
};

/** What a store holds, as numbers of registrations. */
export interface Holdings {
  readonly registrations: number;
  /** Those with answers that `deleteFirst` deletes. */
  readonly first: number;
  /**
   * Those from an older release, whose record holds all answers. They can only be deleted whole.
   */
  readonly whole: number;
}

/** The store does not answer, is full or cannot be written to. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}
