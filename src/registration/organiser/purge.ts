import { dateInWords } from '../../event/dates.ts';
import type { Event } from '../../event/event.ts';
import { deletionDates } from '../../event/placeholders.ts';
import { nothingDueInWords, receiptInWords } from '../retention/deletion-receipt.ts';
import { deleteFrom, deletionDue, type DueDeletion } from '../retention/deletion.ts';
import { nameOf, openStore } from '../store/databases/databases.ts';

/** What an organiser asks to delete. */
export interface PurgeRequest {
  readonly database: string;
  /** What to delete instead of what is due: `first` or `everything`. */
  readonly what?: string | undefined;
  /** Must repeat `what` if that is not due yet. */
  readonly confirm?: string | undefined;
}

function isDeletion(text: string): text is DueDeletion {
  return text === 'first' || text === 'everything';
}

/** What to delete; undefined if nothing. */
function wanted(
  event: Event,
  { what, confirm }: PurgeRequest,
  now: number,
): DueDeletion | undefined {
  const due = deletionDue(event, now);
  if (what === undefined) return due;
  if (!isDeletion(what)) {
    throw new Error(`--what is "${what}". Write \`first\` or \`everything\`.`);
  }
  if (due === what || due === 'everything' || confirm === what) return what;
  const date = dateInWords(event.language, deletionDates(event)[what]);
  throw new Error(
    `This would delete data before its date, ${date}, and it cannot be undone. ` +
      `To go ahead, add \`--confirm ${what}\`.`,
  );
}

/**
 * Deletes what is due at a moment (milliseconds since the epoch), or what is asked for. Returns the
 * receipt, or when something will be due.
 * @throws Error with one sentence if the request is invalid or the database cannot be used.
 */
export async function purge(event: Event, request: PurgeRequest, now: number): Promise<string> {
  const { database } = request;
  const what = wanted(event, request, now);
  if (what === undefined) return nothingDueInWords(event, now);
  const store = await openStore(database, 'write');
  try {
    return receiptInWords(event, await deleteFrom(store, what), nameOf(database), now);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `The deletion from ${nameOf(database)} is not finished: ${reason}. Run the command again.`,
      { cause },
    );
  } finally {
    await store.close();
  }
}
