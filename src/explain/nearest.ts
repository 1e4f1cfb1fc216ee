/** The parts of two texts between their common beginning and end. */
function differing(from: string, to: string): readonly [string, string] {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) start += 1;
  let same = 0;
  while (same < shorter - start && from.at(-1 - same) === to.at(-1 - same)) same += 1;
  return [from.slice(start, from.length - same), to.slice(start, to.length - same)];
}

/**
 * The fewest letters to add, drop, change or swap with a neighbour to turn one text into another.
 */
function distance(one: string, other: string): number {
  const [from, to] = differing(one, other);
  if (from === '' || to === '') return from.length + to.length;
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
 * The known name that a misspelt one most probably means: the one with the fewest typing errors
 * (ignoring case), up to a third of the letters. The first of several equals; undefined if none is
 * near.
 */
export function nearest(written: string, known: Iterable<string>): string | undefined {
  const small = written.toLowerCase();
  let best: { name: string; slips: number } | undefined;
  for (const name of known) {
    const third = Math.max(1, Math.floor(Math.max(written.length, name.length) / 3));
    const allowed = Math.min(third, (best?.slips ?? Infinity) - 1);
    if (Math.abs(written.length - name.length) > allowed) continue;
    const other = name.toLowerCase();
    const slips = allowed === 0 && other !== small ? Infinity : distance(small, other);
    if (slips <= allowed) best = { name, slips };
  }
  return best?.name;
}

/** A list in words: `"a", "b" or "c"`. */
export function choiceOf(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}

/** What to do about a wrong name: a question with the nearest name, or else all choices. */
export function didYouMean(written: string, known: readonly string[]): string {
  const near = nearest(written, known);
  if (near !== undefined) return `Did you mean "${near}"?`;
  return known.length === 0 ? 'Remove it.' : `Write ${choiceOf(known)}.`;
}
