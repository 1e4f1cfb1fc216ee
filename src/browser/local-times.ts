import { say, type Text } from '../words/text.ts';
import { pageLanguage } from './page-words.ts';

/** One or two times of day in a zone, with the weekday if it differs from the venue's. */
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

/** Adds the reader's own time beside each of the venue's times, if the two differ. */
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
    const hours = sameDay ? own : `${day} ${own}`;
    // On the axis of a timetable there is room for the hour alone.
    note.textContent = time.closest('.grid-times') === null ? say(yourTime, { hours }) : own;
    time.parentElement?.append(note);
  }
}
