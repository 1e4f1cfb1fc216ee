import type { Endpoint } from '../http/endpoint.ts';
import { limitedIn } from './places.ts';
import type { ChangedClaim, Offering } from '../store/store.ts';

const hour = 60 * 60 * 1000;

/** What says how many places there are, and how long one is kept for who waits. */
export type Limits = Pick<Endpoint, 'definition' | 'offeredSessions'>;

/** The limits of the form at a moment (milliseconds since the epoch), and until when what is free is offered. */
export function offeringAt({ definition, offeredSessions }: Limits, now: number): Offering {
  const until = new Date(now + definition.waiting_list.offer_hours * hour).toISOString();
  const limits = limitedIn(definition, offeredSessions).map(({ place }) =>
    place.waiting === true ? { ...place, until } : place,
  );
  return { at: new Date(now).toISOString(), limits };
}

/**
 * Ends the offers whose time is over, and offers what is free to who waits for it; a form without waiting
 * lists asks nothing of the store. Answers the claims that changed.
 * @throws StoreUnavailable as the store does.
 */
export async function offerPlaces(
  endpoint: Limits & Pick<Endpoint, 'store'>,
  now: number,
): Promise<readonly ChangedClaim[]> {
  const { at, limits } = offeringAt(endpoint, now);
  return endpoint.store.offer({ at, limits: limits.filter(({ waiting }) => waiting) });
}
