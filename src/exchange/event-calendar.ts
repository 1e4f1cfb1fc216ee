import ical, { ICalCalendarMethod, type ICalEventData } from 'ical-generator';
import { addDays, momentIn } from '../event/dates.ts';
import type { Deployment } from '../delivery/deployment.ts';
import type { Event } from '../event/event.ts';
import { venuePosition } from '../event/venue-position.ts';
import { firstRevision, sequenceAt } from './calendar-entry.ts';
import { eventGuid, guidOf } from './guid.ts';
import { printable } from './source.ts';

/** The event's days as a calendar entry. Its revision comes from `updated` in the event's facts. */
export function eventEntry(event: Event, { site }: Pick<Deployment, 'site'>): ICalEventData {
  const { venue, updated } = event;
  const position = venuePosition(event);
  const changed = updated === undefined ? firstRevision : momentIn(event.zone, updated);
  return {
    id: guidOf(eventGuid(event), 'event'),
    sequence: sequenceAt(changed),
    stamp: new Date(changed),
    lastModified: new Date(changed),
    allDay: true,
    start: new Date(event.first_day),
    end: new Date(addDays(event.last_day, 1)),
    timezone: 'UTC',
    summary: printable(event.name),
    location: {
      title: printable([venue.name, venue.street, venue.city].join(', ')),
      ...(position && { geo: { lat: position.latitude, lon: position.longitude } }),
    },
    url: site,
  };
}

/**
 * The event's days as iCalendar (RFC 5545), for guests who are expected. Its entry has an
 * identifier of its own, so that it can sit beside the sessions. It is made only from the content: the same content gives the same bytes.
 */
export function eventCalendar(event: Event, deployment: Pick<Deployment, 'site'>): string {
  const calendar = ical({
    prodId: {
      company: 'Event microsite',
      product: 'Event',
      language: event.language.toUpperCase(),
    },
    method: ICalCalendarMethod.PUBLISH,
    events: [eventEntry(event, deployment)],
  });
  return `${calendar.toString()}\r\n`;
}
