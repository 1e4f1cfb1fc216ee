/** A mistake in the content, in words for its editor. */
export interface Mistake {
  /** The path from the project's folder: `content/venue.mdx`. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Without a full stop. */
  readonly what: string;
  /** One sentence: what to do. */
  readonly remedy: string;
  /** A warning does not refuse the build. Without it, the mistake does. */
  readonly severity?: 'warning';
}

/** A mistake in a file that is known from the context. */
export type Finding = Omit<Mistake, 'file'>;

/** A mistake in one file of the content folder, by its path from there. */
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

/** The mistakes by file and line. Those on the same line stay in order. */
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
 * The lines for the editor: `file:line: what is wrong. What to do.` for each mistake, and then
 * their number and the consequence, such as `nothing was built`.
 */
export function report(mistakes: readonly Mistake[], consequence: string): string {
  const lines = mistakes.map(
    ({ file, line, what, remedy }) => `${file}:${line}: ${what}. ${remedy}`,
  );
  return [...lines, `${countOf(mistakes)}; ${consequence}.`].join('\n');
}
