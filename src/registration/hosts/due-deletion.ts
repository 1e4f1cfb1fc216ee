import type { Event } from '../../event/event.ts';
import { forgottenAt } from '../access/rate-limit.ts';
import { deleteFrom, deletionDue } from '../retention/deletion.ts';
import { StoreUnavailable, type Store } from '../store/store.ts';

/** What a host deletes from, and by which dates. */
export interface Schedule {
  readonly event: Event;
  readonly store: Store;
  /** The machine's clock, milliseconds since the epoch. */
  readonly now: () => number;
  /** The operator's log: numbers and a cause, never an answer. */
  readonly report: (line: string) => void;
}

async function deleteRegistrations({ event, store, now, report }: Schedule): Promise<void> {
  const due = deletionDue(event, now());
  if (due === undefined) return;
  const { first, registrations, left } = await deleteFrom(store, due);
  if (first + registrations + left.whole === 0) return;
  report(
    `deletion: first answers of ${first}, whole ${registrations}; ` +
      `left ${left.registrations}, of an older release ${left.whole}`,
  );
}

/**
 * Deletes the registrations that are due now and what the limits on senders left, and reports what was
 * deleted or why it was not; it never rejects.
 */
export async function deleteDue(schedule: Schedule): Promise<void> {
  const { store, now, report } = schedule;
  try {
    await deleteRegistrations(schedule);
    await store.forget(forgottenAt(now()));
  } catch (cause) {
    // The message of an unknown error could quote a row; its name does not.
    const reason = cause instanceof StoreUnavailable ? cause.message : 'internal-error';
    report(`deletion failed and will be tried again in a day: ${reason}`);
  }
}
