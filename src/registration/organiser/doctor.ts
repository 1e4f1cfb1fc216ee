import type { Event } from '../../event/event.ts';
import { nothingDueInWords } from '../retention/deletion-receipt.ts';
import { deletionDue } from '../retention/deletion.ts';
import type { Holdings, Store } from '../store/store.ts';
import { clearTextIn, type GuestSearch } from './clear-text.ts';
import { offeringAt, orphanedLines, type Limits } from '../places/offers.ts';
import { databaseAt, nameOf, openStore } from '../store/databases/databases.ts';
import { organiserCommand } from '../record/organiser-command.ts';
import { mailLines } from './mail.ts';
import { miscounted, placeCounts, unoffered, unreadableLine } from './show.ts';

/** The result of checking a database. */
export interface Findings {
  readonly text: string;
  /** Whether all is well. */
  readonly sound: boolean;
}

function overdue(event: Event, { registrations, first, whole }: Holdings, now: number): boolean {
  const due = deletionDue(event, now);
  return due === 'everything' ? registrations > 0 : due === 'first' && first + whole > 0;
}

/** The sentence about guests whose data is readable without a key, and their references. */
async function clearText(store: Store, database: string, search: GuestSearch | undefined) {
  if (search === undefined) return ['clear text: not checked; give a key with --key', []] as const;
  const files = databaseAt(database).files(database);
  if (files.length === 0) return ['clear text: checked only in SQLite files', []] as const;
  const { guests, found } = await clearTextIn(store, files, search);
  const line = `clear text: the name or address of ${found.length} of ${guests} guests`;
  return [line, found] as const;
}

/**
 * Checks a database at a moment (milliseconds since the epoch) without changing it: integrity,
 * schema, contents, failed mails, and overdue deletion. With keys, also whether guests' data is
 * readable without them.
 * @throws Error with one sentence if the database cannot be read.
 */
export async function examine(
  content: Limits,
  database: string,
  now: number,
  search?: GuestSearch,
): Promise<Findings> {
  const { event } = content;
  const store = await openStore(database, 'read');
  try {
    const kind = databaseAt(database);
    const integrity = kind.integrity(database);
    const holdings = await store.holdings();
    const wrong = await miscounted(store);
    const offering = offeringAt(content, now);
    const orphaned = await orphanedLines({ ...content, store });
    const free = await unoffered(store, offering);
    const { unreadable } = await store.survey();
    const mails = await store.outbox.list();
    const [clear, unsealed] = await clearText(store, database, search);
    const late = overdue(event, holdings, now);
    const deletion = late
      ? `Something is due for deletion and still there. Run \`${organiserCommand} purge\`.`
      : nothingLate(event, now);
    const lines = [
      `database: ${nameOf(database)}`,
      `schema: ${kind.schemaVersion}`,
      `integrity: ${integrity.text}`,
      `registrations: ${holdings.registrations}`,
      `of these, with answers marked for early deletion: ${holdings.first}`,
      `of these, from an older release with all answers in one piece: ${holdings.whole}`,
      ...unreadable.map(({ reference, cause }) => unreadableLine(reference, cause)),
      clear,
      ...unsealed.map((reference) => `${reference} is unsealed in the files of the database.`),
      ...(await placeCounts(store, offering.limits)),
      ...wrong.map((name) => `The count of places for ${name} does not match the registrations.`),
      ...orphaned,
      ...free.map(
        (name) => `A place for ${name} can be offered. Run \`${organiserCommand} offer\`.`,
      ),
      ...mailLines(mails),
      deletion,
    ];
    const toDo = [
      ...unreadable,
      ...unsealed,
      ...wrong,
      ...orphaned,
      ...free,
      ...mails.filter(({ failed }) => failed),
    ];
    return { text: lines.join('\n'), sound: !integrity.isDamaged && !late && toDo.length === 0 };
  } finally {
    await store.close();
  }
}

function nothingLate(event: Event, now: number): string {
  return deletionDue(event, now) === undefined
    ? nothingDueInWords(event, now)
    : 'Everything that was due for deletion is gone.';
}
