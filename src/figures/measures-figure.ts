import type { Point } from './map.ts';
import { lineHeight, textSize, textWidth, wrapWords } from './text-size.ts';

/** A name in the figure, in units of its drawing: where its lines have their middle. */
export interface FigureName extends Point {
  readonly lines: readonly string[];
}

/** What the figure shows. */
export interface Measures {
  readonly kinds: readonly string[];
  readonly levels: readonly string[];
}

/** The figure of measures across levels, in units of its drawing. */
export interface MeasuresFigure {
  readonly width: number;
  /** The upper edge, above the highest heading, and the lower, below the name of the point. */
  readonly top: number;
  readonly bottom: number;
  /** The name of each level, above its line. */
  readonly levels: readonly FigureName[];
  /** One SVG path for each level, from its name down through all kinds. */
  readonly levelLines: readonly string[];
  /** The name of each kind, on its line. */
  readonly kinds: readonly FigureName[];
  /** One SVG path for each kind, from the meeting point through all levels to the right edge. */
  readonly kindLines: readonly string[];
  readonly crossings: readonly Point[];
  /** The one point where the kinds meet, and the middle of its name, below all lines. */
  readonly meeting: Point;
  readonly meetingNameY: number;
}

const WIDTH = 340;
const LEAST_ROW = 46;
const FIRST_LEVEL = 80;
const POINT = 8;
const LONGEST_KIND = 112;
/** The length of a line that is seen at each end of the name on it. */
const LINE_END = 8;
const GAP = 8;
const LINE = lineHeight * textSize;

/** The names above their lines, each as low as the names before it allow. */
function stackNames(names: readonly string[], xs: readonly number[], lowest: number): FigureName[] {
  const ends: number[] = [];
  return names.map((name, index) => {
    const width = textWidth(name);
    const x = xs[index] ?? 0;
    const left = x - width / 2;
    const free = ends.findIndex((end) => end + GAP <= left);
    const row = free === -1 ? ends.length : free;
    ends[row] = left + width;
    return { x, y: lowest - row * LINE, lines: [name] };
  });
}

/** A gap for a name of several lines: a line would run between them. */
function gapAt(lines: readonly string[], middle: number, y: number): string {
  if (lines.length === 1) return '';
  const half = Math.max(...lines.map(textWidth)) / 2;
  return `H${Math.round(middle - half)}M${Math.round(middle + half)} ${y}`;
}

const spread = (count: number, from: number, to: number) =>
  Array.from({ length: count }, (_, index) =>
    Math.round(count === 1 ? (from + to) / 2 : from + (index * (to - from)) / (count - 1)),
  );

/** Lays out lines of kinds that come from the right, cross all levels and meet in one point. */
export function measuresFigure({ kinds, levels }: Measures): MeasuresFigure {
  const names = kinds.map((kind) => wrapWords(kind, LONGEST_KIND));
  const row = Math.max(LEAST_ROW, ...names.map((lines) => lines.length * LINE + 2 * GAP));
  const widest = Math.max(...names.flat().map(textWidth));
  const end = kinds.length * row;
  const meeting = { x: POINT, y: end / 2 };
  const rows = kinds.map((_, index) => Math.round(row * (index + 0.5)));
  const lastLevel = Math.max(FIRST_LEVEL, WIDTH - widest - 2 * LINE_END - GAP);
  const xs = spread(levels.length, FIRST_LEVEL, lastLevel);
  const headings = stackNames(levels, xs, -GAP);
  const bend = { from: POINT + 30, to: FIRST_LEVEL - 40, end: FIRST_LEVEL - GAP };
  return {
    width: WIDTH,
    top: Math.min(...headings.map(({ y }) => y)) - LINE,
    bottom: end + 2 * LINE,
    levels: headings,
    levelLines: headings.map(({ x, y }) => `M${x} ${y + LINE / 2}V${end}`),
    kinds: names.map((lines, index) => ({
      x: WIDTH - LINE_END - widest / 2,
      y: rows[index] ?? 0,
      lines,
    })),
    kindLines: rows.map(
      (y, index) =>
        `M${meeting.x} ${meeting.y}C${bend.from} ${meeting.y} ${bend.to} ${y} ` +
        `${bend.end} ${y}${gapAt(names[index] ?? [], WIDTH - LINE_END - widest / 2, y)}H${WIDTH}`,
    ),
    crossings: rows.flatMap((y) => xs.map((x) => ({ x, y }))),
    meeting,
    meetingNameY: end + LINE,
  };
}
