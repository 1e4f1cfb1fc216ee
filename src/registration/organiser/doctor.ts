import type { Event } from '../../event/event.ts';
import { nothingDueInWords } from '../retention/deletion-receipt.ts';
import { deletionDue } from '../retention/deletion.ts';
import type { Holdings, Store } from '../store/store.ts';
import { clearTextIn, type Look } from './clear-text.ts';
import { databaseAt, nameOf, openStore } from '../store/databases/databases.ts';
import { mailLines } from './mail.ts';
import { miscounted, placeCounts, unoffered } from './show.ts';

/** What a look at a database found. */
export interface Findings {
  readonly text: string;
  /** True where nothing has to be done. */
  readonly sound: boolean;
}

function overdue(event: Event, { registrations, first, whole }: Holdings, now: number): boolean {
  const due = deletionDue(event, now);
  return due === 'everything' ? registrations > 0 : due === 'first' && first + whole > 0;
}

/** What is said of guests who can be read without a key, and who they are. */
async function clearText(store: Store, database: string, look: Look | undefined) {
  if (look === undefined) return ['clear text: not looked for; name a key with --key', []] as const;
  const files = databaseAt(database).files(database);
  if (files.length === 0) return ['clear text: looked for in SQLite files alone', []] as const;
  const { guests, found } = await clearTextIn(store, files, look);
  const line = `clear text: of ${guests} guests the name or address of ${found.length}`;
  return [line, found] as const;
}

/**
 * Looks a database over at a moment (milliseconds since the epoch), and changes nothing: integrity,
 * schema, how much it holds, which mails failed, and whether something should have been deleted; with
 * keys also whether a guest can be read without them.
 * @throws Error with one sentence where the database cannot be read.
 */
export async function examine(
  event: Event,
  database: string,
  now: number,
  look?: Look,
): Promise<Findings> {
  const store = await openStore(database, 'read');
  try {
    const kind = databaseAt(database);
    const integrity = kind.integrity(database);
    const holdings = await store.holdings();
    const wrong = await miscounted(store);
    const free = await unoffered(store, now);
    const mails = await store.outbox.list();
    const [clear, unsealed] = await clearText(store, database, look);
    const late = overdue(event, holdings, now);
    const deletion = late
      ? 'Something is due to be deleted and still there. Run `npm run registrations -- purge`.'
      : nothingLate(event, now);
    const lines = [
      `database: ${nameOf(database)}`,
      `schema: ${kind.schemaVersion}`,
      `integrity: ${integrity.text}`,
      `registrations: ${holdings.registrations}`,
      `of these with answers that go first: ${holdings.first}`,
      `of these from an older release, with all answers in one piece: ${holdings.whole}`,
      clear,
      ...unsealed.map((reference) => `${reference} stands unsealed in the files of the database.`),
      ...(await placeCounts(store)),
      ...wrong.map((name) => `The places of ${name} are not as many as the registrations hold.`),
      ...free.map(
        (name) => `A place of ${name} is to be offered. Run \`npm run registrations -- offer\`.`,
      ),
      ...mailLines(mails),
      deletion,
    ];
    const toDo = [...unsealed, ...wrong, ...free, ...mails.filter(({ failed }) => failed)];
    return { text: lines.join('\n'), sound: !integrity.isDamaged && !late && toDo.length === 0 };
  } finally {
    await store.close();
  }
}

function nothingLate(event: Event, now: number): string {
  return deletionDue(event, now) === undefined
    ? nothingDueInWords(event, now)
    : 'What was due to be deleted is gone.';
}
