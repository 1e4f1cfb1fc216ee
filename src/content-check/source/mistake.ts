/** A mistake in the content, in words for whoever edits it. */
export interface Mistake {
  /** From the project's folder: `content/venue.mdx`. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Without a full stop. */
  readonly what: string;
  /** One sentence: what to do. */
  readonly remedy: string;
  /** A warning is said and refuses nothing; absent: a mistake that refuses the build. */
  readonly severity?: 'warning';
}

/** A mistake whose file is known from where it is found. */
export type Finding = Omit<Mistake, 'file'>;

/** What is found in one file of the content folder, by its path from there. */
export interface Found {
  readonly path: string;
  readonly findings: readonly Finding[];
}

/** Whether a mistake refuses the build. */
export function refuses({ severity }: Finding): boolean {
  return severity === undefined;
}

function counted(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

/** The mistakes by file and line; those of one line stay in the order in which they were found. */
export function sorted(mistakes: readonly Mistake[]): Mistake[] {
  return mistakes.toSorted((a, b) =>
    a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1,
  );
}

function countOf(mistakes: readonly Mistake[]): string {
  const wrong = mistakes.filter(refuses);
  const warnings = mistakes.length - wrong.length;
  const files = new Set(wrong.map(({ file }) => file)).size;
  const count = `${counted(wrong.length, 'mistake')} in ${counted(files, 'file')}`;
  if (warnings === 0) return count;
  const warned = counted(warnings, 'warning');
  return wrong.length === 0 ? warned : `${count}, ${warned}`;
}

/**
 * The lines that an editor reads: `file:line: what is wrong. What to do.` for each mistake, and last
 * how many there are and what follows from them, such as `nothing was built`.
 */
export function report(mistakes: readonly Mistake[], consequence: string): string {
  const lines = mistakes.map(
    ({ file, line, what, remedy }) => `${file}:${line}: ${what}. ${remedy}`,
  );
  return [...lines, `${countOf(mistakes)}; ${consequence}.`].join('\n');
}
