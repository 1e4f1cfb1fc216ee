import { addressOf } from '../delivery/deployment.ts';
import type { Event } from '../event/event.ts';
import { scheduleXmlAddress } from '../programme/programme-addresses.ts';
import { type Schedule, type ScheduleDay, scheduleOf } from './schedule.ts';
import type { ScheduleSession } from './schedule-session.ts';
import { type ExportedLink, isAttachment } from './session-links.ts';
import type { Source } from './source.ts';
import { element, type Xml, xmlDocument } from './xml.ts';

const text = (name: string, value = '') => element(name, {}, value);

const referenceIn =
  (name: string) =>
  ({ url, title, kind }: ExportedLink): Xml =>
    element(name, { href: url, type: kind }, title);

function eventIn(session: ScheduleSession): Xml {
  const { number, guid, persons, links } = session;
  const feedback = links.filter(({ kind }) => kind === 'feedback');
  return element('event', { guid, id: number }, [
    text('date', session.date),
    text('start', session.start),
    text('duration', session.duration),
    text('room', session.room),
    text('slug', session.slug),
    text('url', session.url),
    text('title', session.title),
    text('subtitle', ''),
    text('track', session.track),
    text('type', session.type),
    text('language', session.language),
    text('abstract', session.abstract),
    text('description', session.description),
    element(
      'persons',
      {},
      persons.map((person) =>
        element('person', { id: person.number, guid: person.guid }, person.name),
      ),
    ),
    element('links', {}, links.filter((link) => !isAttachment(link)).map(referenceIn('link'))),
    element('attachments', {}, links.filter(isAttachment).map(referenceIn('attachment'))),
    ...feedback.slice(0, 1).map(({ url }) => text('feedback_url', url)),
  ]);
}

function dayIn({ index, date, start, end, rooms }: ScheduleDay): Xml {
  return element(
    'day',
    { index, date, start, end },
    rooms.map(({ room, sessions }) =>
      element('room', { name: room.name, guid: room.guid }, sessions.map(eventIn)),
    ),
  );
}

function conferenceIn(event: Event, site: string, { acronym, days }: Schedule): Xml {
  const { name, first_day, last_day, zone, programme } = event;
  return element('conference', {}, [
    text('acronym', acronym),
    text('title', name),
    text('start', first_day),
    text('end', last_day),
    text('days', String(days.length)),
    text('timeslot_duration', '00:05'),
    text('base_url', site),
    text('url', site),
    text('time_zone_name', zone),
    ...programme.tracks.map((track) => element('track', { name: track.name })),
  ]);
}

/**
 * The programme as a schedule in XML (https://c3voc.de/wiki/schedule): a format of frab and
 * Pentabarf that EventFahrplan, Giggity and others read.
 */
export function scheduleXml(source: Source): string {
  const { event, deployment } = source;
  const schedule = scheduleOf(source);
  return xmlDocument(
    element('schedule', {}, [
      element('generator', { name: 'event-microsite' }),
      text('url', addressOf(deployment, scheduleXmlAddress)),
      text('version', schedule.version),
      conferenceIn(event, addressOf(deployment, '/'), schedule),
      ...schedule.days.map(dayIn),
    ]),
  );
}
