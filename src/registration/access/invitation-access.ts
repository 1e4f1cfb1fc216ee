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

/** Confirms a guest whom the organisers invited; one to whom an invitation was passed on is for them to decide. */
async function invited(endpoint: Endpoint, asking: Asking): Promise<Arriving | undefined> {
  const { code = '', emailKey, trapped, now } = asking;
  const codeKey = await codeKeyOf(endpoint, code);
  const invitation = await endpoint.store.invitation(codeKey);
  if (!isValid(invitation, eventNow(endpoint.event, now))) return undefined;
  const own = invitation.emailKey === undefined || invitation.emailKey === emailKey;
  const step = own ? confirmedBy('invitation') : noted('invitation passed on', 'received');
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
    if (arriving === undefined) {
      throw await refuseWrongCode(endpoint, asking.client, 'invitation-invalid');
    }
    return arriving;
  }
  if (asking.trapped) return undefined;
  return { arrival: { steps: access === 'open' ? [confirmedBy('open registration')] : [] } };
}
