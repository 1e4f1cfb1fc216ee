import { matchByFacts } from './match-by-facts.ts';
import { type PlannedMatch, plannedMatch } from './planned-match.ts';
import type { Content, SessionFile } from '../content/content-folder.ts';
import { byIdentity, hashOf, possibleIds, sessionIdOf } from '../read/identity.ts';
import type { ImportedProgramme, ImportedSession } from '../read/imported.ts';
import { factsOf } from '../read/trusted.ts';

/** The sessions in the content that sessions of a source are. */
function counterparts(
  content: Content,
  sessions: readonly ImportedSession[],
): ReadonlyMap<ImportedSession, SessionFile> {
  const known = byIdentity(content.event, content.sessions);
  const byKey = sessions.flatMap((imported) => {
    const ids = imported.keys.flatMap(possibleIds);
    const existing = ids.map((id) => known.get(id)).find((entry) => entry !== undefined);
    return existing === undefined ? [] : [[imported, existing] as const];
  });
  const found = new Map(byKey);
  const left = sessions.filter(({ keys }) => keys.length === 0);
  return new Map([...found, ...matchByFacts(content, left, new Set(found.values()))]);
}

/** An id for a session without one in its source. From then on it is kept in the session's file. */
function newId(title: string, taken: ReadonlySet<string>): string {
  const id = (number: number) => `imported-${hashOf([title, number])}`;
  let number = 1;
  while (taken.has(id(number))) number += 1;
  return id(number);
}

/** Pairs the sessions of a source with those in the content. */
export function matchSessions(
  content: Content,
  { own, sessions }: ImportedProgramme,
): PlannedMatch[] {
  const { event, record } = content;
  const found = counterparts(content, sessions);
  const taken = new Set(content.sessions.map(({ id }) => id));
  const seen = new Set<string>();
  return sessions.map((imported) => {
    const [key] = imported.keys;
    const existing = found.get(imported);
    const id =
      existing?.id ?? (key === undefined ? newId(imported.title, taken) : sessionIdOf(key));
    taken.add(id);
    const candidate = plannedMatch(event, own, {
      imported,
      id,
      existing,
      record: record.sessions[id],
    });
    if (candidate.fault !== undefined) return candidate;
    const identity = key === undefined ? factsOf(imported) : id;
    const again = 'it appears in the file twice';
    const fault = seen.has(identity) ? again : undefined;
    seen.add(identity);
    return { ...candidate, fault };
  });
}
