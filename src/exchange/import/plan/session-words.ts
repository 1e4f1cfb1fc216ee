import type { Event } from '../../../event/event.ts';
import { englishWords } from '../../../words/read-words.ts';
import { when } from '../../../programme/session-words.ts';
import { type PlannedMatch, presentTimes } from './planned-match.ts';
import type { SessionFile } from '../content/content-folder.ts';
import type { ImportedTimes } from '../read/imported.ts';
import type { Outcome } from './outcome.ts';
import type { SessionChanges } from './circumstances.ts';

function placeAndTime(event: Event, times: ImportedTimes, room: string | undefined): string {
  const time = when({ event, words: englishWords() }, { ...times, undisclosed: false });
  return room === undefined ? time : `${time}, ${room}`;
}

function listed(fields: readonly string[]): string {
  return [...new Set(fields.map((field) => (field === 'day' ? 'date' : field)))].join(', ');
}

/** What happened to a session in the content, in sentences; none if nothing did. */
export function outcomesOf(
  event: Event,
  {
    title,
    existing,
    times,
    room,
  }: Pick<PlannedMatch, 'existing' | 'times' | 'room'> & {
    readonly title: string;
  },
  { moved, retitled, status, others }: SessionChanges,
): Outcome[] {
  const name = `"${title}"`;
  const outcomes: Outcome[] = [];
  if (status === 'cancelled') {
    outcomes.push({ kind: 'cancelled', words: `Cancelled: ${name}, as the file says.` });
  }
  if (status === 'back') {
    outcomes.push({ kind: 'back', words: `Back: ${name} is no longer cancelled.` });
  }
  if (moved) {
    const before = placeAndTime(event, presentTimes(event, existing), existing?.frontmatter.room);
    const words = `Moved: ${name} from ${before} to ${placeAndTime(event, times, room)}.`;
    outcomes.push({ kind: 'moved', words });
  }
  if (retitled) {
    const words = `Retitled: "${existing?.frontmatter.title}" is now ${name}.`;
    outcomes.push({ kind: 'retitled', words });
  }
  if (others.length > 0) {
    outcomes.push({ kind: 'changed', words: `Changed: ${name} (${listed(others)}).` });
  }
  return outcomes;
}

/** The sentence for a new session: when and where it is, and in which file. */
export function newOutcome(
  event: Event,
  path: string,
  { imported, times, room }: PlannedMatch,
): Outcome {
  const words = `New: "${imported.title}", ${placeAndTime(event, times, room)} (${path}).`;
  return { kind: 'new', words };
}

/** The sentence for a session that is not imported, and why. */
export function skippedOutcome({ imported, existing }: PlannedMatch, why: string): Outcome {
  const title = imported.title || 'a session without a title';
  const name = imported.title === '' ? title : `"${title}"`;
  const stays = existing === undefined ? '' : '; its file is unchanged';
  return { kind: 'skipped', words: `Skipped: ${name}: ${why}${stays}.` };
}

/** The sentence for a session whose time in the source cannot be. */
export function doubtOf({ imported, doubt }: PlannedMatch): string[] {
  if (doubt === undefined) return [];
  return [`Doubtful: "${imported.title}": ${doubt}; it is imported without a time.`];
}

/** The sentence for a session that is cancelled because its source no longer has it. */
export function goneOutcome({ frontmatter }: SessionFile): Outcome {
  const words = `Cancelled: "${frontmatter.title}" is no longer in the file.`;
  return { kind: 'cancelled', words };
}
