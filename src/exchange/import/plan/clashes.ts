import type { Event } from '../../../event/event.ts';
import { overlap } from '../../../programme/overlap.ts';
import { type PlannedMatch, presentTimes } from './planned-match.ts';
import type { SessionFile } from '../content/content-folder.ts';
import type { ImportedTimes } from '../read/imported.ts';

interface Slot {
  readonly title: string;
  readonly times: ImportedTimes;
  readonly room: string | undefined;
}

function meet(one: Slot, other: Slot): boolean {
  const { start, end } = one.times;
  const { start: from, end: until } = other.times;
  if (one.room === undefined || start === undefined || from === undefined) return false;
  if (one.room.toLowerCase() !== other.room?.toLowerCase()) return false;
  return overlap({ start, end }, { start: from, end: until });
}

function takesPlace({ frontmatter }: SessionFile): boolean {
  return frontmatter.status === 'published';
}

/** The current time and room of a session in the content. */
function present(event: Event, file: SessionFile): Slot {
  const { title, room } = file.frontmatter;
  return { title, times: presentTimes(event, file), room };
}

function cancelled({ imported, existing }: PlannedMatch): boolean {
  if (imported.status === 'cancelled') return true;
  return existing !== undefined && imported.status !== 'published' && !takesPlace(existing);
}

/**
 * The sessions whose room is taken at their time, each with the title of the other session. The
 * first in the source gets the room. One that is turned away keeps its place in the content, and
 * may block another there.
 */
export function clashesAmong(
  event: Event,
  candidates: readonly PlannedMatch[],
  others: readonly SessionFile[],
): ReadonlyMap<PlannedMatch, string> {
  const fixed = others.filter(takesPlace).map((file) => present(event, file));
  const turnedAway = new Map<PlannedMatch, string>();
  const clash = () => {
    const taken = [...fixed];
    for (const candidate of candidates) {
      if (turnedAway.has(candidate) || cancelled(candidate)) continue;
      const { title } = candidate.imported;
      const slot = { title, times: candidate.times, room: candidate.room };
      const other = taken.find((entry) => meet(entry, slot));
      if (other !== undefined) return { candidate, title: other.title };
      taken.push(slot);
    }
    return undefined;
  };
  for (let found = clash(); found !== undefined; found = clash()) {
    const { existing } = found.candidate;
    turnedAway.set(found.candidate, found.title);
    if (existing !== undefined && takesPlace(existing)) fixed.push(present(event, existing));
  }
  return turnedAway;
}
