import { z } from 'zod';
import type { Event } from '../../event/event.ts';
import { moveFault } from '../../programme/session-moved.ts';
import { sessionSchema } from '../../programme/session.ts';
import { isFault, type SessionTimes, sessionTimes } from '../../programme/session-times.ts';
import type { Finding } from '../source/mistake.ts';
import type { SessionSource } from '../source/entry-source.ts';

const { shape } = sessionSchema;

/**
 * The keys of a session that the timetable needs. A mistake in another key does not hide one in
 * these.
 */
const planSchema = z.object({
  day: shape.day,
  start: shape.start,
  end: shape.end,
  duration: shape.duration,
  room: shape.room,
  kind: shape.kind,
  speakers: shape.speakers,
  moderators: shape.moderators,
  status: shape.status,
  moved: shape.moved,
  clash_meant: shape.clash_meant,
  overlap_meant: shape.overlap_meant,
});

type Plan = z.infer<typeof planSchema>;

/** A session with known times. */
export interface PlannedSession {
  readonly session: SessionSource;
  readonly plan: Plan;
  readonly times: SessionTimes;
}

/** The plan of a session, and the mistakes in its times; no plan if they are unreadable. */
export function planOf(
  event: Event,
  session: SessionSource,
): { readonly planned: PlannedSession | undefined; readonly findings: readonly Finding[] } {
  const { data: plan } = planSchema.safeParse(session.frontmatter ?? session.written());
  if (plan === undefined) return { planned: undefined, findings: [] };
  const times = sessionTimes(event, plan);
  const move = moveFault(plan);
  const faults = [...(isFault(times) ? [times] : []), ...(move === undefined ? [] : [move])];
  const findings = faults.map(({ path, what, remedy }) => ({
    line: session.lineOf(path),
    what,
    remedy,
  }));
  const readable = !isFault(times) && move === undefined;
  return { planned: readable ? { session, plan, times } : undefined, findings };
}
