import { dateInWords } from '../event/dates.ts';
import type { Event } from '../event/event.ts';
import type { Programme, Session } from './programme.ts';
import { dayAt } from './session-times.ts';
import type { Wording } from './wording.ts';
import { say } from '../words/text.ts';
import { timeInWords } from './zone-words.ts';

/** One change of a session, as its item, the page of changes and the feed show it. */
export interface Change {
  readonly session: Session;
  readonly kind: 'cancelled' | 'moved' | 'added';
  /** Milliseconds since the epoch. */
  readonly since: number;
}

/** The changes of one session that its editors show, most serious first. */
export function changesOfSession(session: Session): Change[] {
  const { cancelled, moved, added } = session;
  const since = { cancelled, moved: moved?.since, added };
  return (['cancelled', 'moved', 'added'] as const).flatMap((kind) => {
    const moment = since[kind];
    return moment === undefined ? [] : [{ session, kind, since: moment }];
  });
}

/** Every change of a programme, newest first. Changes at the same moment are in timetable order. */
export function changesOf({ sessions }: Programme): Change[] {
  return sessions.flatMap(changesOfSession).toSorted((one, other) => other.since - one.since);
}

function before(event: Event, { day, moved }: Session): string {
  const parts: string[] = [];
  if (moved?.start !== undefined) {
    const date = dayAt(event, moved.start);
    if (date !== day) parts.push(dateInWords(event.language, date, 'day'));
    parts.push(timeInWords(event, moved.start));
  }
  if (moved?.room !== undefined) parts.push(moved.room);
  return parts.join(', ');
}

/** A change in words: `cancelled`, `new`, `moved from 14:00, Room A`. */
export function changeInWords({ event, words }: Wording, { kind, session }: Change): string {
  const { cancelled, new: added, moved_from: moved } = words.session;
  if (kind === 'moved') return say(moved, { what: before(event, session) });
  return kind === 'cancelled' ? cancelled : added;
}
