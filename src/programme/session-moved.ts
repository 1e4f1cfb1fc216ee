import { isDate } from '../event/dates.ts';
import type { Explanation } from '../explain/explain.ts';
import type { SessionFrontmatter } from './session.ts';

type Written = Pick<SessionFrontmatter, 'day' | 'start' | 'moved'>;

/**
 * What is wrong with a moved session's previous start: a time of day without a known day, or a date
 * that does not exist; undefined if it is right.
 */
export function moveFault({ day, start, moved }: Written): Explanation | undefined {
  const before = moved?.start;
  if (before === undefined) return undefined;
  const path = ['moved', 'start'];
  if (!before.includes('T')) {
    if (day !== undefined || start?.includes('T')) return undefined;
    const what = 'the previous start is a time without a day';
    return { path, what, remedy: `Write its date before it, as in 2017-02-15T${before}.` };
  }
  const date = before.slice(0, 10);
  if (isDate(date)) return undefined;
  const what = `"${date}" is not a real date`;
  return { path, what, remedy: 'Write dates as 2017-02-15.' };
}
