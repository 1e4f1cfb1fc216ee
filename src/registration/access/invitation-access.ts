import { eventNow } from '../../event/phase.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { typedSymbols } from '../record/reference.ts';
import type { Arrival, HeldInvitation, HeldRegistration } from '../store/store.ts';
import { refuseWrongCode } from './wrong-codes.ts';

/** What decides how a registration arrives. */
export interface Asking {
  /** The invitation code as typed. */
  readonly code: string | undefined;
  /** The keyed hash of the guest's folded e-mail address. */
  readonly emailKey: string;
  /** Whether the honeypot was filled in. */
  readonly trapped: boolean;
  /** When it arrived by the machine's clock, in milliseconds since the epoch. */
  readonly now: number;
  /** The sender's address, if the host knows it. */
  readonly client: string | undefined;
}

/** How a registration arrives. */
export interface Arriving {
  readonly arrival: Arrival;
  /** The registration that used the same code, if it has the same e-mail address. */
  readonly earlier?: HeldRegistration | undefined;
}

type Step = Arrival['steps'][number];

function confirmedBy(who: string): Step {
  return { who, from: 'received', to: 'confirmed' };
}

/** A note in the history for the organisers. It changes nothing. */
function noted(who: string, state: Step['to']): Step {
  return { who, from: state, to: state };
}

function isValid(
  invitation: HeldInvitation | undefined,
  moment: number,
): invitation is HeldInvitation {
  if (invitation === undefined || invitation.revoked) return false;
  return invitation.expiresAt === undefined || moment < Date.parse(invitation.expiresAt);
}

/** The store's keyed hash for a code, however it was typed. */
export function codeKeyOf({ hash }: Pick<Endpoint, 'hash'>, code: string): Promise<string> {
  return hash('invitation', typedSymbols(code));
}

/** The registration that used an invitation, if it has the guest's e-mail address. */
async function earlierOf(
  { store }: Endpoint,
  { usedBy }: HeldInvitation,
  emailKey: string,
): Promise<HeldRegistration | undefined> {
  const earlier = usedBy === undefined ? undefined : await store.find(usedBy);
  return earlier?.emailKey === emailKey ? earlier : undefined;
}

/** What organisers decided about an address stays theirs, whatever is sent for it later. */
async function confirmedUnlessHeldBack(
  { store }: Endpoint,
  emailKey: string,
  who: string,
): Promise<Step> {
  return (await store.isHeldBack(emailKey))
    ? noted('declined or under review before', 'received')
    : confirmedBy(who);
}

async function stepOf(
  endpoint: Endpoint,
  { emailKey: bound }: HeldInvitation,
  emailKey: string,
): Promise<Step> {
  if (bound === undefined) return confirmedUnlessHeldBack(endpoint, emailKey, 'invitation');
  return bound === emailKey ? confirmedBy('invitation') : noted('invitation passed on', 'received');
}

/** Confirms an invited guest. The organisers decide about one with a passed-on invitation. */
async function invited(endpoint: Endpoint, asking: Asking): Promise<Arriving | undefined> {
  const { code = '', emailKey, trapped, now } = asking;
  const codeKey = await codeKeyOf(endpoint, code);
  const invitation = await endpoint.store.invitation(codeKey);
  if (!isValid(invitation, eventNow(endpoint.event, now))) return undefined;
  const step = await stepOf(endpoint, invitation, emailKey);
  const steps = trapped ? [step, noted('honeypot filled in', step.to)] : [step];
  return { arrival: { codeKey, steps }, earlier: await earlierOf(endpoint, invitation, emailKey) };
}

/**
 * How a registration arrives, by the form's access; undefined if the honeypot was filled in and
 * there is no valid code to show that a guest did it.
 * @throws Refusal `invitation-invalid`, the same for every invalid code, or `too-many-requests`;
 * StoreUnavailable.
 */
export async function arrivalOf(endpoint: Endpoint, asking: Asking): Promise<Arriving | undefined> {
  const { access } = endpoint.definition;
  if (access === 'invitation') {
    const arriving = await invited(endpoint, asking);
    if (arriving === undefined) {
      throw await refuseWrongCode(endpoint, asking.client, 'invitation-invalid');
    }
    return arriving;
  }
  if (asking.trapped) return undefined;
  if (access === 'moderated') return { arrival: { steps: [] } };
  const step = await confirmedUnlessHeldBack(endpoint, asking.emailKey, 'open registration');
  return { arrival: { steps: [step] } };
}
