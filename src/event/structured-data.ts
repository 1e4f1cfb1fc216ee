import { addressOf, type Deployment } from './deployment.ts';
import type { Event } from './event.ts';

/** The event as a schema.org `Event`, for the JSON-LD of the first page. */
export function eventStructuredData(
  event: Event,
  deployment: Pick<Deployment, 'site'>,
  description: string,
): Record<string, unknown> {
  const { venue, host } = event;
  return {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: event.name,
    description,
    url: deployment.site,
    startDate: event.first_day,
    endDate: event.last_day,
    eventStatus: 'https://schema.org/EventScheduled',
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    inLanguage: event.language,
    image: addressOf(deployment, '/og/card.png'),
    location: {
      '@type': 'Place',
      name: venue.name,
      address: {
        '@type': 'PostalAddress',
        streetAddress: venue.street,
        postalCode: venue.postcode,
        addressLocality: venue.city,
        addressCountry: venue.country_code,
      },
      geo: { '@type': 'GeoCoordinates', latitude: venue.latitude, longitude: venue.longitude },
    },
    organizer: { '@type': 'Person', name: host.name, jobTitle: host.office },
  };
}

/** JSON for a `script` element: no `<` is left that could end it. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
