import { venuePosition } from '../event/venue-position.ts';
import { type ICalEventData, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { changeInWords, changesOfSession } from '../programme/changes.ts';
import type { Event } from '../event/event.ts';
import type { Session } from '../programme/programme.ts';
import { programmeMoment } from '../programme/publication.ts';
import { type Plural, say, sayCount } from '../words/text.ts';
import { capitalised, where } from '../programme/session-words.ts';
import { sessionGuid } from './guid.ts';
import { exportedLinks } from './session-links.ts';
import { pageOf, printable, type Source } from './source.ts';

/** The moment of the revision 0, in milliseconds since the epoch. It is before every event. */
export const firstRevision = Date.UTC(2000, 0, 1);

/**
 * The revision number (RFC 5545, 3.8.7.4) of what last changed at a moment: the minutes from the first revision.
 * It only ever grows.
 */
export function sequenceAt(changed: number): number {
  return Math.max(0, Math.floor((changed - firstRevision) / 60_000));
}

/** The revision number of a session: 0 until it changes. */
function sequenceOf(event: Event, { changed }: Session): number {
  if (changed === programmeMoment(event)) return 0;
  return Math.max(1, sequenceAt(changed));
}

function people({ words }: Source, role: Plural, names: readonly { readonly name: string }[]) {
  const list = names.map(({ name }) => name).join(', ');
  return names.length === 0 ? [] : [`${sayCount(words.language, role, names.length, {})}: ${list}`];
}

function descriptionIn(source: Source, session: Session): string {
  const changes = changesOfSession(session)
    .filter(({ kind }) => kind !== 'added')
    .map((change) => `${capitalised(changeInWords(source, change))}.`)
    .join(' ');
  const speaking = [
    ...people(source, source.words.session.speakers, session.speakers),
    ...people(source, source.words.session.moderators, session.moderators),
  ];
  const about = source.descriptions.get(session.slug) ?? '';
  return [changes, about, speaking.join('\n'), pageOf(source, session)]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/**
 * A session as a calendar event, made only from the content: the same content gives the same bytes.
 * Without an end there is none here either, and calendars end it where it starts (RFC 5545, 3.6.1).
 * A cancelled session stays, because calendars keep what a feed drops; it does not block the
 * reader's time.
 */
export function calendarEntry(source: Source, session: Session, start: number): ICalEventData {
  const { event } = source;
  const { venue } = event;
  const position = venuePosition(event);
  const { title, end, changed, cancelled, kind, track } = session;
  const place = [where(source, session), venue.name, venue.street, venue.city];
  return {
    id: sessionGuid(event, session),
    sequence: sequenceOf(event, session),
    stamp: new Date(changed),
    lastModified: new Date(changed),
    start: new Date(start),
    end: end === undefined ? null : new Date(end),
    summary: printable(
      cancelled === undefined ? title : say(source.words.session.exported_cancelled, { title }),
    ),
    description: printable(descriptionIn(source, session)),
    location: {
      title: printable(place.filter((part) => part !== undefined).join(', ')),
      ...(position && { geo: { lat: position.latitude, lon: position.longitude } }),
    },
    url: pageOf(source, session),
    attachments: exportedLinks(source, session)
      .filter((link) => link.kind !== 'feedback')
      .map(({ url }) => url),
    categories: [kind.name, track].flatMap((name) =>
      name === undefined ? [] : [{ name: printable(name) }],
    ),
    status: cancelled === undefined ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    transparency:
      cancelled === undefined ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
  };
}
