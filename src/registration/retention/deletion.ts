import { momentIn } from '../../event/dates.ts';
import type { Event } from '../../event/event.ts';
import { eventNow } from '../../event/phase.ts';
import { deletionDates } from '../../event/placeholders.ts';
import type { Holdings, Store } from '../store/store.ts';

/** What is deleted: the early-deleted answers, or every registration. */
export type DueDeletion = 'first' | 'everything';

function dueAt(event: Event, moment: number): DueDeletion | undefined {
  const { first, everything } = deletionDates(event);
  if (moment >= momentIn(event.zone, everything)) return 'everything';
  return moment >= momentIn(event.zone, first) ? 'first' : undefined;
}

/**
 * What is due for deletion, from the start of the promised dates in the event's zone; undefined if
 * nothing is. Nothing may go early: if `event.yaml` sets a clock, both that clock and the machine's
 * (milliseconds since the epoch) must have reached the date.
 */
export function deletionDue(event: Event, machineNow: number): DueDeletion | undefined {
  return dueAt(event, Math.min(machineNow, eventNow(event, machineNow)));
}

/** Whether more would be due by the machine's clock than by the one that `event.yaml` pins. */
export function isHeldByPinnedClock(event: Event, machineNow: number): boolean {
  return dueAt(event, machineNow) !== deletionDue(event, machineNow);
}

/** What a deletion did, as numbers of registrations. */
export interface Receipt {
  readonly what: DueDeletion;
  /** Those whose answers that go first were deleted. */
  readonly first: number;
  /** Those that were deleted whole. */
  readonly registrations: number;
  readonly left: Holdings;
}

/** Deletes from the store; rejects as the store does, and is safe to repeat. */
export async function deleteFrom(store: Store, what: DueDeletion): Promise<Receipt> {
  if (what === 'first') {
    const first = await store.deleteFirst();
    return { what, first, registrations: 0, left: await store.holdings() };
  }
  const { first } = await store.holdings();
  const registrations = await store.deleteAll();
  return { what, first, registrations, left: await store.holdings() };
}
