import { contactOf } from '../seal/contact.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { offeringAt } from '../places/offers.ts';
import { fullErrors, limitedIn, placesOf } from '../places/places.ts';
import type { RegistrationRecord } from '../record/record.ts';
import { Refusal } from '../record/refusal.ts';
import type { HeldRegistration, Place } from '../store/store.ts';

/** The new answers of a guest. */
interface Renewal extends Pick<RegistrationRecord, 'form' | 'answers'> {
  readonly contentKey: string;
  readonly waits: boolean;
}

/** Whether a registration already has these answers, and exactly these places. */
async function isSame(
  { store }: Endpoint,
  { reference, contentKey }: HeldRegistration,
  renewal: Renewal,
  wanted: readonly Place[],
): Promise<boolean> {
  if (contentKey !== renewal.contentKey) return false;
  const standing = (await store.claims(reference)).filter((one) => one.standing !== 'given-up');
  const names = new Set(wanted.map(({ name }) => name));
  return standing.length === names.size && standing.every(({ place }) => names.has(place));
}

/**
 * Replaces a registration's answers with checked ones. Its reference and state stay and its places
 * are swapped, or nothing changes. False if it keeps no places any more. The same answers change
 * nothing and send no mail.
 * @throws Refusal `session-full`, and StoreUnavailable if the store fails.
 */
export async function replaceRegistration(
  endpoint: Endpoint,
  held: HeldRegistration,
  renewal: Renewal,
): Promise<boolean> {
  const { definition, offeredSessions, store, now } = endpoint;
  const { reference, receivedAt } = held;
  const { form, answers, contentKey, waits } = renewal;
  const chosen = placesOf(definition, answers, offeredSessions);
  const wanted = chosen.map(({ place }) => place);
  if (await isSame(endpoint, held, renewal, wanted)) return true;
  const sealed = await endpoint.seal({ reference, receivedAt, form, answers });
  const contact = await endpoint.sealContact?.(contactOf(definition, reference, answers));
  const version = { ...sealed, contentKey, contact };
  const others = limitedIn(definition, offeredSessions)
    .map(({ place }) => place.name)
    .filter((name) => wanted.every((place) => place.name !== name));
  const offering = offeringAt(endpoint, now());
  const changed = await store.change({ reference, waits, version, wanted, others, ...offering });
  if (typeof changed === 'string') return changed === 'changed';
  const mayWait = wanted.some(({ name, waiting }) => waiting && changed.full.includes(name));
  throw new Refusal('session-full', fullErrors(chosen, changed.full, endpoint.words), { mayWait });
}
