import type { SessionFrontmatter } from '../../../programme/session.ts';
import { dateOn } from '../../../programme/session-times.ts';
import type { Event } from '../../../event/event.ts';
import { isSessionPublic } from '../../../programme/publication.ts';
import { type PlannedMatch, presentTimes } from './planned-match.ts';
import { writtenMoment, writtenTime } from '../content/written-times.ts';
import type { Circumstances, SessionChanges } from './circumstances.ts';

/** Whether an import cancels a session in the content, or reinstates it. */
export function statusOf({
  imported,
  told,
  existing,
  record,
}: PlannedMatch): SessionChanges['status'] {
  const before = existing?.frontmatter.status;
  const { status } = imported;
  if (before === 'published') {
    return status === 'cancelled' && told.has('status') ? 'cancelled' : undefined;
  }
  if (before !== 'cancelled' || status === 'cancelled') return undefined;
  const toldOtherwise = record?.fields['status'] !== undefined && told.has('status');
  return record?.gone || toldOtherwise ? 'back' : undefined;
}

/** An earlier move whose time of day loses the session's day, with that day written. */
function dated(
  event: Event,
  moved: SessionFrontmatter['moved'],
  before: string | undefined,
  day: string | undefined,
): Record<string, string> | undefined {
  if (moved?.start === undefined || moved.start.includes('T')) return undefined;
  if (before === undefined || before === day) return undefined;
  const { room, since } = moved;
  return {
    start: `${dateOn(event, before, moved.start)}T${moved.start}`,
    ...(room === undefined ? {} : { room }),
    since,
  };
}

/** A moved session's previous time and room, for readers who knew it. */
export function movedFrom(
  { event, now }: Circumstances,
  { existing, times, room }: PlannedMatch,
): { moved: boolean; value: Record<string, string> | undefined } {
  if (existing === undefined) return { moved: false, value: undefined };
  const before = presentTimes(event, existing);
  const { frontmatter } = existing;
  const start =
    before.start !== times.start && times.start !== undefined ? before.start : undefined;
  const place = frontmatter.room !== room && room !== undefined ? frontmatter.room : undefined;
  if (start === undefined && place === undefined) {
    return { moved: false, value: dated(event, frontmatter.moved, before.day, times.day) };
  }
  const shown =
    frontmatter.status === 'published' && isSessionPublic(event, frontmatter, now)
      ? {
          ...(start === undefined ? {} : { start: writtenTime(event, start, times.day) }),
          ...(place === undefined ? {} : { room: place }),
          since: writtenMoment(event.zone, now),
        }
      : undefined;
  return { moved: true, value: shown };
}

/** The keys for a status since `now`, as written. */
export function statusKeys(status: SessionChanges['status'], now: string): [string, unknown][] {
  if (status === undefined) return [];
  return status === 'cancelled'
    ? [
        ['status', 'cancelled'],
        ['cancelled_since', now],
      ]
    : [
        ['status', undefined],
        ['cancelled_since', undefined],
      ];
}
