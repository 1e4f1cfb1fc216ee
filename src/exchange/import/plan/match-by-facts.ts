import type { Content, SessionFile } from '../content/content-folder.ts';
import { hashOf } from '../read/identity.ts';
import type { ImportedSession } from '../read/imported.ts';
import { fieldsOf, presentTimes } from './planned-match.ts';

type Fact = 'title' | 'times' | 'room';

/** What must agree, the surest first. The last finds a session that is retitled in its place. */
const passes: readonly (readonly Fact[])[] = [
  ['title', 'times', 'room'],
  ['title', 'times'],
  ['title', 'room'],
  ['title'],
  ['times', 'room'],
];

/** The facts of a session of a source, as hashes. */
function hashesOf(imported: ImportedSession): Readonly<Record<Fact, string>> {
  const { title, times, room } = fieldsOf(imported);
  return { title: hashOf(title), times: hashOf(times), room: hashOf(room) };
}

/**
 * The hashes of what the last import read, and of what the content has now. Editors may have
 * changed one, and the other is missing without a record.
 */
function knownHashes({ event, record }: Content, session: SessionFile) {
  const read = record.sessions[session.id]?.fields ?? {};
  const { title, room = null } = session.frontmatter;
  const { day, start, end } = presentTimes(event, session);
  const times = day === undefined ? null : [day, start ?? null, end ?? null];
  const now = { title: hashOf(title), times: hashOf(times), room: hashOf(room) };
  return (fact: Fact, hash: string) => read[fact] === hash || now[fact] === hash;
}

/**
 * The sessions in the content that sessions without an identifier are: by title, time and room,
 * among those that an earlier import read and that are not `taken`.
 */
export function matchByFacts(
  content: Content,
  sessions: readonly ImportedSession[],
  taken: ReadonlySet<SessionFile>,
): ReadonlyMap<ImportedSession, SessionFile> {
  const free = new Map(
    content.sessions
      .filter((session) => !taken.has(session) && isImported(content, session))
      .map((session) => [session, knownHashes(content, session)]),
  );
  const facts = new Map(sessions.map((imported) => [imported, hashesOf(imported)]));
  const found = new Map<ImportedSession, SessionFile>();
  for (const pass of passes) {
    for (const [imported, hashes] of facts) {
      const other = [...free].find(
        ([session, agrees]) =>
          pass.every((fact) => agrees(fact, hashes[fact])) &&
          (pass.includes('title') || !content.record.sessions[session.id]?.gone),
      );
      if (other === undefined) continue;
      found.set(imported, other[0]);
      free.delete(other[0]);
      facts.delete(imported);
    }
  }
  return found;
}

/** Without a record, the ids that imports make tell their sessions apart from others. */
function isImported({ record }: Content, { id }: SessionFile): boolean {
  return record.sessions[id] !== undefined || id.startsWith('imported-');
}
