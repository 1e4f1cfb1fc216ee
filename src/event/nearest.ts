/** The fewest letters to add, drop, change or swap with a neighbour to turn one text into another. */
function distance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped && column > 1 ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}

/**
 * The known name that a written one most probably means: the one with the fewest slips of the
 * keyboard (letter case aside), as long as they are at most a third of the letters. Of equals the
 * first; undefined where none is near.
 */
export function nearest(written: string, known: Iterable<string>): string | undefined {
  let best: { name: string; slips: number } | undefined;
  for (const name of known) {
    const allowed = Math.max(1, Math.floor(Math.max(written.length, name.length) / 3));
    if (Math.abs(written.length - name.length) > allowed) continue;
    const slips = distance(written.toLowerCase(), name.toLowerCase());
    if (slips <= allowed && slips < (best?.slips ?? Infinity)) best = { name, slips };
  }
  return best?.name;
}

/** A list in words: `"a", "b" or "c"`. */
export function choiceOf(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}

/** What to do about a wrong name: the question whether the nearest is meant, or else the choice. */
export function didYouMean(written: string, known: readonly string[]): string {
  const near = nearest(written, known);
  if (near !== undefined) return `Did you mean "${near}"?`;
  return known.length === 0 ? 'Remove it.' : `Write ${choiceOf(known)}.`;
}
