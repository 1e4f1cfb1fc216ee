import { dateAt, dateInWords, timeAt } from '../event/dates.ts';
import { closingMoment } from '../event/phase.ts';
import { zoneLabel } from '../programme/zone-words.ts';
import { say } from '../words/text.ts';
import type { Site } from './read-site.ts';

/** Until when guests can register, in words, while they can. */
export function openUntil(site: Pick<Site, 'event' | 'words'>): string {
  const { event, words } = site;
  const { language, zone } = event;
  const closes = closingMoment(event);
  if (closes === undefined) return words.register.closing_unknown;
  const time = timeAt(zone, closes);
  return time === '00:00'
    ? say(words.register.open_through, { date: dateInWords(language, dateAt(zone, closes - 1)) })
    : say(words.register.open_until, {
        date: dateInWords(language, dateAt(zone, closes)),
        time,
        zone: zoneLabel(site),
      });
}
