import { eventNow } from '../../../event/phase.ts';
import { importRecordPath } from '../../../programme/foreign-links.ts';
import type { PlannedMatch } from './planned-match.ts';
import { matchSpeakers } from './match-speakers.ts';
import { markClashes } from './meant-clashes.ts';
import type { Content } from '../content/content-folder.ts';
import type { ImportedProgramme } from '../read/imported.ts';
import { matchSessions } from './match-sessions.ts';
import { type KindMap, withMappedKinds } from './mapped-kinds.ts';
import type { Outcome, Summary } from './outcome.ts';
import { planSession, type PlannedSession } from './planned-session.ts';
import { type ImportRecord, recordText, toldHashes } from '../content/record.ts';
import { unencryptedLinks } from '../read/safe-markdown.ts';
import { doubtOf, skippedOutcome } from './session-words.ts';
import { cancelMissing, missingFrom } from './cancel-missing.ts';
import { namesAdded, namesOf, newNames, withNames } from '../content/programme-names.ts';

/** A file to write: its path from the content folder, and its whole text. */
export interface PlannedFile {
  readonly path: string;
  readonly text: string;
}

/** What an import would do. Nothing is written yet. */
export interface Plan {
  readonly files: readonly PlannedFile[];
  readonly summary: Omit<Summary, 'source'>;
}

/** The sessions of a source that can be imported, and the outcomes of the others. */
function sifted(candidates: readonly PlannedMatch[]) {
  const skipped = candidates.flatMap((candidate): Outcome[] => {
    const { fault } = candidate;
    return fault === undefined ? [] : [skippedOutcome(candidate, fault)];
  });
  return { accepted: candidates.filter(({ fault }) => fault === undefined), skipped };
}

/** What could not be imported, once for all sessions concerned. */
function notesOf(planned: readonly PlannedSession[]): string[] {
  const noted = planned.flatMap(({ title, notes }) => notes.map((note) => ({ title, note })));
  return [...Map.groupBy(noted, ({ note }) => note)].map(([note, entries]) => {
    const titles = entries.map(({ title }) => `"${title}"`);
    const who = titles.length > 3 ? `${titles.length} sessions` : titles.join(', ');
    return `Note on ${who}: ${note}.`;
  });
}

/**
 * What the next import needs to know about this one. Sessions that no longer exist anywhere are
 * dropped.
 */
function recordOf(
  content: Content,
  accepted: readonly PlannedMatch[],
  gone: ReadonlySet<string>,
  speakers: ImportRecord['speakers'],
): Omit<ImportRecord, 'kinds'> {
  const files = new Set(content.sessions.map(({ id }) => id));
  const kept = Object.entries(content.record.sessions)
    .filter(([id]) => files.has(id))
    .map(([id, known]) => [id, gone.has(id) ? { ...known, gone: true as const } : known] as const);
  const read = accepted.map(({ id, record, fields }) => {
    return [id, { fields: toldHashes(record?.fields ?? {}, fields) }] as const;
  });
  const texts = accepted.flatMap(({ imported: { body, people } }) => [
    body ?? '',
    ...(people ?? []).map(({ biography }) => biography ?? ''),
  ]);
  const addresses = accepted
    .flatMap(({ imported: { links } }) => links ?? [])
    .map(({ url }) => url);
  return {
    sessions: { ...Object.fromEntries(kept), ...Object.fromEntries(read) },
    speakers,
    unencrypted: [
      ...content.record.unencrypted,
      ...texts.flatMap(unencryptedLinks),
      ...addresses.filter((url) => url.startsWith('http:')),
    ],
  };
}

/** Works out how an import changes the content, and the sentences about it. */
export function planImport(content: Content, source: ImportedProgramme, given: KindMap): Plan {
  const { event } = content;
  const now = eventNow(event);
  const mapping = { ...content.record.kinds, ...given };
  const programme = withMappedKinds(source, mapping);
  const candidates = matchSessions(content, programme);
  const gone = missingFrom(content, candidates, programme.own, now);
  const leaving = new Set(gone.map(({ id }) => id));
  const { accepted, skipped } = sifted(candidates);
  const cast = matchSpeakers(
    content,
    accepted.flatMap(({ imported }) => imported.people ?? []),
  );
  const taken = new Set(content.sessions.map(({ slug }) => slug));
  const first = taken.size === 0;
  const { kinds, tracks, rooms } = event.programme;
  const names = { kindOf: namesOf(kinds), trackOf: namesOf(tracks), roomOf: namesOf(rooms) };
  const planned = accepted.map((candidate) => {
    const { people } = candidate.imported;
    const speakers = people === undefined ? undefined : cast.slugsOf(people ?? []);
    const circumstances = { event, now, own: programme.own, ...names, speakers, taken, first };
    return planSession(circumstances, candidate);
  });
  const added = newNames(event, planned);
  const { files: speakerFiles, hashes, lines } = cast.result();
  const cancelled = gone.map((session) => cancelMissing(event, session, now));
  const clashes = markClashes(content, planned);
  const changed = [...planned, ...cancelled].flatMap(({ file }) => file ?? []);
  const record = { ...recordOf(content, accepted, leaving, hashes), kinds: mapping };
  return {
    files: [
      ...[...speakerFiles, ...changed].map((file) => ({ path: file.path, text: file.text() })),
      { path: 'event.yaml', text: withNames(content.eventText, added) },
      { path: importRecordPath, text: recordText(record) },
    ],
    summary: {
      outcomes: [...planned, ...cancelled].flatMap(({ outcomes }) => outcomes).concat(skipped),
      unchanged: planned.filter(({ outcomes }) => outcomes.length === 0).length,
      doubts: [...programme.omitted, ...accepted.flatMap(doubtOf), ...clashes],
      remarks: [...lines, ...namesAdded(added), ...notesOf(planned)],
    },
  };
}
