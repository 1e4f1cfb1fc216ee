import { figureInWords, type Figure } from './figures.ts';

/** The goal of a ratio: at most, or at least, a bound. */
export interface Goal {
  readonly side: 'at most' | 'at least';
  readonly bound: number;
  /** Whether it is for a count, which one round tells. Times need several rounds. */
  readonly counted?: boolean;
}

/** What a ratio says about its goal. */
export type Verdict = 'met' | 'missed' | 'too few rounds' | 'too wide a spread';

/** Fewer rounds say nothing on a machine with other work. */
const enoughRounds = 5;
/** A wider distance between the lowest and the highest ratio, as a share of the median, neither. */
const widestSpread = 0.5;

/** One line of a table: its name, its columns, and the ratio that the goal is for. */
export interface Row {
  readonly name: string;
  readonly columns: readonly string[];
  readonly ratio: Figure;
  /** A ratio without a goal is only shown. */
  readonly goal?: Goal;
}

/** The findings of one part of the bench. */
export interface Findings {
  readonly title: string;
  /** The conditions of the measurements, one for each line. */
  readonly conditions: readonly string[];
  /** The headings of the name and the columns. */
  readonly heads: readonly string[];
  readonly rows: readonly Row[];
}

/** Whether the median of a ratio meets a goal, if enough rounds agree closely enough to say. */
export function judge({ side, bound, counted = false }: Goal, ratio: Figure): Verdict {
  const { count, median, low, high } = ratio;
  if (!counted && count < enoughRounds) return 'too few rounds';
  if (!counted && !(high - low <= widestSpread * median)) return 'too wide a spread';
  return (side === 'at most' ? median <= bound : median >= bound) ? 'met' : 'missed';
}

function lines(cells: readonly (readonly string[])[]): string[] {
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  return cells.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('   '),
  );
}

const signs = { 'at most': '≤', 'at least': '≥' } as const;

/** The findings as a table for people, with a goal and a verdict on each line that has one. */
export function table({ title, conditions, heads, rows }: Findings): string {
  const cells = rows.map(({ name, columns, ratio, goal }) => [
    name,
    ...columns,
    figureInWords(ratio, 2),
    ...(goal ? [`${signs[goal.side]} ${goal.bound}`, judge(goal, ratio)] : ['', '']),
  ]);
  return [
    title,
    ...conditions.map((condition) => `  ${condition}`),
    '',
    ...lines([[...heads, 'ratio', 'goal', 'verdict'], ...cells]).map((line) =>
      `  ${line}`.trimEnd(),
    ),
    '',
  ].join('\n');
}
