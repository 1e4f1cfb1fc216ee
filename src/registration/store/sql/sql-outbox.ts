import { states } from '../../record/states.ts';
import { mailKinds, type DueMail, type MailKind, type Outbox } from '../outbox.ts';
import { ConstraintViolated, type Database, type Statement } from './database.ts';
import { contactRow, dueRow, waitingRow } from './rows.ts';

const day = 24 * 60 * 60 * 1000;
/**
 * How long a sender has a mail to itself, in milliseconds. Much longer than the provider's
 * time-out.
 */
const lease = 10 * 60 * 1000;

function listed(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ');
}

/** The first mail that is due. One with a word that this release does not know holds up no other. */
const due = `SELECT outbox.sequence, outbox.reference, outbox.kind, outbox.at, outbox.next_at,
  outbox.attempts, contact.sealed, registration.state, (SELECT max(claim.until) FROM claim
    WHERE claim.reference = outbox.reference AND claim.standing = 'offered') AS offered_until
  FROM outbox JOIN contact ON contact.reference = outbox.reference
    JOIN registration ON registration.reference = outbox.reference
  WHERE outbox.failed = 0 AND outbox.next_at <= ? AND outbox.kind IN (${listed(mailKinds)})
    AND registration.state IN (${listed(states)}) ORDER BY outbox.next_at, outbox.sequence LIMIT 1`;
/** Changes nothing: it locks the registration, so that two senders do not claim the same mail. */
const lock = 'UPDATE registration SET state = state WHERE reference = ?';
const stands = 'sequence = ? AND attempts = ? AND next_at = ? AND failed = 0';
/** Counts one more mail. The CHECK refuses one too many. */
const counting = `INSERT INTO sent (email_key, day, mails) SELECT email_key, ?, 1 FROM registration
  WHERE reference = ? AND EXISTS (SELECT 1 FROM outbox WHERE ${stands})
  ON CONFLICT (email_key, day) DO UPDATE SET mails = sent.mails + 1`;
const claiming = `UPDATE outbox SET next_at = ?, attempts = attempts + 1 WHERE ${stands}`;
/**
 * Uncounts a mail that was not accepted, on the day of its claim. After midnight that row may be
 * gone.
 */
const uncounting = `UPDATE sent SET mails = mails - 1 WHERE mails > 0
  AND email_key = (SELECT email_key FROM registration WHERE reference = ?)
  AND day = (SELECT max(day) FROM sent AS latest WHERE latest.email_key = sent.email_key)`;
const dropping = `INSERT INTO history (reference, at, who, before, after)
  SELECT reference, ?, ?, state, state FROM registration WHERE reference = ?
  AND EXISTS (SELECT 1 FROM outbox WHERE sequence = ? AND attempts = ? AND failed = 0)`;
const parting = `DELETE FROM contact WHERE reference = ?
  AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.reference = contact.reference)
  AND EXISTS (SELECT 1 FROM registration WHERE registration.reference = contact.reference
    AND state IN ('withdrawn', 'deletion-asked'))`;

function iso(moment: number): string {
  return new Date(moment).toISOString();
}

/**
 * Queues a mail for each reference that a query returns, if it has a contact. Without mail, this
 * does nothing. It goes into the batch that makes the mail necessary, so that neither happens
 * alone. `at` is ISO 8601, in UTC.
 */
export function mailFor(kind: MailKind, at: string, references: Statement): Statement {
  return {
    sql: `INSERT INTO outbox (reference, kind, at, next_at) SELECT reference, ?, ?, ? FROM contact
      WHERE reference IN (${references.sql})`,
    values: [kind, at, at, ...(references.values ?? [])],
  };
}

/** The outbox over any `Database`. See `SqlStore` for the rules of its SQL. */
export class SqlOutbox implements Outbox {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async claim(now: number): Promise<DueMail | undefined> {
    for (;;) {
      const [row] = await this.#database.read({ sql: due, values: [iso(now)] });
      if (row === undefined) return undefined;
      const { nextAt, ...mail } = dueRow.parse(row);
      const standing = [mail.sequence, mail.attempts, nextAt];
      try {
        const outcomes = await this.#database.batch([
          { sql: lock, values: [mail.reference] },
          { sql: counting, values: [iso(now).slice(0, 10), mail.reference, ...standing] },
          { sql: claiming, values: [iso(now + lease), ...standing] },
        ]);
        if (outcomes[2]?.changes === 1) return { ...mail, attempts: mail.attempts + 1 };
      } catch (cause) {
        if (!(cause instanceof ConstraintViolated)) throw cause;
        const tomorrow = iso((Math.floor(now / day) + 1) * day);
        await this.#change(mail, 'next_at = ?', [tomorrow]);
      }
    }
  }

  async taken({ sequence, reference }: DueMail) {
    await this.#database.batch([
      { sql: lock, values: [reference] },
      { sql: 'DELETE FROM outbox WHERE sequence = ?', values: [sequence] },
      { sql: parting, values: [reference] },
    ]);
  }

  async later(mail: DueMail, nextAt: string) {
    const uncount = { sql: uncounting, values: [mail.reference] };
    await this.#change(mail, 'next_at = ?', [nextAt], [uncount]);
  }

  async drop({ sequence, reference, attempts, kind }: DueMail, at: string) {
    const note = `the mail “${kind}” was not sent, since it was true no longer`;
    await this.#database.batch([
      { sql: lock, values: [reference] },
      { sql: uncounting, values: [reference] },
      { sql: dropping, values: [at, note, reference, sequence, attempts] },
      {
        sql: 'DELETE FROM outbox WHERE sequence = ? AND attempts = ? AND failed = 0',
        values: [sequence, attempts],
      },
      { sql: parting, values: [reference] },
    ]);
  }

  async fail(mail: DueMail) {
    const uncount = { sql: uncounting, values: [mail.reference] };
    await this.#change(mail, 'failed = 1', [], [uncount]);
  }

  async list() {
    const rows = await this.#database.read({
      sql: 'SELECT reference, kind, at, next_at, attempts, failed FROM outbox ORDER BY sequence',
    });
    return rows.map((row) => waitingRow.parse(row));
  }

  async retry(now: number) {
    const sql = 'UPDATE outbox SET failed = 0, attempts = 0, next_at = ? WHERE failed = 1';
    const [outcome] = await this.#database.batch([{ sql, values: [iso(now)] }]);
    return outcome?.changes ?? 0;
  }

  async contacts() {
    const rows = await this.#database.read({
      sql: 'SELECT reference, sealed FROM contact ORDER BY reference',
    });
    return rows.map((row) => contactRow.parse(row));
  }

  async reseal(contacts: Parameters<Outbox['reseal']>[0]) {
    const sql = 'UPDATE contact SET sealed = ? WHERE reference = ? AND sealed = ?';
    const statements = contacts.flatMap(({ reference, sealed, before }): Statement[] => [
      { sql: lock, values: [reference] },
      { sql, values: [sealed, reference, before] },
    ]);
    await this.#database.erase(statements);
  }

  async forget(now: number) {
    const sql = 'DELETE FROM sent WHERE day < ?';
    await this.#database.batch([{ sql, values: [iso(now).slice(0, 10)] }]);
  }

  /** Changes a mail, unless another sender has claimed it since. */
  async #change(
    { sequence, reference, attempts }: DueMail,
    change: string,
    values: readonly string[],
    also: readonly Statement[] = [],
  ) {
    await this.#database.batch([
      { sql: lock, values: [reference] },
      ...also,
      {
        sql: `UPDATE outbox SET ${change} WHERE sequence = ? AND attempts = ? AND failed = 0`,
        values: [...values, sequence, attempts],
      },
    ]);
  }
}
