import type { State } from '../record/states.ts';

/** What a mail tells a guest. */
export const mailKinds = [
  'received',
  'confirmed',
  'declined',
  'place-offered',
  'changed',
  'withdrawn',
] as const;

export type MailKind = (typeof mailKinds)[number];

/** The mail that tells of a state; one without is told by nobody. */
export const mailOf: Readonly<Partial<Record<State, MailKind>>> = {
  confirmed: 'confirmed',
  declined: 'declined',
  withdrawn: 'withdrawn',
  'deletion-asked': 'withdrawn',
};

/** A mail that waits in the outbox: nothing in it names a person. */
export interface WaitingMail {
  readonly reference: string;
  readonly kind: MailKind;
  /** When it was put there: ISO 8601, in UTC, as `nextAt`, when it is tried next. */
  readonly at: string;
  readonly nextAt: string;
  /** How often it was tried. */
  readonly attempts: number;
  /** True where it is not tried any more. */
  readonly failed: boolean;
}

/** A mail that a sender has claimed, with whom it goes to. */
export interface DueMail extends Pick<WaitingMail, 'reference' | 'kind' | 'at' | 'attempts'> {
  /** Its number in the outbox, which is never given again. */
  readonly sequence: number;
  /** The contact, sealed to the mail key. */
  readonly contact: Uint8Array;
  /** The registration's state now. */
  readonly state: State;
  /** Until when a place is offered to it now, the longest; undefined where none is. */
  readonly offeredUntil: string | undefined;
}

/** Whom to write to about one registration, as it is kept. */
export interface SealedContact {
  readonly reference: string;
  readonly sealed: Uint8Array;
}

/** The mails that wait. Every method rejects with `StoreUnavailable` where the store cannot do its work. */
export interface Outbox {
  /**
   * Claims the mail that is due first, so that no other sender gets it for the time of the lease; undefined
   * where none is due. A fourth mail of a day to one e-mail key is put off to the next day instead.
   * @param now milliseconds since the epoch
   */
  claim(now: number): Promise<DueMail | undefined>;
  /** The provider has taken it: the mail goes, and with the last of a withdrawn guest the contact. */
  taken(mail: DueMail): Promise<void>;
  /** It was not taken, does not count as sent, and is tried again at a moment: ISO 8601, in UTC. */
  later(mail: DueMail, nextAt: string): Promise<void>;
  /** What it tells of is true no longer: it is not sent, which stands in the history as a note from that moment on. */
  drop(mail: DueMail, at: string): Promise<void>;
  /** It was refused for good; it stays for the organisers to see. */
  fail(mail: DueMail): Promise<void>;
  /** All that wait, the oldest first. */
  list(): Promise<WaitingMail[]>;
  /** Has the failed ones tried again from a moment on, and answers how many they are. */
  retry(now: number): Promise<number>;
  /** Every contact. */
  contacts(): Promise<SealedContact[]>;
  /**
   * Puts contacts that were sealed anew in the place of those that they were made of; one that was changed or
   * deleted meanwhile stays so. A resolved promise means that no byte of the old ones is left in what the store keeps.
   */
  reseal(contacts: readonly (SealedContact & { readonly before: Uint8Array })[]): Promise<void>;
  /** Forgets how many mails were sent on the days before. */
  forget(now: number): Promise<void>;
}
