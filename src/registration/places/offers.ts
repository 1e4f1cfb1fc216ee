import type { Definition } from '../form/definition.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { waitingPlaces } from './places.ts';
import type { ChangedClaim, Offering } from '../store/store.ts';

const hour = 60 * 60 * 1000;

/** A moment (milliseconds since the epoch) at which places are offered, and until when. */
export function offeringAt(
  { waiting_list: { offer_hours: hours } }: Pick<Definition, 'waiting_list'>,
  now: number,
): Offering {
  const until = now + hours * hour;
  return { at: new Date(now).toISOString(), until: new Date(until).toISOString() };
}

/**
 * Ends the offers whose time is over, and offers what is free to who waits for it; a form without waiting
 * lists asks nothing of the store. Answers the claims that changed.
 * @throws StoreUnavailable as the store does.
 */
export async function offerPlaces(
  endpoint: Pick<Endpoint, 'definition' | 'offeredSessions' | 'store'>,
  now: number,
): Promise<readonly ChangedClaim[]> {
  const places = waitingPlaces(endpoint.definition, endpoint.offeredSessions);
  return places.length === 0
    ? []
    : endpoint.store.offer(places, offeringAt(endpoint.definition, now));
}
