import { addressOf } from '../delivery/deployment.ts';
import { type ScheduleDay, scheduleOf } from './schedule.ts';
import type { ScheduleSession } from './schedule-session.ts';
import { type ExportedLink, isAttachment } from './session-links.ts';
import { printable, type Source } from './source.ts';

/** The address of the schema, for `$schema`. */
const schema = 'https://c3voc.de/schedule/schema.json';

/** The types that the format knows for our kinds. */
const types = {
  slides: 'slides',
  paper: 'paper',
  recording: 'media',
  live: 'web',
  feedback: 'web',
  related: 'related',
} as const satisfies Record<ExportedLink['kind'], string>;

const referenceIn = ({ url, title, kind }: ExportedLink) => ({ type: types[kind], url, title });

function eventIn(session: ScheduleSession): Record<string, unknown> {
  const { links } = session;
  const feedback = links.find(({ kind }) => kind === 'feedback');
  const { number, guid, slug, title, url, date, start, end, duration, room } = session;
  return {
    id: number,
    guid,
    date,
    start,
    end,
    duration,
    room,
    slug,
    url,
    title,
    subtitle: null,
    track: session.track ?? null,
    type: session.type,
    language: session.language ?? null,
    abstract: session.abstract,
    description: session.description ?? null,
    // A person here has a name or an id. One with both is invalid.
    persons: session.persons.map(({ name, guid: known, url: page }) => ({
      guid: known,
      name,
      url: page,
    })),
    links: links.filter((link) => !isAttachment(link)).map(referenceIn),
    attachments: links.filter(isAttachment).map(referenceIn),
    ...(feedback === undefined ? {} : { feedback_url: feedback.url }),
  };
}

function dayIn({ index, date, start, end, rooms }: ScheduleDay): Record<string, unknown> {
  return {
    index,
    date,
    day_start: start,
    day_end: end,
    rooms: Object.fromEntries(
      rooms.map(({ room, sessions }) => [room.name, sessions.map(eventIn)]),
    ),
  };
}

/** The programme as a schedule in JSON, version 1 (https://c3voc.de/wiki/schedule). */
export function scheduleJson(source: Source): string {
  const { event, deployment } = source;
  const { acronym, version, days, rooms } = scheduleOf(source);
  const conference = {
    acronym,
    title: printable(event.name),
    description: printable(event.subtitle),
    start: event.first_day,
    end: event.last_day,
    daysCount: days.length,
    timeslot_duration: '00:05',
    time_zone_name: event.zone,
    url: addressOf(deployment, '/'),
    tracks: event.programme.tracks.map(({ name }) => ({ name: printable(name) })),
    rooms: rooms.map(({ name, guid, note }) => ({ name, guid, description: note ?? null })),
    days: days.map(dayIn),
  };
  const document = {
    $schema: schema,
    generator: { name: 'event-microsite' },
    schedule: { version, base_url: addressOf(deployment, '/'), conference },
  };
  return `${JSON.stringify(document)}\n`;
}
