import { dateAt, dateInWords } from '../event/dates.ts';
import type { Event } from '../event/event.ts';
import type { Programme, Session } from './programme.ts';
import { timeOfDay } from './session-words.ts';

/** One change of a session, as its item, the page of changes and the feed show it. */
export interface Change {
  readonly session: Session;
  readonly kind: 'cancelled' | 'moved' | 'added';
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** `cancelled`, `new`, `moved from 14:00, Room A`. */
  readonly words: string;
}

function movedFrom(event: Event, { day, moved }: Session): string {
  const parts: string[] = [];
  if (moved?.start !== undefined) {
    const before = dateAt(event.zone, moved.start);
    if (before !== day) parts.push(dateInWords(before, 'weekday').replace(/ \d{4}$/, ''));
    parts.push(timeOfDay(event, moved.start));
  }
  if (moved?.room !== undefined) parts.push(moved.room);
  return `moved from ${parts.join(', ')}`;
}

/** The changes of one session that its editors show, the gravest first. */
export function changesOfSession(event: Event, session: Session): Change[] {
  const { cancelled, moved, added } = session;
  const changes: Change[] = [];
  if (cancelled !== undefined) {
    changes.push({ session, kind: 'cancelled', since: cancelled, words: 'cancelled' });
  }
  if (moved !== undefined) {
    const words = movedFrom(event, session);
    changes.push({ session, kind: 'moved', since: moved.since, words });
  }
  if (added !== undefined) changes.push({ session, kind: 'added', since: added, words: 'new' });
  return changes;
}

/** Every change of a programme, newest first; those of one moment in the order of the timetable. */
export function changesOf(event: Event, { sessions }: Programme): Change[] {
  return sessions
    .flatMap((session) => changesOfSession(event, session))
    .toSorted((one, other) => other.since - one.since);
}
