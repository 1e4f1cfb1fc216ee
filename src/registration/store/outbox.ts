import type { State } from '../record/states.ts';

/** What a mail is about. */
export const mailKinds = [
  'received',
  'confirmed',
  'declined',
  'place-offered',
  'changed',
  'withdrawn',
] as const;

export type MailKind = (typeof mailKinds)[number];

/** The mail for each state. The other states send none. */
export const mailOf: Readonly<Partial<Record<State, MailKind>>> = {
  confirmed: 'confirmed',
  declined: 'declined',
  withdrawn: 'withdrawn',
  'deletion-asked': 'withdrawn',
};

/** A mail in the outbox. It does not identify a person. */
export interface WaitingMail {
  readonly reference: string;
  readonly kind: MailKind;
  /** When it was queued: ISO 8601, in UTC. `nextAt` is the time of the next try. */
  readonly at: string;
  readonly nextAt: string;
  /** The number of tries so far. */
  readonly attempts: number;
  /** Whether it has failed for good. */
  readonly failed: boolean;
}

/** A mail that a sender has claimed, with its recipient. */
export interface DueMail extends Pick<WaitingMail, 'reference' | 'kind' | 'at' | 'attempts'> {
  /** Its number in the outbox, which is never used again. */
  readonly sequence: number;
  /** The contact, sealed to the mail key. */
  readonly contact: Uint8Array;
  /** The registration's state now. */
  readonly state: State;
  /** Until when a place is offered to it now, the longest; undefined where none is. */
  readonly offeredUntil: string | undefined;
}

/** The stored contact of one registration. */
export interface SealedContact {
  readonly reference: string;
  readonly sealed: Uint8Array;
}

/** The queued mails. Every method rejects with `StoreUnavailable` if the store fails. */
export interface Outbox {
  /**
   * Claims the first mail that is due. No other sender gets it during the lease. Undefined if none
   * is due. A fourth mail in a day to one e-mail key waits until the next day.
   * @param now milliseconds since the epoch
   */
  claim(now: number): Promise<DueMail | undefined>;
  /**
   * The provider accepted the mail: it is removed, and with a withdrawn guest's last mail, the
   * contact.
   */
  taken(mail: DueMail): Promise<void>;
  /**
   * The mail was not accepted. It does not count as sent, and is tried again at a time: ISO 8601,
   * in UTC.
   */
  later(mail: DueMail, nextAt: string): Promise<void>;
  /** What it tells of is true no longer: it is not sent, which stands in the history as a note from that moment on. */
  drop(mail: DueMail, at: string): Promise<void>;
  /** The mail was refused for good. It stays, for the organisers to see. */
  fail(mail: DueMail): Promise<void>;
  /** All queued mails, oldest first. */
  list(): Promise<WaitingMail[]>;
  /** Retries the failed mails from a moment on, and returns how many there are. */
  retry(now: number): Promise<number>;
  /** Every stored contact. */
  contacts(): Promise<SealedContact[]>;
  /**
   * Replaces contacts with resealed ones. A contact that was changed or deleted since is left
   * alone. Once the promise resolves, no byte of the old ones is left in the store.
   */
  reseal(contacts: readonly (SealedContact & { readonly before: Uint8Array })[]): Promise<void>;
  /** Forgets how many mails were sent on earlier days. */
  forget(now: number): Promise<void>;
}
