import { fromEpochMilliseconds, toZonedDateTimeISO } from 'temporal-polyfill/fns/Instant';
import { toString } from 'temporal-polyfill/fns/ZonedDateTime';
import { dateAt, dateInWords, timeAt, weekdayOf } from '../event/dates.ts';
import type { Event } from '../event/event.ts';
import type { Session } from './programme.ts';
import { localeOf, say } from '../words/text.ts';
import type { Wording } from './wording.ts';
import { timeInWords, zoneLabel } from './zone-words.ts';
import { memoizePair } from '../event/memoize.ts';

type Times = Pick<Session, 'day' | 'start' | 'end' | 'undisclosed'>;

/** The language of a session for an element's `lang`, if it is not the site's (WCAG 2.2, 3.1.2). */
export function otherLanguage(
  { event }: Pick<Wording, 'event'>,
  { language }: Pick<Session, 'language'>,
): string | undefined {
  return language === event.language.replace(/-.*$/, '') ? undefined : language;
}

/** The time of day at the venue, `09:30`. `moment` is milliseconds since the epoch. */
export function timeOfDay({ zone }: Pick<Event, 'zone'>, moment: number): string {
  return timeAt(zone, moment);
}

/** A moment for machines, in UTC to the second: `2017-02-15T08:30:00Z` (RFC 3339). */
export function machineTime(moment: number): string {
  return new Date(moment).toISOString().replace('.000Z', 'Z');
}

const withOffset = memoizePair((zone, moment: number): string => {
  const local = toZonedDateTimeISO(fromEpochMilliseconds(moment), zone);
  return toString(local, { smallestUnit: 'second', timeZoneName: 'never' });
});

/** A moment for machines, with the offset at the venue: `2017-02-15T09:30:00+01:00`. */
export function venueTime({ zone }: Pick<Event, 'zone'>, moment: number): string {
  return withOffset(zone, moment);
}

/**
 * The hours of a session: `09:30–10:15` or `from 09:30`; undefined if unknown. An end on another
 * day names it: `23:30–00:45 on Sunday`.
 */
export function hours(
  { event, words }: Wording,
  { start, end }: Pick<Times, 'start' | 'end'>,
): string | undefined {
  if (start === undefined) return undefined;
  const begins = timeInWords(event, start);
  if (end === undefined) return say(words.session.from, { start: begins });
  const [first, last] = [dateAt(event.zone, start), dateAt(event.zone, end)];
  const ends = `${begins}–${timeInWords(event, end)}`;
  // An end at midnight belongs to the day before.
  return first === last || dateAt(event.zone, end - 1) === first
    ? ends
    : say(words.session.on_weekday, { hours: ends, weekday: weekdayOf(event.language, last) });
}

/** A text with a capital first letter. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The hours of a session with their label, or why there are none. */
function hoursOrNot(wording: Wording, session: Times): string {
  const known = hours(wording, session);
  if (known !== undefined) return `${known}, ${zoneLabel(wording)}`;
  const said = wording.words.session;
  return session.undisclosed ? said.undisclosed : said.time_to_be_announced;
}

/** The hours of a session with their label, or why there are none, as text that stands alone. */
export function labelledHours(wording: Wording, session: Times): string {
  return capitalised(hoursOrNot(wording, session));
}

/** When a session is, in full: `Wednesday 15 February 2017, 09:30–10:15, The Hague time`. */
export function when(wording: Wording, session: Times): string {
  const { day, undisclosed } = session;
  if (day !== undefined)
    return `${dateInWords(wording.event.language, day, 'weekday')}, ${hoursOrNot(wording, session)}`;
  const said = wording.words.session;
  return undisclosed ? capitalised(said.undisclosed) : said.when_to_be_announced;
}

/** Where a session is; undefined if there is no room to name, as for a break for everyone. */
export function where(
  { words }: Pick<Wording, 'words'>,
  { room, kind, undisclosed }: Pick<Session, 'room' | 'kind' | 'undisclosed'>,
): string | undefined {
  if (room !== undefined) return room.name;
  return kind.for_everyone || undisclosed ? undefined : words.session.room_to_be_announced;
}

const nameIn = memoizePair(
  (language, code: string) =>
    new Intl.DisplayNames(localeOf(language), { type: 'language' }).of(code) ?? code,
);

/** A language in the event's language, by its two-letter code: `nl` is `Dutch`. */
export function languageName({ event }: Pick<Wording, 'event'>, code: string): string {
  return nameIn(event.language, code);
}

/** A speaker's affiliation on one line: `Harbour master, Port of Elsewhere`; empty if unknown. */
export function affiliation({
  role,
  organisation,
}: {
  readonly role?: string | undefined;
  readonly organisation?: string | undefined;
}): string {
  return [role, organisation].filter((part) => part !== undefined).join(', ');
}
