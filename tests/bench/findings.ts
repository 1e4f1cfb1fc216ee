import { figureInWords, type Figure } from './figures.ts';

/** The goal of a ratio: at most, or at least, a bound. */
export interface Goal {
  readonly side: 'at most' | 'at least';
  readonly bound: number;
}

/** One line of a table: its name, its columns, and the ratio that the goal is for. */
export interface Row {
  readonly name: string;
  readonly columns: readonly string[];
  readonly ratio: Figure;
  /** Whether the ratio is shown without a goal. */
  readonly unjudged?: boolean;
}

/** The findings of one part of the bench. */
export interface Findings {
  readonly title: string;
  /** The conditions of the measurements, one for each line. */
  readonly conditions: readonly string[];
  /** The headings of the name and the columns. */
  readonly heads: readonly string[];
  readonly rows: readonly Row[];
  readonly goal: Goal;
}

/** Whether the median of a ratio meets a goal. */
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

/** The findings as a table for people, with a verdict on each line and an overall one. */
export function table({ title, conditions, heads, rows, goal }: Findings): string {
  const judgement = ({ ratio, unjudged = false }: Row) => {
    if (unjudged) return '';
    return meets(goal, ratio) ? 'met' : 'missed';
  };
  const cells = rows.map((row) => [
    row.name,
    ...row.columns,
    figureInWords(row.ratio, 2),
    judgement(row),
  ]);
  const judged = rows.map(judgement).filter((words) => words !== '');
  const missed = judged.filter((words) => words === 'missed').length;
  const verdict = missed === 0 ? 'met' : `missed by ${missed} of ${judged.length}`;
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
