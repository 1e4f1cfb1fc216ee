import type { z } from 'zod';
import { isFinal, isHolding, type State } from '../states.ts';
import {
  StoreUnavailable,
  type Added,
  type Arrival,
  type Invitation,
  type Move,
  type Moved,
  type Place,
  type Resealed,
  type Store,
  type StoredRegistration,
} from '../store.ts';
import { ConstraintViolated, type Database, type Outcome, type Statement } from './database.ts';
import {
  allInvitations,
  invitationOf,
  invitationRow,
  inviting,
  numberRow,
  revoking,
  using,
} from './invitation-sql.ts';
import {
  claimRow,
  countRow,
  historyRow,
  holdingsRow,
  placeRow,
  referenceRow,
  registrationRow,
} from './rows.ts';

// One dialect for SQLite, PostgreSQL and Cloudflare D1. What depends on another statement's work asks
// for it in SQL, since D1 runs a batch without a word to us in between.

const columns = 'reference, received_at, email_key, content_key, sealed, sealed_first, state';
/** Answers the reference that stands, which is an earlier one where the same content comes again. */
const insert = `INSERT INTO registration (reference, received_at, email_key, content_key, sealed,
  sealed_first, whole, state) VALUES (?, ?, ?, ?, ?, ?, 0, ?)
  ON CONFLICT (content_key) DO UPDATE SET content_key = excluded.content_key RETURNING reference`;
/** Takes a place where the registration was added; the CHECK refuses one too many. */
const take = `INSERT INTO place (name, capacity, taken) SELECT ?, CAST(? AS INTEGER), 1
  WHERE EXISTS (SELECT 1 FROM registration WHERE reference = ?)
  ON CONFLICT (name) DO UPDATE SET taken = place.taken + 1, capacity =
    CASE WHEN excluded.capacity < place.taken THEN place.taken ELSE excluded.capacity END`;
const claim = `INSERT INTO claim (reference, place, held) SELECT ?, ?, 1
  WHERE EXISTS (SELECT 1 FROM registration WHERE reference = ?)`;

const write = `INSERT INTO history (reference, at, who, before, after) SELECT ?, ?, ?, ?, ?
  WHERE EXISTS (SELECT 1 FROM registration WHERE reference = ?)`;
/** Changes nothing: every batch begins with this table, so that an erasure can wait for it. */
const touch: Statement = { sql: "UPDATE registration SET state = state WHERE reference = ''" };

const holdings = `SELECT count(*) AS registrations, count(sealed_first) AS first,
  count(CASE WHEN whole = 1 THEN 1 END) AS whole FROM registration`;
const deleteFirst = `UPDATE registration SET sealed_first = NULL,
  content_key = 'deleted ' || reference WHERE sealed_first IS NOT NULL`;
/** Lets the same content come again as a registration of its own. */
const forget = `UPDATE registration SET content_key = 'gone ' || reference
  WHERE reference = ? AND state = ?`;
const increment = `INSERT INTO count (name, value) VALUES (?, 1)
  ON CONFLICT (name) DO UPDATE SET value = count.value + 1`;

/** Takes a place of each choice, in one order so that two writers do not wait for each other. */
function taking(reference: string, places: readonly Place[]): Statement[] {
  const sorted = places.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return sorted.flatMap(({ name, capacity }) => [
    { sql: take, values: [name, capacity, reference] },
    { sql: claim, values: [reference, name, reference] },
  ]);
}

/** Uses up the invitation and writes the history that a registration comes with, where it was added. */
function arriving(
  { reference, receivedAt }: StoredRegistration,
  { codeKey, steps }: Arrival,
): Statement[] {
  return [
    ...(codeKey === undefined ? [] : [using(codeKey, reference)]),
    ...steps.map(({ who, from, to }) => ({
      sql: write,
      values: [reference, receivedAt, who, from, to, reference],
    })),
  ];
}

/** Brings places and claims in line with a state, where the registration has it now. */
function settling(reference: string, state: State): Statement[] {
  const [wanted, change] = isHolding(state) ? [0, '+ 1'] : [1, '- 1'];
  const has = 'EXISTS (SELECT 1 FROM registration WHERE reference = ? AND state = ?)';
  return [
    {
      sql: `UPDATE place SET taken = taken ${change} WHERE ${has}
        AND name IN (SELECT place FROM claim WHERE reference = ? AND held = ?)`,
      values: [reference, state, reference, wanted],
    },
    {
      sql: `UPDATE claim SET held = ? WHERE ${has} AND reference = ? AND held = ?`,
      values: [1 - wanted, reference, state, reference, wanted],
    },
    ...(isFinal(state) ? [{ sql: forget, values: [reference, state] }] : []),
  ];
}

/**
 * Writes a state and its history, where the registration may come into it. The first statement changes
 * nothing but locks the row: PostgreSQL would else let two moves both read the state before either.
 */
function moving({ reference, from, to, who, at }: Move): Statement[] {
  const states = from.map(() => '?').join(', ');
  const is = `reference = ? AND state IN (${states})`;
  return [
    { sql: `UPDATE registration SET state = state WHERE ${is}`, values: [reference, ...from] },
    {
      sql: `INSERT INTO history (reference, at, who, before, after)
        SELECT reference, ?, ?, state, ? FROM registration WHERE ${is}`,
      values: [at, who, to, reference, ...from],
    },
    { sql: `UPDATE registration SET state = ? WHERE ${is}`, values: [to, reference, ...from] },
  ];
}

/**
 * The store over any `Database`. Places are rows whose CHECK forbids more than there are, raised in the
 * transaction of what needs them.
 */
export class SqlStore implements Store {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async add(
    registration: StoredRegistration,
    places: readonly Place[] = [],
    arrival: Arrival = { steps: [] },
  ): Promise<Added> {
    const { reference, receivedAt, emailKey, contentKey, sealed, sealedFirst } = registration;
    const state = arrival.steps.at(-1)?.to ?? 'received';
    const values = [
      reference,
      receivedAt,
      emailKey,
      contentKey,
      sealed,
      sealedFirst ?? null,
      state,
    ];
    try {
      const [inserted] = await this.#database.batch([
        { sql: insert, values },
        ...arriving(registration, arrival),
        ...taking(reference, places),
      ]);
      return referenceRow.parse(inserted?.rows[0]);
    } catch (cause) {
      if (!(cause instanceof ConstraintViolated)) throw cause;
      if (await this.#isUsed(arrival)) return { invitation: 'used' };
      return { full: await this.#full(places, cause) };
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
    return this.#rows(registrationRow, {
      sql: `SELECT ${columns} FROM registration ORDER BY arrival`,
    });
  }

  async find(reference: string) {
    const sql = `SELECT ${columns} FROM registration WHERE reference = ?`;
    return (await this.#rows(registrationRow, { sql, values: [reference] }))[0];
  }

  async move(move: Move): Promise<Moved> {
    const { reference, to } = move;
    try {
      const [changed] = await this.#database.batch([...moving(move), ...settling(reference, to)]);
      if (changed?.changes === 1) return 'moved';
      return (await this.find(reference)) === undefined ? 'unknown' : 'stands';
    } catch (cause) {
      if (cause instanceof ConstraintViolated) return 'full';
      throw cause;
    }
  }

  history(reference: string) {
    const sql = 'SELECT at, who, before, after FROM history WHERE reference = ? ORDER BY sequence';
    return this.#rows(historyRow, { sql, values: [reference] });
  }

  places() {
    return this.#rows(placeRow, { sql: 'SELECT name, capacity, taken FROM place ORDER BY name' });
  }

  claims() {
    const sql = 'SELECT reference, place, held FROM claim ORDER BY reference, place';
    return this.#rows(claimRow, { sql });
  }

  async raise(count: string) {
    await this.#database.batch([{ sql: increment, values: [count] }]);
  }

  async counts() {
    const counts = await this.#rows(countRow, { sql: 'SELECT name, value FROM count' });
    return Object.fromEntries(counts.map(({ name, value }) => [name, value]));
  }

  async reseal(resealed: readonly Resealed[]) {
    const sql = 'UPDATE registration SET sealed = ? WHERE reference = ?';
    const values = resealed.map(({ reference, sealed }) => [sealed, reference]);
    await this.#database.erase(values.map((each) => ({ sql, values: each })));
  }

  async holdings() {
    const [row] = await this.#database.read({ sql: holdings });
    return holdingsRow.parse(row);
  }

  async deleteFirst() {
    return changesOf(await this.#database.erase([{ sql: deleteFirst }]));
  }

  async deleteOne(reference: string) {
    const free = `UPDATE place SET taken = taken - 1
      WHERE name IN (SELECT place FROM claim WHERE reference = ? AND held = 1)`;
    const sql = [
      'DELETE FROM registration WHERE reference = ?',
      free,
      'DELETE FROM claim WHERE reference = ?',
      'DELETE FROM history WHERE reference = ?',
      'DELETE FROM invitation WHERE used_by = ?',
    ];
    const statements = sql.map((each) => ({ sql: each, values: [reference] }));
    return changesOf(await this.#database.erase(statements)) === 1;
  }

  async deleteAll() {
    const tables = ['registration', 'claim', 'history', 'place', 'invitation'];
    return changesOf(
      await this.#database.erase(tables.map((table) => ({ sql: `DELETE FROM ${table}` }))),
    );
  }

  close() {
    return this.#database.close();
  }

  async #rows<Row>(row: z.ZodType<Row>, statement: Statement): Promise<Row[]> {
    return (await this.#database.read(statement)).map((one) => row.parse(one));
  }

  async #numbers(statements: readonly Statement[]): Promise<number[]> {
    const outcomes = await this.#database.batch([touch, ...statements]);
    return outcomes.flatMap(({ rows }) => rows.map((row) => numberRow.parse(row).number));
  }

  /** Whether a registration that came with an invitation was refused because another used it. */
  async #isUsed({ codeKey }: Arrival): Promise<boolean> {
    const usedBy = codeKey === undefined ? undefined : (await this.invitation(codeKey))?.usedBy;
    return usedBy !== undefined && (await this.find(usedBy))?.state !== 'withdrawn';
  }

  /** Which of the places are full, or were when the registration was refused. */
  async #full(places: readonly Place[], cause: Error): Promise<string[]> {
    const taken = new Map((await this.places()).map((place) => [place.name, place.taken]));
    const full = places.filter(({ name, capacity }) => (taken.get(name) ?? 0) >= capacity);
    // Another registration has the reference, or a place was just given back: to try again helps.
    if (full.length === 0) throw new StoreUnavailable(cause.message, { cause });
    return full.map(({ name }) => name);
  }
}

function changesOf([outcome]: readonly Outcome[]): number {
  return outcome?.changes ?? 0;
}
