import type * as z from 'zod/mini';
import {
  StoreUnavailable,
  type Added,
  type Change,
  type Changed,
  type Invitation,
  type Move,
  type Moved,
  type Offering,
  type Place,
  type PlaceAnswer,
  type Resealed,
  type Store,
  type StoredRegistration,
} from '../store.ts';
import { adding } from './add-registration.ts';
import { forgetting, trying, unmet } from './rate-limits.ts';
import {
  ConstraintViolated,
  touch,
  type Database,
  type Outcome,
  type Statement,
} from './database.ts';
import {
  allInvitations,
  invitationOf,
  invitationRow,
  inviting,
  numberRow,
  revoking,
  used,
  usedRow,
} from './invitations.ts';
import {
  changedRow,
  claimRow,
  countRow,
  historyRow,
  holdingsRow,
  placeRow,
  referenceRow,
  registrationRow,
  unmetRow,
} from './rows.ts';
import { moving } from './change-state.ts';
import { deletingAll, deletingFirst, deletingOne, holdings } from './delete.ts';
import { SqlOutbox } from './sql-outbox.ts';
import { swapping } from './change-choices.ts';
import { causeOf, surveyOf } from './survey.ts';
import { answering, sweeping, waitingHere } from './waiting-list.ts';
import type { RateLimit } from '../conditions.ts';

// One dialect for SQLite, PostgreSQL and Cloudflare D1. D1 runs a batch without returning to us in
// between, so a statement that depends on an earlier one checks its result in SQL.

const columns = 'reference, received_at, email_key, content_key, sealed, sealed_first, state';

const allRegistrations = { sql: `SELECT ${columns} FROM registration ORDER BY arrival` };

/** Reads the claims of all registrations, or of one. */
function claimsOf(reference?: string): Statement {
  const [one, values] = reference === undefined ? ['', []] : ['WHERE reference = ?', [reference]];
  const sql = `SELECT reference, place, held, standing, until FROM claim ${one}
    ORDER BY reference, place`;
  return { sql, values };
}

const heldBack = `SELECT 1 AS one FROM history JOIN registration ON registration.reference = history.reference
  WHERE registration.email_key = ? AND history.place IS NULL AND history.before <> history.after
  AND history.after IN ('declined', 'under-review') AND NOT EXISTS (SELECT 1 FROM history AS later
    WHERE later.reference = history.reference AND later.sequence > history.sequence
    AND later.place IS NULL AND later.after = 'confirmed') LIMIT 1`;

const noting = `INSERT INTO history (reference, at, who, before, after)
  SELECT reference, ?, ?, state, state FROM registration WHERE reference = ?`;

const increment = `INSERT INTO count (name, value) VALUES (?, 1)
  ON CONFLICT (name) DO UPDATE SET value = count.value + 1`;

/** The row among the counts that holds no count, but the proof of the secret. */
const secretProof = 'secret';
const keepProof = 'INSERT INTO count (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING';

/**
 * The store over any `Database`. Places are rows, and a CHECK limits them. They are counted in the
 * transaction that needs them.
 */
export class SqlStore implements Store {
  readonly outbox: SqlOutbox;
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    this.outbox = new SqlOutbox(database);
  }

  async add(
    registration: StoredRegistration,
    places: readonly Place[] = [],
    waits = false,
  ): Promise<Added> {
    try {
      const [, recognised] = await this.#database.batch(adding(registration, places, waits));
      return registration.conditions?.idempotency === undefined
        ? { reference: registration.reference }
        : referenceRow.parse(recognised?.rows[0]);
    } catch (cause) {
      if (!(cause instanceof ConstraintViolated)) throw cause;
      const ended = (await this.#usedInvitation(registration)) ?? (await this.#unmet(registration));
      if (ended !== undefined) return ended;
      const needed = places.filter(({ waiting }) => !(waits && waiting));
      return { full: await this.#full(needed, cause) };
    }
  }

  async invite(invitations: readonly Invitation[]) {
    return this.#numbers(invitations.map(inviting));
  }

  async invitation(codeKey: string) {
    return (await this.#rows(invitationRow, invitationOf(codeKey)))[0];
  }

  invitations() {
    return this.#rows(invitationRow, allInvitations);
  }

  async revoke(numbers: readonly number[]) {
    return this.#numbers(numbers.map(revoking));
  }

  list() {
    return this.#rows(registrationRow, allRegistrations);
  }

  async survey() {
    const held = surveyOf(registrationRow, await this.#database.read(allRegistrations));
    const claims = surveyOf(claimRow, await this.#database.read(claimsOf()));
    const isRead = ({ reference }: { reference: string }) => !claims.unreadable.has(reference);
    const unreadable = new Map([...claims.unreadable, ...held.unreadable]);
    return {
      held: held.read.filter(isRead),
      claims: claims.read.filter(isRead),
      unreadable: Array.from(unreadable, ([reference, cause]) => ({ reference, cause })),
    };
  }

  async find(reference: string) {
    const sql = `SELECT ${columns} FROM registration WHERE reference = ?`;
    return (await this.#rows(registrationRow, { sql, values: [reference] }))[0];
  }

  async isHeldBack(emailKey: string) {
    return (await this.#database.read({ sql: heldBack, values: [emailKey] })).length > 0;
  }

  async move(move: Move): Promise<Moved> {
    try {
      const [changed] = await this.#database.batch(moving(move));
      if (changed?.changes === 1) return 'moved';
      return (await this.find(move.reference)) === undefined ? 'unknown' : 'stands';
    } catch (cause) {
      if (cause instanceof ConstraintViolated) return 'full';
      throw cause;
    }
  }

  async change(change: Change): Promise<Changed> {
    try {
      const [, changed] = await this.#database.batch(swapping(change));
      return changed?.changes === 1 ? 'changed' : 'stands';
    } catch (cause) {
      if (!(cause instanceof ConstraintViolated)) throw cause;
      const claims = await this.claims(change.reference);
      const has = new Set(
        claims.filter(({ standing }) => standing !== 'given-up').map(({ place }) => place),
      );
      const needed = change.wanted.filter(
        ({ name, waiting }) => !has.has(name) && !(change.waits && waiting),
      );
      return { full: await this.#full(needed, cause) };
    }
  }

  async note(reference: string, note: string, at: string) {
    const values = [at, note, reference];
    const [, written] = await this.#database.batch([touch, { sql: noting, values }]);
    return written?.changes === 1;
  }

  history(reference: string) {
    const sql =
      'SELECT at, who, place, before, after FROM history WHERE reference = ? ORDER BY sequence';
    return this.#rows(historyRow, { sql, values: [reference] });
  }

  places() {
    const sql = `SELECT name, capacity, taken, ${waitingHere} AS waits FROM place ORDER BY name`;
    return this.#rows(placeRow, { sql });
  }

  claims(reference?: string) {
    return this.#rows(claimRow, claimsOf(reference));
  }

  async offer(now: Offering) {
    if (now.limits.length === 0) return [];
    const outcomes = await this.#database.batch(sweeping(now));
    return outcomes.flatMap(({ rows }) => rows.map((row) => changedRow.parse(row)));
  }

  async answer(answer: PlaceAnswer) {
    const outcomes = await this.#database.batch(answering(answer));
    return outcomes.some(({ rows }) =>
      rows.some((row) => changedRow.parse(row).reference === answer.reference),
    );
  }

  async countTry(tries: readonly RateLimit[]) {
    try {
      await this.#database.batch([touch, ...tries.map(trying)]);
      return true;
    } catch (cause) {
      if (cause instanceof ConstraintViolated) return false;
      throw cause;
    }
  }

  async provesSecret(proof: number) {
    await this.#database.batch([touch, { sql: keepProof, values: [secretProof, proof] }]);
    const sql = 'SELECT name, value FROM count WHERE name = ?';
    const [kept] = await this.#rows(countRow, { sql, values: [secretProof] });
    return kept?.value === proof;
  }

  async raise(count: string) {
    await this.#database.batch([{ sql: increment, values: [count] }]);
  }

  async counts() {
    const counts = await this.#rows(countRow, {
      sql: 'SELECT name, value FROM count WHERE name <> ?',
      values: [secretProof],
    });
    return Object.fromEntries(counts.map(({ name, value }) => [name, value]));
  }

  async reseal(resealed: readonly Resealed[]) {
    const sql = 'UPDATE registration SET sealed = ? WHERE reference = ? AND sealed = ?';
    const statements = resealed.map(({ reference, sealed, before }) => ({
      sql,
      values: [sealed, reference, before],
    }));
    await this.#database.erase(statements);
  }

  async holdings() {
    const [row] = await this.#database.read(holdings);
    return holdingsRow.parse(row);
  }

  async deleteFirst() {
    return changesOf(await this.#database.erase(deletingFirst));
  }

  async deleteOne(reference: string, now?: Offering) {
    return changesOf(await this.#database.erase(deletingOne(reference, now))) === 1;
  }

  async deleteAll() {
    return changesOf(await this.#database.erase(deletingAll));
  }

  async forget(moment: string) {
    await this.#database.batch(forgetting(moment));
  }

  close() {
    return this.#database.close();
  }

  async #rows<Row>(row: z.ZodMiniType<Row>, statement: Statement): Promise<Row[]> {
    return (await this.#database.read(statement)).map((one) => {
      const parsed = row.safeParse(one);
      if (parsed.success) return parsed.data;
      throw new Error(causeOf(one, parsed.error.issues), { cause: parsed.error });
    });
  }

  async #numbers(statements: readonly Statement[]): Promise<number[]> {
    const outcomes = await this.#database.batch([touch, ...statements]);
    return outcomes.flatMap(({ rows }) => rows.map((row) => numberRow.parse(row).number));
  }

  /**
   * The result for a registration whose invitation is used up. The same answers prove that its
   * holder sent it again.
   */
  async #usedInvitation({ arrival, contentKey }: StoredRegistration): Promise<Added | undefined> {
    if (arrival?.codeKey === undefined) return undefined;
    const [user] = await this.#rows(usedRow, used(arrival.codeKey));
    if (user === undefined) return undefined;
    const { reference } = user;
    return user.contentKey === contentKey ? { reference } : { unmet: 'invitation' };
  }

  /** The condition that refused the registration; undefined if none did. */
  async #unmet(registration: StoredRegistration): Promise<Added | undefined> {
    const { conditions } = registration;
    if (conditions === undefined) return undefined;
    const [condition] = await this.#rows(unmetRow, unmet(registration, conditions));
    return condition === undefined ? undefined : { unmet: condition.name };
  }

  /** The places that are full, or were when the registration was refused. */
  async #full(places: readonly Place[], cause: Error): Promise<string[]> {
    const taken = new Map((await this.places()).map((one) => [one.name, one.taken + one.waits]));
    const full = places.filter(({ name, capacity }) => (taken.get(name) ?? 0) >= capacity);
    // The reference is in use, or a place has just become free: trying again helps.
    if (full.length === 0) throw new StoreUnavailable(cause.message, { cause });
    return full.map(({ name }) => name);
  }
}

function changesOf([outcome]: readonly Outcome[]): number {
  return outcome?.changes ?? 0;
}
