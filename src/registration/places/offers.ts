import { eventEnd, eventNow, isRegistrationOpenAt } from '../../event/phase.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { limitedIn } from './places.ts';
import type { ChangedClaim, Offering } from '../store/store.ts';

const hour = 60 * 60 * 1000;

/** What says how many places there are, and how long one is kept for who waits. */
export type Limits = Pick<Endpoint, 'definition' | 'event' | 'offeredSessions'>;

/**
 * The limits of the form at a moment (milliseconds since the epoch), and until when what is free is offered: not
 * after registration closed, and not longer than until what it is for begins or the event ends.
 */
export function offeringAt({ definition, event, offeredSessions }: Limits, now: number): Offering {
  // A pinned clock stands still: what is left until a moment of the event is counted by it.
  const moment = eventNow(event, now);
  const at = (of: number) => new Date(now + of - moment).toISOString();
  const kept = moment + definition.waiting_list.offer_hours * hour;
  const closed = !isRegistrationOpenAt(event, moment);
  const limits = limitedIn(definition, offeredSessions).map(({ place, start = Infinity }) => {
    if (place.waiting !== true) return place;
    const end = Math.min(start, eventEnd(event));
    const offered = closed || end <= moment ? {} : { until: at(Math.min(kept, end)) };
    return { ...place, end: at(end), ...offered };
  });
  return { at: new Date(now).toISOString(), limits };
}

/**
 * Ends expired offers, and offers free places to the waiting list. A form without waiting lists
 * asks nothing of the store. Returns the claims that changed.
 * @throws StoreUnavailable if the store fails.
 */
export async function offerPlaces(
  endpoint: Limits & Pick<Endpoint, 'store'>,
  now: number,
): Promise<readonly ChangedClaim[]> {
  const { at, limits } = offeringAt(endpoint, now);
  return endpoint.store.offer({ at, limits: limits.filter(({ waiting }) => waiting) });
}

/**
 * What to tell organisers of each choice that guests hold or wait for, and that the form does not limit any more,
 * such as one that was renamed.
 * @throws StoreUnavailable as the store does.
 */
export async function orphanedLines(endpoint: Limits & Pick<Endpoint, 'store'>): Promise<string[]> {
  const limited = limitedIn(endpoint.definition, endpoint.offeredSessions);
  const names = new Set(limited.map(({ place }) => place.name));
  const places = await endpoint.store.places();
  return places
    .filter(({ name, taken, waits }) => taken + waits > 0 && !names.has(name))
    .map(
      ({ name, taken, waits }) =>
        `The form has no limited choice ${name} any more, but guests have it: ${taken}, or wait for it: ${waits}. ` +
        'Nothing of it is offered. If you renamed it, give it its old value again.',
    );
}
