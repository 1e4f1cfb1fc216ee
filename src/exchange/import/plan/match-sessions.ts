import { type PlannedMatch, plannedMatch } from './planned-match.ts';
import type { Content } from '../content/content-folder.ts';
import { byIdentity, possibleIds, sessionIdOf } from '../read/identity.ts';
import type { ImportedProgramme } from '../read/imported.ts';

/** Pairs the sessions of a source with those in the content. */
export function matchSessions(
  content: Content,
  { own, sessions }: ImportedProgramme,
): PlannedMatch[] {
  const { event, record } = content;
  const known = byIdentity(event, content.sessions);
  const seen = new Set<string>();
  return sessions.map((imported) => {
    const existing = possibleIds(imported.key)
      .map((id) => known.get(id))
      .find((entry) => entry !== undefined);
    const id = existing?.id ?? sessionIdOf(imported.key);
    const candidate = plannedMatch(event, own, {
      imported,
      id,
      existing,
      record: record.sessions[id],
    });
    if (candidate.fault !== undefined) return candidate;
    const again = 'it appears in the file twice';
    const fault = seen.has(id) ? again : undefined;
    seen.add(id);
    return { ...candidate, fault };
  });
}
