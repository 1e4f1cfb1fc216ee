import { waitingPlaces } from '../../places/places.ts';
import { offerNow, type Offers } from '../due-offers.ts';

const fiveMinutes = 5 * 60 * 1000;

/**
 * Passes on offers whose time is over, and offers what came free by more places: now and every five minutes,
 * without keeping the process alive; what it returns ends that. A form without waiting lists has no timer.
 */
export function offerRegularly(offers: Offers): () => void {
  if (waitingPlaces(offers.definition, offers.offeredSessions).length === 0) return () => undefined;
  void offerNow(offers);
  const timer = setInterval(() => void offerNow(offers), fiveMinutes).unref();
  return () => clearInterval(timer);
}
