import type { Contact } from '../seal/contact.ts';
import { mailAddress } from '../form/question/email-address.ts';
import { compose, type Letterhead } from './compose.ts';
import type { Delivery, Transport } from './message.ts';
import { eventEnd, eventNow } from '../../event/phase.ts';
import type { Event } from '../../event/event.ts';
import { isHolding } from '../record/states.ts';
import { mailOf, type DueMail, type Outbox } from '../store/outbox.ts';

const minute = 60 * 1000;

/** The pause after each failed try. After four and a half hours in all, the mail fails. */
const pauses = [1, 4, 10, 15, 30, 60, 60, 90].map((minutes) => minutes * minute);

/** What sending needs. The host provides it. */
export interface Sending {
  readonly outbox: Outbox;
  readonly transport: Transport;
  /** Opens a contact with the mail key. Rejects if it cannot. */
  readonly open: (reference: string, sealed: Uint8Array) => Promise<Contact>;
  readonly letterhead: Letterhead;
  /** The machine's clock, in milliseconds since the epoch. */
  readonly now: () => number;
  /** Once aborted, no further mail is started. */
  readonly signal?: AbortSignal;
}

/** How many due mails had each result. */
export interface Sent {
  readonly taken: number;
  /** Mails that will be tried again. */
  readonly later: number;
  /** Mails that will not, until an organiser retries them. */
  readonly failed: number;
  /** Those that were not sent, since what they tell of is true no longer. */
  readonly dropped: number;
}

/** Whether what a mail tells of is true at a moment: milliseconds since the epoch. */
function isTrue({ kind, state, offeredUntil = '' }: DueMail, event: Event, now: number): boolean {
  if (isHolding(state) && eventNow(event, now) >= eventEnd(event)) return false;
  switch (kind) {
    case 'received':
    case 'changed':
      return isHolding(state);
    case 'place-offered':
      return isHolding(state) && offeredUntil > new Date(now).toISOString();
    default:
      return mailOf[state] === kind;
  }
}

async function deliver({ transport, open, letterhead }: Sending, due: DueMail): Promise<Delivery> {
  try {
    const contact = await open(due.reference, due.contact);
    const email = mailAddress(contact.email);
    if (email === undefined) return 'refused';
    return await transport(await compose(due, { ...contact, email }, letterhead));
  } catch {
    // The mail key is the wrong one. The cause could name the guest.
    return 'later';
  }
}

async function settle(
  { outbox, now }: Sending,
  due: DueMail,
  delivery: Delivery,
): Promise<keyof Sent> {
  const pause = pauses[due.attempts - 1];
  if (delivery === 'taken') {
    await outbox.taken(due);
    return 'taken';
  }
  if (delivery === 'refused' || pause === undefined) {
    await outbox.fail(due);
    return 'failed';
  }
  await outbox.later(due, new Date(now() + pause).toISOString());
  return 'later';
}

/**
 * Sends the mails that are due and still tell what is true, one after the other. It may run in several places at once; where one ends
 * between a provider's yes and writing that down, its mail is sent once more with the same Message-ID.
 * @throws StoreUnavailable as the store does.
 */
export async function sendDue(sending: Sending): Promise<Sent> {
  const { outbox, now, signal } = sending;
  const sent = { taken: 0, later: 0, failed: 0, dropped: 0 };
  for (;;) {
    const due = signal?.aborted ? undefined : await outbox.claim(now());
    if (due === undefined) break;
    if (isTrue(due, sending.letterhead.event, now())) {
      sent[await settle(sending, due, await deliver(sending, due))] += 1;
    } else {
      await outbox.drop(due, new Date(now()).toISOString());
      sent.dropped += 1;
    }
  }
  if (sent.taken > 0) await outbox.forget(now());
  return sent;
}
