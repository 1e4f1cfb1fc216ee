import { arrivalOf } from './access.ts';
import { eventNow, registrationAt } from '../event/phase.ts';
import type { Admission } from './admission.ts';
import { solvedChallenge } from './challenge.ts';
import { contactOf } from './contact.ts';
import { foldedEmailAddress } from './email-address.ts';
import type { Endpoint } from './endpoint.ts';
import { formVersion } from './questions.ts';
import { offerPlaces } from './offers.ts';
import { fullErrors, placesOf } from './places.ts';
import { conflictErrors } from './slots.ts';
import { newReference } from './reference.ts';
import { Refusal } from './refusal.ts';
import { checkSubmission, type Fields } from './submission.ts';

/** Whether registrations are taken now. */
export function isRegistrationOpen({ event, now }: Pick<Endpoint, 'event' | 'now'>): boolean {
  return registrationAt(event, eventNow(event, now())) === 'open';
}

/** The problem with a registration that does not meet a condition. */
const refusals = {
  challenge: 'challenge-failed',
  allowance: 'too-many-requests',
  idempotency: 'idempotency-mismatch',
  invitation: 'invitation-used',
} as const;

/**
 * Checks what arrived and stores it, sealed; answers the reference that stands for it, which is an
 * earlier one where the same was sent before. Where the field to be left empty was filled in, and no
 * valid code came with it, nothing is stored, and the answer looks the same.
 * @param scripted whether a script or a program sent it, which solves a challenge where the form asks for it
 * @throws Refusal, and StoreUnavailable as the store does.
 */
export async function register(
  endpoint: Endpoint,
  fields: Fields,
  admission: Admission,
  scripted: boolean,
): Promise<string> {
  const { definition, hash, slots, store } = endpoint;
  const now = endpoint.now();
  if (!isRegistrationOpen(endpoint)) throw new Refusal('registration-closed');
  const form = await formVersion(definition);
  const { answers, trapped, waits, code } = checkSubmission(definition, form, fields);
  const reference = newReference();
  const receivedAt = new Date(now).toISOString();
  const email = answers[definition.identified_by];
  const contentKey = await hash('content', JSON.stringify(Object.entries(answers)));
  // Without an address there is no other registration that this one could repeat.
  const emailKey =
    typeof email === 'string' ? await hash('email', foldedEmailAddress(email)) : contentKey;
  const arrival = await arrivalOf(endpoint, { code, emailKey, trapped, receivedAt });
  if (arrival === undefined) {
    await store.raise('honeypot');
    return reference;
  }
  const challenge = scripted ? await solvedChallenge(endpoint, fields) : undefined;
  const conditions = { ...admission, challenge };
  const conflicts = conflictErrors(definition, answers, slots);
  if (conflicts.length > 0) throw new Refusal('schedule-conflict', conflicts);
  const sealed = await endpoint.seal({ reference, receivedAt, form, answers });
  const contact = await endpoint.sealContact?.(contactOf(definition, reference, answers));
  const places = placesOf(definition, answers, slots);
  const added = await store.add(
    {
      reference,
      receivedAt,
      emailKey,
      contentKey,
      admission: conditions,
      arrival,
      ...sealed,
      contact,
    },
    places.map(({ place }) => place),
    waits,
  );
  if ('reference' in added) return added.reference;
  if ('unmet' in added) throw new Refusal(refusals[added.unmet]);
  const mayWait = places.some(({ place }) => place.waiting && added.full.includes(place.name));
  // An offer whose time is over keeps the place from both who waits and who comes now.
  if (mayWait) await offerPlaces(endpoint, now);
  throw new Refusal('session-full', fullErrors(places, added.full), mayWait);
}
