import type { Event } from '../../event/event.ts';
import type { Path } from '../../explain/explain-shape.ts';
import { englishWords } from '../../words/read-words.ts';
import { endOf, overlap } from '../../programme/overlap.ts';
import { hours } from '../../programme/session-words.ts';
import type { Found } from '../source/mistake.ts';
import type { PlannedSession } from './session-plan.ts';

/** A session's time in a room or with a person, and the line in its file. */
interface Slot {
  readonly planned: PlannedSession;
  readonly path: Path;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly end: number;
}

interface Clash {
  readonly later: Slot;
  readonly earlier: Slot;
}

function slotOf(planned: PlannedSession, path: Path): Slot[] {
  const { start, end } = planned.times;
  return start === undefined ? [] : [{ planned, path, start, end: endOf({ start, end }) }];
}

function startOf({ times }: PlannedSession): number {
  return times.start ?? Infinity;
}

/** The sessions that take place, without drafts and cancelled ones, by start and then by file. */
function takingPlace(sessions: readonly PlannedSession[]): PlannedSession[] {
  return sessions
    .filter(({ plan, times }) => plan.status === 'published' && times.start !== undefined)
    .toSorted(
      (one, other) =>
        startOf(one) - startOf(other) || (one.session.path < other.session.path ? -1 : 1),
    );
}

function add(groups: Map<string, Slot[]>, key: string, slots: readonly Slot[]): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [...slots]);
  else group.push(...slots);
}

/**
 * Each slot that starts before an earlier one is over, with the earlier one that ends last. `slots`
 * are sorted by start.
 */
function overlaps(slots: readonly Slot[]): Clash[] {
  let reaching: Slot | undefined;
  return slots.flatMap((later): Clash[] => {
    const earlier = reaching;
    if (earlier === undefined || later.end > earlier.end) reaching = later;
    return earlier !== undefined && overlap(earlier, later) ? [{ later, earlier }] : [];
  });
}

function found({ later }: Clash, what: string, remedy: string, severity?: 'warning'): Found {
  const { path, lineOf } = later.planned.session;
  const finding = { line: lineOf(later.path), what, remedy };
  return { path, findings: [severity === undefined ? finding : { ...finding, severity }] };
}

function named(event: Event, { planned }: Slot): string {
  return `"${planned.session.path}" (${hours({ event, words: englishWords() }, planned.times) ?? ''})`;
}

/** How one kind of clash is said, and the key with which editors say that it is intended. */
interface Kind {
  readonly key: 'clash_meant' | 'overlap_meant';
  readonly what: (clash: Clash) => string;
  readonly remedy: string;
}

/** The clashes of a room or a person: mistakes, and warnings where one session says it is meant. */
function judged(slots: readonly Slot[], { key, what, remedy }: Kind): Found[] {
  const isMeant = ({ planned }: Slot) => planned.plan[key];
  const wrong = overlaps(slots.filter((slot) => !isMeant(slot)));
  const meant = overlaps(slots).filter(({ later, earlier }) => isMeant(later) || isMeant(earlier));
  return [
    ...wrong.map((clash) => found(clash, what(clash), remedy)),
    ...meant.map((clash) => {
      const so = `${what(clash)}, and "${key}" says that this is intended`;
      return found(clash, so, `Leave it, or remove "${key}:".`, 'warning');
    }),
  ];
}

/**
 * Two sessions in one room at the same time, reported for the later one; a warning if
 * `overlap_meant` is set.
 */
export function roomClashes(event: Event, sessions: readonly PlannedSession[]): Found[] {
  const byRoom = new Map<string, Slot[]>();
  for (const planned of takingPlace(sessions)) {
    const { room } = planned.plan;
    if (room !== undefined) add(byRoom, room, slotOf(planned, ['room']));
  }
  const remedy =
    'Change the room or the time of one of the two, or add "overlap_meant: true" to one if this is intended.';
  return [...byRoom].flatMap(([room, slots]) => {
    const what = ({ earlier }: Clash) => `room "${room}" is taken by ${named(event, earlier)}`;
    return judged(slots, { key: 'overlap_meant', what, remedy });
  });
}

function peopleOf({ plan }: PlannedSession): Map<string, Path> {
  const places = new Map<string, Path>();
  for (const key of ['moderators', 'speakers'] as const) {
    plan[key].forEach((slug, index) => places.set(slug, [key, index]));
  }
  return places;
}

/**
 * One person in two sessions at the same time, reported for the later one; a warning if
 * `clash_meant` is set.
 */
export function personClashes(event: Event, sessions: readonly PlannedSession[]): Found[] {
  const pauses = new Set(event.programme.kinds.flatMap(({ name, pause }) => (pause ? [name] : [])));
  const byPerson = new Map<string, Slot[]>();
  for (const planned of takingPlace(sessions)) {
    if (pauses.has(planned.plan.kind)) continue;
    for (const [slug, path] of peopleOf(planned)) add(byPerson, slug, slotOf(planned, path));
  }
  const remedy = 'Change one of the two, or add "clash_meant: true" to one if this is intended.';
  return [...byPerson].flatMap(([slug, slots]) => {
    const what = ({ earlier }: Clash) => `"${slug}" is also in ${named(event, earlier)}`;
    return judged(slots, { key: 'clash_meant', what, remedy });
  });
}
