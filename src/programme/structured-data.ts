import { venuePosition } from '../event/venue-position.ts';
import { addressOf, type Deployment } from '../delivery/deployment.ts';
import type { Event } from '../event/event.ts';
import { onePage, type Programme, type Session, type Speaker } from './programme.ts';
import type { SessionLink } from './session.ts';
import { sessionAddress, speakerAddress } from './programme-addresses.ts';
import { venueTime } from './session-words.ts';

type Site = Pick<Deployment, 'site'>;
type Data = Record<string, unknown>;

/** The venue, or a room in it, as a schema.org `Place`. */
function placeOf(event: Event, room?: string): Data {
  const { venue } = event;
  const address = {
    '@type': 'PostalAddress',
    streetAddress: venue.street,
    postalCode: venue.postcode,
    addressLocality: venue.city,
    addressCountry: venue.country_code,
  };
  const position = venuePosition(event);
  const geo = position && { '@type': 'GeoCoordinates', ...position };
  const whole = { '@type': 'Place', name: venue.name, address, geo };
  if (room === undefined) return whole;
  return { '@type': 'Place', name: room, address, containedInPlace: whole };
}

function organizerOf({ host }: Event): Data | undefined {
  return host && { '@type': 'Person', name: host.name, jobTitle: host.office };
}

/** The event as a schema.org `Event`, for the home page's JSON-LD. */
export function eventStructuredData(event: Event, deployment: Site, description: string): Data {
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
    location: placeOf(event),
    organizer: organizerOf(event),
  };
}

const status = (name: string) => ({ eventStatus: `https://schema.org/${name}` });

/**
 * The status of a session (https://schema.org/EventStatusType). A session that only changed rooms
 * is not rescheduled.
 */
function statusOf(event: Event, { cancelled, moved, start }: Session): Data {
  if (cancelled !== undefined) return status('EventCancelled');
  if (moved?.start === undefined || start === undefined) return status('EventScheduled');
  return { ...status('EventRescheduled'), previousStartDate: venueTime(event, moved.start) };
}

/** The facts about a session for lists and pages. Undefined ones are left out of the JSON. */
function sessionFacts(event: Event, deployment: Site, session: Session): Data {
  const { title, slug, day, start, end } = session;
  return {
    '@type': 'Event',
    name: title,
    url: addressOf(deployment, sessionAddress(slug)),
    startDate: start === undefined ? day : venueTime(event, start),
    endDate: end === undefined ? undefined : venueTime(event, end),
    ...statusOf(event, session),
  };
}

function personOf(deployment: Site, { name, role, organisation, slug }: Speaker): Data {
  return {
    '@type': 'Person',
    name,
    jobTitle: role,
    affiliation:
      organisation === undefined ? undefined : { '@type': 'Organization', name: organisation },
    url: addressOf(deployment, speakerAddress(slug)),
  };
}

function several(people: readonly Data[]): readonly Data[] | undefined {
  return people.length === 0 ? undefined : people;
}

const works = {
  slides: ['workFeatured', 'PresentationDigitalDocument'],
  paper: ['workFeatured', 'ScholarlyArticle'],
  recording: ['recordedIn', 'CreativeWork'],
  live: ['subjectOf', 'WebPage'],
  feedback: ['subjectOf', 'WebPage'],
  related: ['subjectOf', 'WebPage'],
} as const satisfies Record<SessionLink['kind'], readonly [string, string]>;

/** The links of a session as works in which it is recorded, which it shows, or which are about it. */
function linkedData(deployment: Site, { links }: Session): Data {
  const found = links.map(({ url, title, kind }) => {
    const [property, type] = works[kind];
    const whole = url.startsWith('/') ? addressOf(deployment, url) : url;
    return { property, work: { '@type': type, name: title, url: whole } };
  });
  const groups = Map.groupBy(found, ({ property }) => property);
  return Object.fromEntries(
    [...groups].map(([property, some]) => [property, some.map(({ work }) => work)]),
  );
}

/**
 * A session as a schema.org `Event`, for its page's JSON-LD. `description` is plain text, or empty.
 */
export function sessionStructuredData(
  event: Event,
  deployment: Site,
  session: Session,
  description: string,
): Data {
  const person = (speaker: Speaker) => personOf(deployment, speaker);
  return {
    '@context': 'https://schema.org',
    ...sessionFacts(event, deployment, session),
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    location: placeOf(event, session.room?.name),
    description: description === '' ? undefined : description,
    inLanguage: session.language,
    image: addressOf(deployment, '/og/card.png'),
    performer: several(session.speakers.map(person)),
    contributor: several(session.moderators.map(person)),
    maximumAttendeeCapacity: session.places,
    ...linkedData(deployment, session),
    superEvent: {
      '@type': 'Event',
      name: event.name,
      url: deployment.site,
      startDate: event.first_day,
      endDate: event.last_day,
      location: placeOf(event),
    },
  };
}

/**
 * The sessions of the event as its `subEvent`, without breaks. A programme that is too long for one
 * page has none here, since each page has its own. Places are also on those pages.
 */
export function subEvents(event: Event, deployment: Site, programme: Programme): Data[] {
  if (!onePage(programme)) return [];
  return programme.sessions
    .filter(({ kind }) => !kind.pause)
    .map((session) => sessionFacts(event, deployment, session));
}

/** JSON for a `script` element, without any `<` that could end it. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
