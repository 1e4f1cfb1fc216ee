import { figureInWords, type Figure } from './figures.ts';

/** What a ratio is meant to be: at most, or at least, a bound. */
export interface Goal {
  readonly side: 'at most' | 'at least';
  readonly bound: number;
}

/** One line of a table: what was measured, its columns, and the ratio that the goal is for. */
export interface Row {
  readonly name: string;
  readonly columns: readonly string[];
  readonly ratio: Figure;
}

/** What a part of the bench found. */
export interface Findings {
  readonly title: string;
  /** What the figures were measured under, a line each. */
  readonly conditions: readonly string[];
  /** The heads of the name and of the columns. */
  readonly heads: readonly string[];
  readonly rows: readonly Row[];
  readonly goal: Goal;
}

/** Whether the median of a ratio is what it is meant to be. */
export function meets({ side, bound }: Goal, { median }: Figure): boolean {
  return side === 'at most' ? median <= bound : median >= bound;
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

/** The findings as a table for people, with a verdict on each line and one on them all. */
export function table({ title, conditions, heads, rows, goal }: Findings): string {
  const cells = rows.map(({ name, columns, ratio }) => [
    name,
    ...columns,
    figureInWords(ratio, 2),
    meets(goal, ratio) ? 'met' : 'missed',
  ]);
  const met = rows.filter(({ ratio }) => meets(goal, ratio)).length;
  const verdict = met === rows.length ? 'met' : `missed by ${rows.length - met} of ${rows.length}`;
  return [
    title,
    ...conditions.map((condition) => `  ${condition}`),
    '',
    ...lines([[...heads, 'ratio', 'goal'], ...cells]).map((line) => `  ${line}`),
    '',
    `  Goal, a ratio of ${goal.side} ${goal.bound}: ${verdict}.`,
    '',
  ].join('\n');
}
