import type { Point } from './map.ts';
import { lineHeight, textSize, textWidth } from './text-size.ts';

/** A box in units of a drawing. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A mark that needs a label: its middle, its radius, and the label's lines. */
export interface Mark extends Point {
  readonly radius: number;
  readonly lines: readonly string[];
}

/** Where a label stands: `x` and the middle of its first line, `y`, as SVG text is anchored. */
export interface Label extends Point {
  readonly anchor: 'start' | 'middle' | 'end';
  /** How far the first line is from `y`, in lines: smaller text stays as close to its mark. */
  readonly rise: number;
  /** The room that the label takes at the largest size of the text. */
  readonly box: Box;
  /** An SVG path from the mark to a label that is not beside it. */
  readonly leader: string | undefined;
}

/** A mark with its label. */
export type Labelled<Any extends Mark> = Any & { readonly label: Label };

type Line = readonly [Point, Point];

interface Candidate {
  readonly label: Label;
  readonly leader: Line;
  readonly step: number;
}

const GAP = 4;
const STEP = 12;
const REACH = 12;
const LINE = lineHeight * textSize;

// Above and below first: text is wider than it is high.
const directions: readonly Point[] = [
  { x: 0, y: -1 },
  { x: 0, y: 1 },
  { x: 1, y: 0 },
  { x: -1, y: 0 },
  { x: 1, y: -1 },
  { x: -1, y: -1 },
  { x: 1, y: 1 },
  { x: -1, y: 1 },
];

/** Whether two boxes have a point in common. */
export const overlap = (one: Box, other: Box): boolean =>
  one.left < other.right &&
  other.left < one.right &&
  one.top < other.bottom &&
  other.top < one.bottom;

/** The smallest box round others. */
export function around(boxes: readonly Box[]): Box {
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

/** The room that a mark takes. */
export const boxOfMark = ({ x, y, radius }: Mark): Box => ({
  left: x - radius,
  top: y - radius,
  right: x + radius,
  bottom: y + radius,
});

const clamp = (value: number, least: number, most: number) =>
  Math.max(least, Math.min(value, most));

/** The part of a line, from 0 to 1, that is between two values of a coordinate. */
function between(from: number, to: number, least: number, most: number): readonly [number, number] {
  if (from === to) return from > least && from < most ? [0, 1] : [1, 0];
  const shares = [(least - from) / (to - from), (most - from) / (to - from)];
  return [Math.max(0, Math.min(...shares)), Math.min(1, Math.max(...shares))];
}

function runsThrough([from, to]: Line, box: Box): boolean {
  const across = between(from.x, to.x, box.left, box.right);
  const down = between(from.y, to.y, box.top, box.bottom);
  return Math.max(across[0], down[0]) < Math.min(across[1], down[1]);
}

/** A label `step` steps away from its mark in a direction, inside the drawing's width. */
function candidate(mark: Mark, direction: Point, step: number, width: number): Candidate {
  const away = mark.radius + GAP + step * STEP;
  const size = { x: Math.max(...mark.lines.map(textWidth)), y: mark.lines.length * LINE };
  const middle = {
    x: clamp(mark.x + direction.x * (away + size.x / 2), size.x / 2, width - size.x / 2),
    y: mark.y + direction.y * (away + size.y / 2),
  };
  const box = {
    left: middle.x - size.x / 2,
    top: middle.y - size.y / 2,
    right: middle.x + size.x / 2,
    bottom: middle.y + size.y / 2,
  };
  const end = { x: clamp(mark.x, box.left, box.right), y: clamp(mark.y, box.top, box.bottom) };
  const edges = {
    '-1': ['end', box.right],
    '0': ['middle', middle.x],
    '1': ['start', box.left],
  } as const;
  const [anchor, x] = edges[direction.x === 0 ? '0' : direction.x > 0 ? '1' : '-1'];
  const lines = mark.lines.length - 1;
  const rise = (lines * (direction.y - 1)) / 2;
  return {
    step,
    leader: [mark, end],
    label: {
      x: Math.round(x),
      y: Math.round(middle.y - (lines / 2 + rise) * LINE),
      anchor,
      rise,
      box,
      leader:
        step === 0 ? undefined : `M${mark.x} ${mark.y}L${Math.round(end.x)} ${Math.round(end.y)}`,
    },
  };
}

/** How much is against a label: its distance, the lines behind it, the labels that it points through. */
function cost(
  { label, leader, step }: Candidate,
  labels: readonly Label[],
  lines: readonly Line[],
): number {
  const behind = lines.filter((line) => runsThrough(line, label.box)).length;
  const through = labels.filter(({ box }) => runsThrough(leader, box)).length;
  return step + 2 * behind + 2 * REACH * through;
}

/**
 * Places a label at each mark, so that no label covers another or a mark, whatever the marks. Lines
 * are avoided where that is possible.
 * @param width the width of the drawing: no label runs out of it at its sides; it may above and below
 */
export function placeLabels<Any extends Mark>(
  marks: readonly Any[],
  lines: readonly Line[],
  width: number,
): readonly Labelled<Any>[] {
  const labelled: Labelled<Any>[] = [];
  for (const mark of marks) {
    const labels = labelled.map(({ label }) => label);
    const taken = [...marks.map(boxOfMark), ...labels.map(({ box }) => box)];
    let best: Candidate | undefined;
    // Far enough above or below everything, there is always room.
    for (let reach = 0; best === undefined; reach += REACH) {
      const steps = Array.from({ length: REACH }, (_, step) => reach + step);
      best = steps
        .flatMap((step) => directions.map((to) => candidate(mark, to, step, width)))
        .filter(({ label }) => !taken.some((box) => overlap(box, label.box)))
        .map((one) => ({ ...one, cost: cost(one, labels, lines) }))
        .toSorted((one, other) => one.cost - other.cost)
        .at(0);
    }
    labelled.push({ ...mark, label: best.label });
  }
  return labelled;
}
