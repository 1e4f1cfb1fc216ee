import type { Outbox } from './outbox.ts';
import type { ClaimStatus } from '../record/claim-status.ts';
import type { State } from '../record/states.ts';
import type { Conditions, RateLimit } from './conditions.ts';

/** A registration as it is given to the store: nothing in it names a person. */
export interface StoredRegistration {
  /** What the attendee keeps, such as `7K3Q-9M2D`; unique in a store. */
  readonly reference: string;
  /** When it arrived: ISO 8601, in UTC. */
  readonly receivedAt: string;
  /** HMAC-SHA-256 of the folded e-mail address, in hexadecimal; equal where a guest comes twice. */
  readonly emailKey: string;
  /** HMAC-SHA-256 of all answers, in hexadecimal. It proves nothing, for others may know the answers too. */
  readonly contentKey: string;
  /** The record itself, an age file (https://age-encryption.org/v1). */
  readonly sealed: Uint8Array;
  /**
   * The answers that are deleted first, sealed by a key that the record holds; undefined where the form
   * has no such question, and once they are deleted.
   */
  readonly sealedEarly?: Uint8Array | undefined;
  /**
   * Whom to write to, sealed to the mail key; given where mail is sent, and never listed. With it the mail
   * `received` goes into the outbox.
   */
  readonly contact?: Uint8Array | undefined;
  /** How it comes in, where it is not just received; never listed. */
  readonly arrival?: Arrival | undefined;
  /** On which conditions it is added; never listed. */
  readonly conditions?: Conditions | undefined;
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
  /** True where guests may wait for it once it is full. */
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
 * How the adding of a registration ended: with the reference that stands, with the places that are full, or
 * with the condition that it does not meet.
 */
export type Added =
  | { readonly reference: string }
  | { readonly full: readonly string[] }
  | { readonly unmet: keyof Conditions | 'invitation' };

/** A change of a state that a registration comes in with, or a note where it is none. */
export type Step = Pick<HistoryEntry, 'who'> & { readonly from: State; readonly to: State };

/** How a registration comes in. */
export interface Arrival {
  /** The keyed hash of the code of the invitation that it uses. */
  readonly codeKey?: string;
  /** What is written into its history at once; the last one's state is the registration's. */
  readonly steps: readonly Step[];
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
export interface Move extends Offering {
  readonly reference: string;
  /** The states that it may have had; in another nothing is changed. */
  readonly from: readonly State[];
  readonly to: State;
  /** Who asked for it: `guest`, `organiser` or a word that an organiser gave. */
  readonly who: string;
}

/** What a guest answers where a place is offered to them, or where they wait for one. */
export interface PlaceAnswer extends Offering {
  readonly reference: string;
  readonly place: string;
  /** Whether they take what is offered; else they decline it, or leave the waiting list. */
  readonly take: boolean;
}

/** A guest's other answers, which take the place of those that they sent before. */
export interface Change extends Offering {
  readonly reference: string;
  /** What takes the place of all that was sent before. */
  readonly version: Pick<StoredRegistration, 'sealed' | 'sealedEarly' | 'contentKey' | 'contact'>;
  /** The limited choices among them. */
  readonly wanted: readonly Place[];
  /** The form's other limited choices. */
  readonly others: readonly string[];
  /** Whether the guest waits for what is full. */
  readonly waits: boolean;
}

/** How a change ended: done; nothing changed, since these places are full, or the registration keeps none. */
export type Changed = 'changed' | 'stands' | { readonly full: readonly string[] };

/**
 * How a move ended: the registration has the new state; it stands in another, which cannot lead there; a
 * place that it needs again is full; there is none of this reference.
 */
export type Moved = 'moved' | 'stands' | 'full' | 'unknown';

/** One change in the history of a registration: of its state, or of how a limited choice of it stands. */
export type HistoryEntry = { readonly at: string; readonly who: string } & (
  | { readonly from: State; readonly to: State }
  | { readonly place: string; readonly from: ClaimStatus; readonly to: ClaimStatus }
);

/** Whether an entry is a note for the organisers: a guest's own that changes no state tells of other answers. */
export function isNote(entry: HistoryEntry): boolean {
  return !('place' in entry) && entry.from === entry.to && entry.who !== 'guest';
}

/** A choice with limited places that a registration made; `held` where it has the place now. */
export interface Claim {
  readonly reference: string;
  readonly place: string;
  readonly held: boolean;
  readonly standing: ClaimStatus;
  /** Until when a place is offered. */
  readonly until?: string | undefined;
}

/** A claim that stands otherwise than before. */
export type ChangedClaim = Pick<Claim, 'reference' | 'place' | 'standing'>;

/** How many places of a choice are taken, of how many. */
export interface Taken extends Place {
  readonly taken: number;
  /** How many registrations wait for one. */
  readonly waits: number;
}

/**
 * Where registrations are kept. Every method rejects with `StoreUnavailable` where the store cannot do
 * its work; what it then held stands unchanged. `describeStore` is the contract in full.
 */
export interface Store {
  /** The mails that wait to be sent. */
  readonly outbox: Outbox;
  /**
   * Stores durably, and takes a place of each of the choices with it; where one has none left, nothing is
   * stored, unless the guest `waits` for those that one may wait for. Where its sender proves to send again what
   * stands, by the same key or by the same invitation with the same answers, the reference of that is answered
   * and nothing stored. The same answers from anybody else are stored with a note for the organisers. A resolved
   * promise means that the registration survives a crash.
   */
  add(registration: StoredRegistration, places?: readonly Place[], waits?: boolean): Promise<Added>;
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
   * Whether organisers declined a registration with this e-mail key or took it under review, and did not confirm it
   * afterwards, whatever its guest did since.
   */
  isHeldBack(emailKey: string): Promise<boolean>;
  /**
   * Changes a registration's state and writes it into its history. A state that keeps no places gives
   * them back, and each is offered to who waits for it first; one that keeps them takes them again, all or none.
   * Whoever is written to is told of it.
   */
  move(move: Move): Promise<Moved>;
  /**
   * Puts other answers in the place of a registration's and writes it into its history. Its places are swapped, all or
   * none, and those that it gives back are offered to who waits.
   */
  change(change: Change): Promise<Changed>;
  /** What became of a registration, the first change first. */
  history(reference: string): Promise<HistoryEntry[]>;
  /** The places that were ever asked for, by name. */
  places(): Promise<Taken[]>;
  /** Every choice of limited places that a registration made, or those of one. */
  claims(reference?: string): Promise<Claim[]>;
  /**
   * Ends the offers whose time is over, and offers what is free by these limits to who waits first. Answers the
   * claims that changed.
   */
  offer(now: Offering): Promise<ChangedClaim[]>;
  /** Does what a guest answers; false where there is nothing to answer any more, and nothing was changed. */
  answer(answer: PlaceAnswer): Promise<boolean>;
  /** Counts one more use of an allowance; false where it is used up, and nothing was changed. */
  countTry(tries: RateLimit): Promise<boolean>;
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
   * replaced and their senders' keys forgotten, since those are made of these answers too: what is sent again is
   * a new registration then.
   * A resolved promise means that no byte of them is left in what the store keeps. Where it rejects, some
   * may be left; to call it again is always safe and finishes the work.
   */
  deleteFirst(): Promise<number>;
  /**
   * Deletes one registration with its history, claims, mails and invitation, and gives back its places, as `move` does;
   * answers whether there was one. It leaves as little as `deleteAll`.
   */
  deleteOne(reference: string, now?: Offering): Promise<boolean>;
  /** Deletes every registration with its history, claims and mails, as `deleteFirst` does, and answers how many; the counts stay. */
  deleteAll(): Promise<number>;
  /** Deletes what conditions left before a moment: ISO 8601, in UTC. */
  forget(moment: string): Promise<void>;
  /** Ends the store's work after what was begun; nothing may be asked of it afterwards. */
  close(): Promise<void>;
}

/** A registration's record, sealed to other keys. */
export type Resealed = Pick<StoredRegistration, 'reference' | 'sealed'> & {
  /** As it was sealed before: what its guest changed meanwhile stays, and is sealed to the other keys already. */
  readonly before: Uint8Array;
};

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
