import { momentIn } from '../event/dates.ts';
import type { Event } from '../event/event.ts';
import { programmeDate } from '../event/phase.ts';
import type { SessionFrontmatter } from './session.ts';

/** The moment from which the programme is public, in milliseconds since the epoch. */
export function programmeMoment(event: Event): number {
  return momentIn(event.zone, event.programme.publish_from ?? programmeDate(event));
}

/**
 * Whether a page is public at a moment (milliseconds since the epoch). A page without a moment of
 * its own always is.
 */
export function isPagePublic(
  event: Event,
  { publish_from }: { readonly publish_from?: string | undefined },
  now: number,
): boolean {
  return publish_from === undefined || now >= momentIn(event.zone, publish_from);
}

/**
 * Whether a session is public at a moment (milliseconds since the epoch). Its own `publish_from`
 * overrides the programme's. A draft never is.
 */
export function isSessionPublic(
  event: Event,
  { status, publish_from }: Pick<SessionFrontmatter, 'status' | 'publish_from'>,
  now: number,
): boolean {
  if (status === 'draft') return false;
  const from =
    publish_from === undefined ? programmeMoment(event) : momentIn(event.zone, publish_from);
  return now >= from;
}
