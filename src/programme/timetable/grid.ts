import type { Event } from '../../event/event.ts';
import { endOf } from '../overlap.ts';
import type { Session } from '../programme.ts';

/** A column of a day's grid: a room, or one of several strips of it if sessions overlap. */
export interface GridColumn {
  /** Undefined for sessions without a room yet. */
  readonly room: string | undefined;
  /** The number of strips in the room if this is its first; otherwise 0. */
  readonly strips: number;
}

/** The position of a session: CSS grid lines, counted from 1, ends excluded. */
export interface GridCell {
  readonly row: number;
  readonly rowEnd: number;
  /** From 0. All columns if both are undefined. */
  readonly column: number | undefined;
}

/** A line of the time axis. */
export interface GridMark {
  readonly row: number;
  /** Milliseconds since the epoch. */
  readonly moment: number;
}

/** A day as a grid of time down and rooms across, with lengths to scale. */
export interface Grid {
  readonly columns: readonly GridColumn[];
  /** By session id. Sessions without a start come below the others. */
  readonly cells: ReadonlyMap<string, GridCell>;
  readonly marks: readonly GridMark[];
  /** The number of rows. */
  readonly rows: number;
  /** Whether the time axis names every start, so that the sessions need not. */
  readonly exact: boolean;
}

/** The minutes of one row. */
export const rowMinutes = 5;
const rowLength = rowMinutes * 60_000;
/** The longest empty stretch. Longer ones are shortened to this. */
const longestGap = 30 * 60_000;

interface Timed {
  readonly session: Session;
  readonly start: number;
  readonly end: number;
}

function timed(sessions: readonly Session[]): Timed[] {
  return sessions
    .flatMap((session) => {
      const { start } = session;
      return start === undefined
        ? []
        : [{ session, start, end: endOf({ start, end: session.end }) }];
    })
    .toSorted((one, other) => one.start - other.start);
}

/** The grid lines of moments, with empty stretches shortened. */
function timeScale(items: readonly Timed[]): (moment: number) => number {
  const stretches: { start: number; end: number; row: number }[] = [];
  for (const { start, end } of items) {
    const last = stretches.at(-1);
    if (last !== undefined && start <= last.end + longestGap) {
      last.end = Math.max(last.end, end);
      continue;
    }
    const above =
      last === undefined
        ? 1
        : last.row + Math.ceil((last.end - last.start + longestGap) / rowLength);
    stretches.push({ start: Math.floor(start / rowLength) * rowLength, end, row: above });
  }
  return (moment) => {
    const stretch = stretches.findLast(({ start }) => start <= moment) ?? { start: moment, row: 1 };
    return stretch.row + Math.round((moment - stretch.start) / rowLength);
  };
}

/** Arranges overlapping items in strips side by side. Each goes into the first free strip. */
function strips(items: readonly Timed[]): Timed[][] {
  const taken: Timed[][] = [];
  for (const item of items) {
    const free = taken.find((strip) => (strip.at(-1)?.end ?? 0) <= item.start);
    if (free === undefined) taken.push([item]);
    else free.push(item);
  }
  return taken;
}

/**
 * The items that may span all rooms: they have no single room or are for everyone, and nothing runs
 * beside them. `items` are sorted by start.
 */
function spanning(items: readonly Timed[]): Set<Timed> {
  const found = new Set<Timed>();
  let busyUntil = -Infinity;
  items.forEach((item, index) => {
    const { kind, room } = item.session;
    const next = items[index + 1]?.start ?? Infinity;
    const alone = busyUntil <= item.start && item.end <= next;
    if (alone && (kind.for_everyone || room === undefined)) found.add(item);
    busyUntil = Math.max(busyUntil, item.end);
  });
  return found;
}

/** The fewest rows between two times on the axis, so that their texts do not touch. */
const apart = 3;

/** 0 for a full hour, 1 for a half, and -1 for other times. */
function rank(moment: number): number {
  return [60, 30].findIndex((part) => moment % (part * 60_000) === 0);
}

/** The starts that the axis names: full hours before half hours, and these before the others. */
function marksOf(items: readonly Timed[], rowOf: (moment: number) => number): GridMark[] {
  const starts = [...new Set(items.map(({ start }) => start))];
  const marks: GridMark[] = [];
  for (const wanted of [0, 1, -1]) {
    for (const moment of starts.filter((start) => rank(start) === wanted)) {
      const row = rowOf(moment);
      if (marks.every((mark) => Math.abs(mark.row - row) >= apart)) marks.push({ row, moment });
    }
  }
  return marks.toSorted((one, other) => one.moment - other.moment);
}

/**
 * The grid of one day. Rooms are in the order of `event.yaml`, and only those in use. A session for
 * everyone spans them all if nothing else runs at that time.
 */
export function gridOf(event: Pick<Event, 'programme'>, sessions: readonly Session[]): Grid {
  const items = timed(sessions);
  const rowOf = timeScale(items);
  const across = spanning(items);
  const inRooms = items.filter((item) => !across.has(item));
  const rooms = [...event.programme.rooms.map(({ name }) => name), undefined];
  const columns: GridColumn[] = [];
  const cells = new Map<string, GridCell>();
  const place = ({ session, start, end }: Timed, column: number | undefined) => {
    const row = rowOf(start);
    cells.set(session.id, { row, rowEnd: Math.max(row + 1, rowOf(end)), column });
  };
  for (const room of rooms) {
    const ofRoom = strips(inRooms.filter(({ session }) => session.room?.name === room));
    ofRoom.forEach((strip, index) => {
      for (const item of strip) place(item, columns.length);
      columns.push({ room, strips: index === 0 ? ofRoom.length : 0 });
    });
  }
  for (const item of across) place(item, undefined);
  const marks = marksOf(items, rowOf);
  const exact = new Set(items.map(({ start }) => start)).size === marks.length;
  let below = [...cells.values()].reduce((last, { rowEnd }) => Math.max(last, rowEnd), 1);
  for (const { id, start } of sessions) {
    if (start !== undefined) continue;
    cells.set(id, { row: below, rowEnd: below + 1, column: undefined });
    below += 1;
  }
  return { columns, cells, marks, exact, rows: below - 1 };
}

/** The fewest rooms of a grid whose cards hold only the most necessary. */
const manyColumns = 9;

/** Whether the cards of a grid are so narrow that they hold only the most necessary. */
export function isCompact({ columns }: Pick<Grid, 'columns'>): boolean {
  return columns.length >= manyColumns;
}

/** The class of the grid of a day, by its date `YYYY-MM-DD`. */
export function gridClass({ date }: { readonly date: string }): string {
  return `grid-${date}`;
}

/**
 * The style rules that place sessions in their cells. The selector of a session is `.at-<index>`,
 * in the order of `sessions`. The first column holds the times. The rules only set properties,
 * which count where the page is shown as a grid.
 */
export function gridRules(grid: Grid, sessions: readonly Session[]): string {
  const rules = sessions.map(({ id }, index) => {
    const cell = grid.cells.get(id);
    if (cell === undefined) return '';
    const { row, rowEnd, column } = cell;
    const columns = column === undefined ? '2/-1' : `${column + 2}`;
    return `.at-${index}{--row:${row}/${rowEnd};--column:${columns}}`;
  });
  const marks = grid.marks.map(({ row }, index) => `.mark-${index}{--row:${row}}`);
  const tops: string[] = [];
  grid.columns.forEach(({ strips: width }, index) => {
    if (width > 0) tops.push(`.room-${index}{--column:${index + 2}/span ${width}}`);
  });
  return [...rules, ...marks, ...tops].join('');
}
