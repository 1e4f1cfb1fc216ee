import { nearest } from '../../explain/nearest.ts';

/** So many wrong names of one kind are compared with all that are known: more would take minutes. */
const most = 100;

/**
 * Finds for each of many wrong names the known one that is nearest, as `nearest` does, and each once.
 * `guess` is a form of a name that is tried before it. After a hundred it finds none.
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
