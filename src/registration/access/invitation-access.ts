import { eventNow } from '../../event/phase.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { typedSymbols } from '../record/reference.ts';
import type { Arrival, HeldInvitation, HeldRegistration } from '../store/store.ts';
import { refuseWrongCode } from './wrong-codes.ts';

/** What decides how a registration comes in. */
export interface Asking {
  /** The code of an invitation, as it was typed. */
  readonly code: string | undefined;
  /** The keyed hash of the guest's folded e-mail address. */
  readonly emailKey: string;
  /** True where the field to be left empty was filled in. */
  readonly trapped: boolean;
  /** When it arrived by the machine's clock, in milliseconds since the epoch. */
  readonly now: number;
  /** The address of who sends it, as its host knows it. */
  readonly client: string | undefined;
}

/** How a registration comes in. */
export interface Arriving {
  readonly arrival: Arrival;
  /** The registration that used the same code, where it has the same e-mail address. */
  readonly earlier?: HeldRegistration | undefined;
}

type Step = Arrival['steps'][number];

function confirmedBy(who: string): Step {
  return { who, from: 'received', to: 'confirmed' };
}

/** A line of the history that changes nothing: for the organisers to see. */
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

/** The keyed hash by which the store knows a code, however it was typed. */
export function codeKeyOf({ hash }: Pick<Endpoint, 'hash'>, code: string): Promise<string> {
  return hash('invitation', typedSymbols(code));
}

/** The registration that used an invitation, where it was the same guest's by their e-mail address. */
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

/** Confirms a guest whom the organisers invited; one to whom an invitation was passed on is for them to decide. */
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
 * How a registration comes in, by the access that the form gives; undefined where the field to be left
 * empty was filled in and no valid code says that a guest did it.
 * @throws Refusal `invitation-invalid`, alike for every code that is worth nothing, or `too-many-requests`;
 * StoreUnavailable.
 */
export async function arrivalOf(endpoint: Endpoint, asking: Asking): Promise<Arriving | undefined> {
  const { access } = endpoint.definition;
  if (access === 'invitation') {
    const arriving = await invited(endpoint, asking);
    if (arriving === undefined && !asking.trapped) {
      throw await refuseWrongCode(endpoint, asking.client, 'invitation-invalid');
    }
    return arriving;
  }
  if (asking.trapped) return undefined;
  if (access === 'moderated') return { arrival: { steps: [] } };
  const step = await confirmedUnlessHeldBack(endpoint, asking.emailKey, 'open registration');
  return { arrival: { steps: [step] } };
}
