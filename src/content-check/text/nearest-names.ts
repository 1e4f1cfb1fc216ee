import { nearest } from '../../explain/nearest.ts';

/** How many wrong names of one kind are compared with all known ones. More would take minutes. */
const most = 100;

/**
 * Finds the nearest known name for each of many wrong ones, like `nearest`, and only once for each.
 * `guess` is another form of the name to try first. After a hundred names it finds none.
 */
export function nearestNames(
  known: readonly string[],
  guess: (written: string) => string = (written) => written,
): (written: string) => string | undefined {
  const found = new Map<string, string | undefined>();
  const search = (written: string) => {
    const first = guess(written);
    return nearest(first, known) ?? (first === written ? undefined : nearest(written, known));
  };
  return (written) => {
    if (!found.has(written) && found.size < most) found.set(written, search(written));
    return found.get(written);
  };
}
