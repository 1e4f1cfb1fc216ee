import type { Event } from './event.ts';

/** Where the venue is, in decimal degrees (WGS 84); undefined if the event does not say. */
export function venuePosition({
  venue: { latitude, longitude },
}: Pick<Event, 'venue'>): { readonly latitude: number; readonly longitude: number } | undefined {
  return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
}
