import { arrivalOf } from './access/invitation-access.ts';
import { checkForm } from './access/check-form.ts';
import { linkNumber } from './access/personal-links.ts';
import { keysOf } from './access/registration-keys.ts';
import { idempotencyOf, type Sender, tooManyRequests } from './access/rate-limit.ts';
import { solvedChallenge } from './access/proof-of-work.ts';
import { contactOf } from './seal/contact.ts';
import type { Endpoint } from './http/endpoint.ts';
import { replaceRegistration } from './changes/replace-registration.ts';
import { offerPlaces } from './places/offers.ts';
import { fullErrors, placesOf } from './places/places.ts';
import { newReference, type LinkTarget } from './record/reference.ts';
import { Refusal } from './record/refusal.ts';
import { trapError, type Fields } from './form/submission.ts';

/** The problem for each condition that a registration does not meet. */
const refusals = {
  challenge: 'challenge-failed',
  idempotency: 'idempotency-mismatch',
  invitation: 'invitation-used',
} as const;

/** An earlier registration, by the links that it has now. */
async function standing(store: Endpoint['store'], reference: string): Promise<LinkTarget> {
  return { reference, number: await linkNumber(store, reference) };
}

/**
 * Checks a submission and stores it, sealed. Returns what its links lead to: itself, or the earlier
 * one if its sender, or the holder of its invitation, sends the same again. If the honeypot is filled in and
 * there is no valid code, nothing is stored, and the reply says so: a password manager fills in
 * every field for a person.
 * @throws Refusal, and StoreUnavailable if the store fails.
 */
export async function register(
  endpoint: Endpoint,
  fields: Fields,
  sender: Sender,
): Promise<LinkTarget> {
  const { definition, offeredSessions, store, words } = endpoint;
  const now = endpoint.now();
  const { form, submission } = await checkForm(endpoint, fields);
  const { answers, trapped, waits, replaces, code } = submission;
  const reference = newReference();
  const receivedAt = new Date(now).toISOString();
  const { contentKey, emailKey } = await keysOf(endpoint, answers);
  const { client } = sender;
  const arriving = await arrivalOf(endpoint, { code, emailKey, trapped, now, client });
  if (arriving === undefined) {
    await store.raise('honeypot');
    throw new Refusal('invalid-input', [trapError(words)]);
  }
  const challenge = sender.scripted ? await solvedChallenge(endpoint, fields) : undefined;
  const { arrival, earlier } = arriving;
  if (replaces && earlier !== undefined) {
    const done = await replaceRegistration(endpoint, earlier, { form, answers, contentKey, waits });
    // It has been declined or withdrawn in the meantime.
    if (!done) throw new Refusal('invitation-used');
    return standing(store, earlier.reference);
  }
  const sealed = await endpoint.seal({ reference, receivedAt, form, answers });
  const contact = await endpoint.sealContact?.(contactOf(definition, reference, answers));
  const conditions =
    arrival.codeKey === undefined
      ? {
          ...sender.uninvited,
          idempotency: await idempotencyOf(sender, contentKey, endpoint),
          challenge,
        }
      : { ...sender.invited, idempotency: sender.idempotency, challenge };
  const places = placesOf(definition, answers, offeredSessions);
  const added = await store.add(
    { reference, receivedAt, emailKey, contentKey, conditions, arrival, ...sealed, contact },
    places.map(({ place }) => place),
    waits,
  );
  if ('reference' in added) {
    if (added.reference === reference) return { reference, number: 0 };
    return standing(store, added.reference);
  }
  if ('unmet' in added) {
    if (added.unmet === 'rateLimits') throw tooManyRequests(now);
    const mayReplace = added.unmet === 'invitation' && earlier !== undefined;
    throw new Refusal(refusals[added.unmet], [], { mayReplace });
  }
  const mayWait = places.some(({ place }) => place.waiting && added.full.includes(place.name));
  // An expired offer keeps the place from both the waiting list and new guests.
  if (mayWait) await offerPlaces(endpoint, now);
  throw new Refusal('session-full', fullErrors(places, added.full, words), { mayWait });
}
