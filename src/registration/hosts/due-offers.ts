import type { Endpoint } from '../http/endpoint.ts';
import { offerPlaces } from '../places/offers.ts';
import { StoreUnavailable } from '../store/store.ts';

/** What a host offers places of, and where it says that it could not. */
export type Offers = Pick<Endpoint, 'definition' | 'offeredSessions' | 'store' | 'now' | 'report'>;

/** Passes on offers whose time is over and offers what is free, or reports why not; it never rejects. */
export async function offerNow(offers: Offers): Promise<void> {
  try {
    await offerPlaces(offers, offers.now());
  } catch (cause) {
    // The message of an unknown error could quote a row; its name does not.
    const reason = cause instanceof StoreUnavailable ? cause.message : 'internal-error';
    offers.report(`offering places failed and will be tried again: ${reason}`);
  }
}
