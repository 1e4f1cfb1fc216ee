import type { Point } from './map.ts';

/** The positions in the figure of measures across levels, in units of its drawing. */
export interface MeasuresFigure {
  readonly width: number;
  readonly height: number;
  /** The upper and lower ends of the levels' vertical lines. */
  readonly top: number;
  readonly bottom: number;
  readonly levelX: readonly number[];
  /** The base line of each kind's name. */
  readonly kindY: readonly number[];
  /** One SVG path for each kind, through all levels to the meeting point. */
  readonly lines: readonly string[];
  readonly crossings: readonly Point[];
  readonly meeting: Point;
}

const WIDTH = 340;
const ROW = 46;
const TOP = 34;
const FIRST_LEVEL = 128;
const LAST_LEVEL = 268;

/** Lays out `kinds` lines that cross `levels` vertical lines and then meet in one point. */
export function measuresFigure(kinds: number, levels: number): MeasuresFigure {
  const bottom = TOP + kinds * ROW;
  const meeting = { x: WIDTH - 8, y: (TOP + bottom) / 2 };
  const rowY = Array.from({ length: kinds }, (_, row) => TOP + ROW * (row + 0.5));
  const levelX = Array.from({ length: levels }, (_, level) =>
    levels === 1
      ? FIRST_LEVEL
      : Math.round(FIRST_LEVEL + (level * (LAST_LEVEL - FIRST_LEVEL)) / (levels - 1)),
  );
  return {
    width: WIDTH,
    height: bottom + 8,
    top: TOP,
    bottom,
    levelX,
    kindY: rowY.map((y) => y + 5),
    lines: rowY.map(
      (y) =>
        `M98 ${y}H${LAST_LEVEL}C${LAST_LEVEL + 34} ${y} ${meeting.x - 26} ${meeting.y} ` +
        `${meeting.x} ${meeting.y}`,
    ),
    crossings: rowY.flatMap((y) => levelX.map((x) => ({ x, y }))),
    meeting,
  };
}
