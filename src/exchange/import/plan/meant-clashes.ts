import type { Event } from '../../../event/event.ts';
import { sessionSchema } from '../../../programme/session.ts';
import { overlap } from '../../../programme/overlap.ts';
import { isFault, sessionTimes } from '../../../programme/session-times.ts';
import type { Content } from '../content/content-folder.ts';
import type { OpenFile } from '../content/open-file.ts';
import type { PlannedSession } from './planned-session.ts';

/** A session with known times, and what it needs: its room, or its people. */
interface Engagement {
  readonly file: OpenFile;
  readonly title: string;
  readonly needs: ReadonlySet<string>;
  readonly start: number;
  readonly end: number | undefined;
  readonly isMeant: boolean;
}

type Key = 'clash_meant' | 'overlap_meant';

function engagementIn(event: Event, file: OpenFile, key: Key): Engagement[] {
  const { data } = sessionSchema.safeParse(file.frontmatter);
  if (data === undefined || data.status !== 'published') return [];
  const isPause = event.programme.kinds.some(({ name, pause }) => pause && name === data.kind);
  if (isPause && key === 'clash_meant') return [];
  const times = sessionTimes(event, data);
  if (isFault(times) || times.start === undefined) return [];
  const people = [...data.speakers, ...data.moderators];
  const needs = new Set(
    key === 'clash_meant' ? people : [data.room].filter((room) => room !== undefined),
  );
  const { start, end } = times;
  return [{ file, title: data.title, needs, start, end, isMeant: data[key] }];
}

function marked(
  { event, sessions }: Content,
  planned: readonly PlannedSession[],
  key: Key,
): string[] {
  const ours = new Set(planned.flatMap(({ file }) => file ?? []));
  const files = new Set([...sessions.map(({ file }) => file), ...ours]);
  const all = [...files]
    .flatMap((file) => engagementIn(event, file, key))
    .toSorted((one, other) => one.start - other.start);
  const meant = new Set(all.filter(({ isMeant }) => isMeant));
  return all.flatMap((one) => {
    if (!ours.has(one.file) || meant.has(one)) return [];
    const other = all.find(
      (entry) =>
        entry !== one &&
        !meant.has(entry) &&
        overlap(entry, one) &&
        !entry.needs.isDisjointFrom(one.needs),
    );
    if (other === undefined) return [];
    meant.add(one);
    one.file.set(key, true);
    const what = [...one.needs].filter((name) => other.needs.has(name)).join(', ');
    const words = `"${one.title}" and "${other.title}" need ${what} at the same time`;
    return [`${words}; the first has "${key}: true"; remove that once it is corrected.`];
  });
}

/**
 * Marks new and changed sessions whose people or room another session has at the same time with
 * `clash_meant` or `overlap_meant`. The source decided on them, and the content check would refuse
 * them.
 * @returns sentences about them
 */
export function markClashes(content: Content, planned: readonly PlannedSession[]): string[] {
  return [...marked(content, planned, 'overlap_meant'), ...marked(content, planned, 'clash_meant')];
}
