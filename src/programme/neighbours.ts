import { endOf, overlap } from './overlap.ts';
import type { Programme, Session } from './programme.ts';

/** The sessions around a session in the timetable. */
export interface Neighbours {
  /** In the same room on the same day. Cancelled sessions are skipped. */
  readonly previous: Session | undefined;
  readonly next: Session | undefined;
  /** Other sessions at the same time, without breaks and cancelled ones, by start and room. */
  readonly meanwhile: readonly Session[];
}

interface Timed {
  readonly session: Session;
  readonly start: number;
  readonly end: number;
}

function timed(sessions: readonly Session[]): Timed[] {
  return sessions.flatMap((session) => {
    const { start, end } = session;
    return start === undefined ? [] : [{ session, start, end: endOf({ start, end }) }];
  });
}

/** The sessions that run during `own`. `ofDay` is sorted by start, so the search can stop early. */
function during(own: Timed, ofDay: readonly Timed[], longest: number): Session[] {
  let low = 0;
  let high = ofDay.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ofDay[middle]?.start ?? 0) < own.start - longest) low = middle + 1;
    else high = middle;
  }
  const found: Session[] = [];
  for (let index = low; index < ofDay.length; index += 1) {
    const other = ofDay[index];
    if (other === undefined || other.start >= own.end) break;
    if (overlap(other, own) && other.session !== own.session) found.push(other.session);
  }
  return found;
}

/** The neighbours of every session of a programme, by the session's id. */
export function neighboursIn({ days }: Programme): ReadonlyMap<string, Neighbours> {
  const all = new Map<string, Neighbours>();
  for (const { sessions } of days) {
    const running = timed(sessions).filter(
      ({ session }) => session.cancelled === undefined && !session.kind.pause,
    );
    const longest = running.reduce((most, { start, end }) => Math.max(most, end - start), 0);
    const lastIn = new Map<string, Session>();
    const before = new Map<string, Session>();
    const after = new Map<string, Session>();
    for (const { session } of running) {
      const room = session.room?.name;
      if (room === undefined) continue;
      const last = lastIn.get(room);
      if (last !== undefined) {
        before.set(session.id, last);
        after.set(last.id, session);
      }
      lastIn.set(room, session);
    }
    for (const own of timed(sessions)) {
      const { id } = own.session;
      const meanwhile = during(own, running, longest);
      all.set(id, { previous: before.get(id), next: after.get(id), meanwhile });
    }
  }
  return all;
}
