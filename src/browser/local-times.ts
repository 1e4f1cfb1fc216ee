import { say, type Text } from '../words/text.ts';
import { pageLanguage } from './page-words.ts';

/** The hours of a moment or two in a zone, with the weekday where it is another than at the venue. */
function hoursIn(zone: string | undefined, moments: readonly Date[]): string {
  const style = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone } as const;
  const format = new Intl.DateTimeFormat('en-GB', style);
  return moments.map((moment) => format.format(moment)).join('–');
}

function weekdayIn(zone: string | undefined, moment: Date): string {
  return new Intl.DateTimeFormat(pageLanguage(), { weekday: 'long', timeZone: zone }).format(
    moment,
  );
}

/** Adds the reader's own time beside each time of the venue, where the two differ. */
export function addLocalTimes(root: ParentNode, venueZone: string, yourTime: Text<'hours'>): void {
  for (const time of root.querySelectorAll<HTMLTimeElement>('time[data-venue-time]')) {
    const moments = [time.dateTime, time.dataset['end'] ?? ''].flatMap((text) =>
      text === '' ? [] : [new Date(text)],
    );
    const [start] = moments;
    if (start === undefined) continue;
    const own = hoursIn(undefined, moments);
    const day = weekdayIn(undefined, start);
    const sameDay = day === weekdayIn(venueZone, start);
    if (own === hoursIn(venueZone, moments) && sameDay) continue;
    const note = document.createElement('span');
    note.className = 'reader-time';
    note.textContent = say(yourTime, { hours: sameDay ? own : `${day} ${own}` });
    time.parentElement?.append(note);
  }
}
