import type { Event } from '../../../event/event.ts';
import { isSessionPublic } from '../../../programme/publication.ts';
import type { PlannedMatch } from './planned-match.ts';
import type { Content, SessionFile } from '../content/content-folder.ts';
import type { PlannedSession } from './planned-session.ts';
import { goneOutcome } from './session-words.ts';
import { writtenMoment } from '../content/written-times.ts';

/**
 * The sessions that an earlier import read and that this source no longer has. A session that this
 * site's own exports leave out, because it has no time or is not public yet, does not count.
 */
export function missingFrom(
  { event, sessions, record }: Content,
  candidates: readonly PlannedMatch[],
  own: boolean,
  now: number,
): SessionFile[] {
  const present = new Set(candidates.map(({ id }) => id));
  return sessions.filter(({ id, frontmatter }) => {
    const known = record.sessions[id];
    if (known === undefined || known.gone || present.has(id)) return false;
    if (frontmatter.status !== 'published') return false;
    const isExported = frontmatter.start !== undefined && isSessionPublic(event, frontmatter, now);
    return isExported || !own;
  });
}

/** Cancels a session that its source no longer has. */
export function cancelMissing(
  event: Event,
  session: SessionFile,
  now: number,
): Pick<PlannedSession, 'file' | 'outcomes'> {
  const { file } = session;
  file.set('status', 'cancelled');
  file.set('cancelled_since', writtenMoment(event.zone, now));
  return { file, outcomes: [goneOutcome(session)] };
}
