import type { Event } from '../../../event/event.ts';
import { sessionSchema } from '../../../programme/session.ts';
import { overlap } from '../../../programme/overlap.ts';
import { isFault, sessionTimes } from '../../../programme/session-times.ts';
import type { Content } from '../content/content-folder.ts';
import type { OpenFile } from '../content/open-file.ts';
import type { PlannedSession } from './planned-session.ts';

/** A session with known times, and the people it needs. */
interface Engagement {
  readonly file: OpenFile;
  readonly title: string;
  readonly people: ReadonlySet<string>;
  readonly start: number;
  readonly end: number | undefined;
  readonly isMeant: boolean;
}

function engagementIn(event: Event, file: OpenFile): Engagement[] {
  const { data } = sessionSchema.safeParse(file.frontmatter);
  if (data === undefined || data.status !== 'published') return [];
  if (event.programme.kinds.some(({ name, pause }) => pause && name === data.kind)) return [];
  const times = sessionTimes(event, data);
  if (isFault(times) || times.start === undefined) return [];
  const people = new Set([...data.speakers, ...data.moderators]);
  const { start, end } = times;
  return [{ file, title: data.title, people, start, end, isMeant: data.clash_meant }];
}

/**
 * Marks new and changed sessions whose people are in another session at the same time with
 * `clash_meant`. The source decided on them, and the content check would refuse them.
 * @returns sentences about them
 */
export function markDoubleBookings(
  { event, sessions }: Content,
  planned: readonly PlannedSession[],
): string[] {
  const ours = new Set(planned.flatMap(({ file }) => file ?? []));
  const files = new Set([...sessions.map(({ file }) => file), ...ours]);
  const all = [...files]
    .flatMap((file) => engagementIn(event, file))
    .toSorted((one, other) => one.start - other.start);
  const meant = new Set(all.filter(({ isMeant }) => isMeant));
  return all.flatMap((one) => {
    if (!ours.has(one.file) || meant.has(one)) return [];
    const other = all.find(
      (entry) =>
        entry !== one &&
        !meant.has(entry) &&
        overlap(entry, one) &&
        !entry.people.isDisjointFrom(one.people),
    );
    if (other === undefined) return [];
    meant.add(one);
    one.file.set('clash_meant', true);
    const who = [...one.people].filter((slug) => other.people.has(slug)).join(', ');
    const words = `"${one.title}" and "${other.title}" need ${who} at the same time`;
    return [`${words}; the first has "clash_meant: true"; remove that once it is corrected.`];
  });
}
