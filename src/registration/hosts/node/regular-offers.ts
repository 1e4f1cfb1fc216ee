import type { Endpoint } from '../../endpoint.ts';
import { offerPlaces } from '../../offers.ts';
import { waitingPlaces } from '../../places.ts';
import { StoreUnavailable } from '../../store.ts';

const fiveMinutes = 5 * 60 * 1000;

/** What a host offers places of, and where it says that it could not. */
export type Offers = Pick<Endpoint, 'definition' | 'slots' | 'store' | 'now' | 'report'>;

async function offer(offers: Offers): Promise<void> {
  try {
    await offerPlaces(offers, offers.now());
  } catch (cause) {
    // The message of an unknown error could quote a row; its name does not.
    const reason = cause instanceof StoreUnavailable ? cause.message : 'internal-error';
    offers.report(`offering places failed, to be tried again in five minutes: ${reason}`);
  }
}

/**
 * Passes on offers whose time is over, and offers what came free by more places: now and every five minutes,
 * without keeping the process alive; what it returns ends that. A form without waiting lists has no timer.
 */
export function offerRegularly(offers: Offers): () => void {
  if (waitingPlaces(offers.definition, offers.slots).length === 0) return () => undefined;
  void offer(offers);
  const timer = setInterval(() => void offer(offers), fiveMinutes).unref();
  return () => clearInterval(timer);
}
