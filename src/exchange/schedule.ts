import type { Event } from '../event/event.ts';
import { eventGuid, guidOf } from './guid.ts';
import { type DaySpan, scheduleDays } from './schedule-days.ts';
import { acronymOf, type ScheduleSession, scheduler } from './schedule-session.ts';
import { lastChange, printable, type Source } from './source.ts';
import { venueTime } from '../programme/session-words.ts';

/** A room of the schedule; `note` says how to find it. */
export interface ScheduleRoom {
  readonly name: string;
  readonly guid: string;
  readonly note: string | undefined;
}

/** A day of the schedule with the rooms in use, in the order of `event.yaml`. */
export interface ScheduleDay extends DaySpan {
  readonly rooms: readonly {
    readonly room: ScheduleRoom;
    readonly sessions: readonly ScheduleSession[];
  }[];
}

/** The content of both forms of the schedule. */
export interface Schedule {
  readonly acronym: string;
  /** When the programme last changed. */
  readonly version: string;
  readonly days: readonly ScheduleDay[];
  readonly rooms: readonly ScheduleRoom[];
}

/** The rooms in the order of `event.yaml`, then those that replace a missing one. */
function roomsOf(event: Event, sessions: readonly ScheduleSession[]): ScheduleRoom[] {
  const notes = new Map(event.programme.rooms.map(({ name, note }) => [printable(name), note]));
  const names = new Set([...notes.keys(), ...sessions.map(({ room }) => room)]);
  return [...names].map((name) => ({
    name,
    guid: guidOf(eventGuid(event), `room:${name}`),
    note: notes.get(name),
  }));
}

/**
 * The programme as an exchanged schedule. The formats have no state for a cancelled session and
 * need a start for each, so cancelled sessions and those without a start are left out.
 */
export function scheduleOf(source: Source): Schedule {
  const { event, programme } = source;
  const acronym = acronymOf(event);
  const exported = scheduler(source, acronym);
  const placed = programme.sessions.flatMap((session) => {
    if (session.start === undefined || session.cancelled !== undefined) return [];
    return [{ date: session.day, session: exported(session, session.start) }];
  });
  const rooms = roomsOf(
    event,
    placed.map(({ session }) => session),
  );
  const byPlace = Map.groupBy(placed, ({ date, session }) => `${date} ${session.room}`);
  const days = scheduleDays(event).map((day) => ({
    ...day,
    rooms: rooms.flatMap((room) => {
      const found = byPlace.get(`${day.date} ${room.name}`);
      return found === undefined ? [] : [{ room, sessions: found.map(({ session }) => session) }];
    }),
  }));
  return { acronym, version: venueTime(event, lastChange(event, programme.sessions)), days, rooms };
}
