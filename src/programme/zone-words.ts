import { timeAt } from '../event/dates.ts';
import type { Event } from '../event/event.ts';
import { say } from '../words/text.ts';
import type { Wording } from './wording.ts';

type Zone = Pick<Event, 'zone'>;

const minute = 60_000;
/** By how many minutes clocks change: by an hour nearly everywhere, and by half of one on Lord Howe. */
const shifts = [-60, -30, 30, 60];
/** Where English has abbreviations for the zones: CET and BST, AEDT and NZDT, EST and PST. */
const englishes = ['en-GB', 'en-AU', 'en-US'];

function zoneName(
  locale: string,
  zone: string,
  moment: number,
  style: 'short' | 'shortOffset',
): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: style });
  const name = format.formatToParts(moment).find(({ type }) => type === 'timeZoneName');
  return name?.value ?? '';
}

/** The offset of a zone at a moment: `UTC+1`, `UTC+5:30`, `UTC−3`. */
function offsetOf({ zone }: Zone, moment: number): string {
  const offset = zoneName('en', zone, moment, 'shortOffset');
  return offset.replace('GMT', 'UTC').replace(/\+0$/, '').replace('-', '−');
}

/** What people call the time in a zone at a moment: `CET`; undefined where it has no name. */
function abbreviationOf({ zone, language }: Zone & Pick<Event, 'language'>, moment: number) {
  return [language, ...englishes]
    .map((locale) => zoneName(locale, zone, moment, 'short'))
    .find((name) => !/^(?:GMT|UTC)/.test(name));
}

/** The label of a time on the site: `The Hague time`. */
export function zoneLabel({ event, words }: Wording): string {
  return say(words.programme.zone, { city: event.venue.city });
}

/**
 * The time of day at the venue, `09:30`. In the hour that comes twice, when summer time ends, it
 * says which of the two: `02:15 (UTC+1)`.
 */
export function timeInWords(event: Zone, moment: number): string {
  const time = timeAt(event.zone, moment);
  const twice = shifts.some((shift) => timeAt(event.zone, moment + shift * minute) === time);
  return twice ? `${time} (${offsetOf(event, moment)})` : time;
}

/**
 * The label of the times between two moments, with what the zone is called and how far it is from
 * UTC: `The Hague time: CET, UTC+1`. If the clocks change in between, both are said.
 */
export function zoneInWords(wording: Wording, first: number, last: number): string {
  const { event, words } = wording;
  const said = [first, last].map((moment) =>
    [abbreviationOf(event, moment), offsetOf(event, moment)]
      .filter((part) => part !== undefined)
      .join(', '),
  );
  const offset = [...new Set(said)].join(' / ');
  return say(words.programme.zone_and_offset, { zone: zoneLabel(wording), offset });
}
