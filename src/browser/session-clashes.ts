import { overlap } from '../programme/overlap.ts';
import type { ListedSession } from './listed-session.ts';

/** The sessions among `sessions` that overlap `own`. */
export function clashesOf(own: ListedSession, sessions: readonly ListedSession[]): ListedSession[] {
  const { start, end } = own;
  if (start === undefined || own.cancelled) return [];
  return sessions.filter((other) => {
    if (other === own || other.start === undefined || other.cancelled) return false;
    return overlap({ start, end }, { start: other.start, end: other.end });
  });
}
