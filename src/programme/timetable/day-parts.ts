import { dateAt, momentIn, timeAt } from '../../event/dates.ts';
import type { Event } from '../../event/event.ts';
import type { Session } from '../programme.ts';

/** A stretch of a day from a full hour on. */
export interface DayPart {
  /** Its first hour, `09:00`; undefined if the day has only one part. */
  readonly from: string | undefined;
  readonly sessions: readonly Session[];
}

/** The id of the beginning of a part in a view of the timetable. Only a page with one day has parts. */
export function partId(view: 'grid' | 'list', from: string): string {
  return `${view}-${from.replace(':', '')}`;
}

/** The most sessions of a day that is read in one go. */
const mostAtOnce = 60;
/** The fewest sessions of a part: quiet hours share one. */
const fewest = 20;

/** The full hour in which a moment falls. */
function hourOf({ zone }: Pick<Event, 'zone'>, moment: number): number {
  const hour = `${timeAt(zone, moment).slice(0, 2)}:00`;
  return momentIn(zone, `${dateAt(zone, moment)}T${hour}`);
}

/**
 * The parts in which a long day is read on a small screen, each of one or more whole hours.
 * `sessions` are sorted by start. Those without one are in the last part.
 */
export function dayParts(event: Pick<Event, 'zone'>, sessions: readonly Session[]): DayPart[] {
  if (sessions.length <= mostAtOnce) return [{ from: undefined, sessions }];
  const parts: { hour: number; sessions: Session[] }[] = [];
  let before: number | undefined;
  for (const session of sessions) {
    const last = parts.at(-1);
    const hour = session.start === undefined ? before : hourOf(event, session.start);
    const full = last !== undefined && last.sessions.length >= fewest && hour !== before;
    if (last === undefined || full) parts.push({ hour: hour ?? 0, sessions: [session] });
    else last.sessions.push(session);
    before = hour;
  }
  return parts.map(({ hour, sessions: ofPart }) => ({
    from: timeAt(event.zone, hour),
    sessions: ofPart,
  }));
}
