import { fromEpochMilliseconds, toZonedDateTimeISO } from 'temporal-polyfill/fns/Instant';
import { toString } from 'temporal-polyfill/fns/ZonedDateTime';
import { dateAt, dateInWords, timeAt, weekdayOf } from '../event/dates.ts';
import type { Event } from '../event/event.ts';
import type { Session } from './programme.ts';
import { once, memoizePair } from '../event/memoize.ts';

type Place = Pick<Event, 'zone' | 'venue'>;
type Times = Pick<Session, 'day' | 'start' | 'end' | 'undisclosed'>;

const undisclosedWords = 'time and place are sent to those who take part';

/** How the site labels a time: `The Hague time`. */
export function zoneLabel({ venue }: Pick<Event, 'venue'>): string {
  return `${venue.city} time`;
}

/** The time of day at the venue, `09:30`. `moment` is milliseconds since the epoch. */
export function timeOfDay({ zone }: Pick<Event, 'zone'>, moment: number): string {
  return timeAt(zone, moment);
}

/** A moment as machines read it, in UTC to the second: `2017-02-15T08:30:00Z` (RFC 3339). */
export function machineTime(moment: number): string {
  return new Date(moment).toISOString().replace('.000Z', 'Z');
}

const withOffset = memoizePair((zone, moment: number): string => {
  const local = toZonedDateTimeISO(fromEpochMilliseconds(moment), zone);
  return toString(local, { smallestUnit: 'second', timeZoneName: 'never' });
});

/** A moment as machines read it, with the offset at the venue: `2017-02-15T09:30:00+01:00`. */
export function venueTime({ zone }: Pick<Event, 'zone'>, moment: number): string {
  return withOffset(zone, moment);
}

/**
 * The hours of a session: `09:30–10:15`, `from 09:30`, or undefined while they are unknown. An end on
 * another day names it: `23:30–00:45 on Sunday`.
 */
export function hours(
  event: Pick<Event, 'zone'>,
  { start, end }: Pick<Times, 'start' | 'end'>,
): string | undefined {
  if (start === undefined) return undefined;
  const begins = timeOfDay(event, start);
  if (end === undefined) return `from ${begins}`;
  const [first, last] = [dateAt(event.zone, start), dateAt(event.zone, end)];
  const ends = `${begins}–${timeOfDay(event, end)}`;
  // Midnight ends the day that it closes.
  return first === last || dateAt(event.zone, end - 1) === first
    ? ends
    : `${ends} on ${weekdayOf(last)}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The hours of a session with their label, or why they do not stand here. */
function hoursOrNot(event: Place, session: Times): string {
  const known = hours(event, session);
  if (known !== undefined) return `${known}, ${zoneLabel(event)}`;
  return session.undisclosed ? undisclosedWords : 'time to be announced';
}

/** The hours of a session with their label, or why they do not stand here, as words of their own. */
export function labelledHours(event: Place, session: Times): string {
  return capitalised(hoursOrNot(event, session));
}

/** When a session is, in full: `Wednesday 15 February 2017, 09:30–10:15, The Hague time`. */
export function when(event: Place, session: Times): string {
  const { day, undisclosed } = session;
  if (day !== undefined) return `${dateInWords(day, 'weekday')}, ${hoursOrNot(event, session)}`;
  return undisclosed ? capitalised(undisclosedWords) : 'Day and time to be announced';
}

/** Where a session is; undefined where there is no room to name, as for a break for everyone. */
export function where({
  room,
  kind,
  undisclosed,
}: Pick<Session, 'room' | 'kind' | 'undisclosed'>): string | undefined {
  if (room !== undefined) return room.name;
  return kind.for_everyone || undisclosed ? undefined : 'Room to be announced';
}

const languages = once(() => new Intl.DisplayNames('en-GB', { type: 'language' }));

/** A language by its code of two letters: `nl` is `Dutch`. */
export function languageName(code: string): string {
  return languages().of(code) ?? code;
}

/** What a speaker is, in one line: `Harbour master, Port of Elsewhere`; empty where nothing is known. */
export function affiliation({
  role,
  organisation,
}: {
  readonly role?: string | undefined;
  readonly organisation?: string | undefined;
}): string {
  return [role, organisation].filter((part) => part !== undefined).join(', ');
}
