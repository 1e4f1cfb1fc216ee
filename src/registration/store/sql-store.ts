import type * as z from 'zod/mini';
import type { Allowance } from '../admission.ts';
import { mailOf } from '../outbox.ts';
import { isFinal, isHolding, type State } from '../states.ts';
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
import { admitting, forgetting, trying, unmet } from './admission.ts';
import { ConstraintViolated, type Database, type Outcome, type Statement } from './database.ts';
import {
  allInvitations,
  arriving,
  invitationOf,
  invitationRow,
  inviting,
  numberRow,
  revoking,
  used,
} from './invitation-sql.ts';
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
import { mailFor, SqlOutbox } from './sql-outbox.ts';
import { queueing, swapping } from './choices.ts';
import {
  answering,
  locking,
  offering,
  placesChosenBy,
  requeueing,
  sweeping,
  waitingHere,
} from './waiting-list.ts';

// One dialect for SQLite, PostgreSQL and Cloudflare D1. What depends on another statement's work asks
// for it in SQL, since D1 runs a batch without a word to us in between.

const columns =
  'reference, received_at, email_key, content_key, sealed, sealed_first, amended, state';
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

const contactOf = `INSERT INTO contact (reference, sealed) SELECT reference, ? FROM registration
  WHERE reference = ?`;
/** Changes nothing: every batch begins with this table, so that an erasure can wait for it. */
const touch: Statement = { sql: "UPDATE registration SET state = state WHERE reference = ''" };

const holdings = `SELECT count(*) AS registrations, count(sealed_first) AS first,
  count(CASE WHEN whole = 1 THEN 1 END) AS whole FROM registration`;
const deleteFirst = `UPDATE registration SET sealed_first = NULL,
  content_key = 'deleted ' || reference WHERE sealed_first IS NOT NULL`;
/** Lets the same content come again as a registration of its own. */
const forget = `UPDATE registration SET content_key = 'gone ' || reference
  WHERE reference = ? AND state = ?`;
/** The tables with what belongs to guests, that of the registrations first. */
const personal = [
  'registration',
  'claim',
  'history',
  'place',
  'contact',
  'outbox',
  'sent',
  'idempotency',
  'allowance',
  'invitation',
];
const increment = `INSERT INTO count (name, value) VALUES (?, 1)
  ON CONFLICT (name) DO UPDATE SET value = count.value + 1`;

/** Takes a place of each choice, in one order so that two writers do not wait for each other. */
function taking(
  registration: StoredRegistration,
  places: readonly Place[],
  waits: boolean,
): Statement[] {
  const { reference } = registration;
  const sorted = places.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return sorted.flatMap((place) =>
    place.waiting === true
      ? queueing(registration, place, waits)
      : [
          { sql: take, values: [place.name, place.capacity, reference] },
          { sql: claim, values: [reference, place.name, reference] },
        ],
  );
}

/** The state that a registration comes in. */
function stateOf({ arrival }: StoredRegistration): State {
  return arrival?.steps.at(-1)?.to ?? 'received';
}

/** Keeps whom to write to where the registration was added, and has it acknowledged. */
function contacting(registration: StoredRegistration): Statement[] {
  const { reference, receivedAt, contact } = registration;
  if (contact === undefined) return [];
  const added = {
    sql: 'SELECT reference FROM registration WHERE reference = ?',
    values: [reference],
  };
  const kind = mailOf[stateOf(registration)] ?? 'received';
  return [{ sql: contactOf, values: [contact, reference] }, mailFor(kind, receivedAt, added)];
}

/** Claims that have a place where their registration keeps it. */
const kept = "standing IN ('firm', 'offered')";

/** Brings places and claims in line with a state, where the registration has it now. */
function settling(reference: string, state: State): Statement[] {
  const [wanted, change] = isHolding(state) ? [0, '+ 1'] : [1, '- 1'];
  const has = 'EXISTS (SELECT 1 FROM registration WHERE reference = ? AND state = ?)';
  return [
    {
      sql: `UPDATE place SET taken = taken ${change} WHERE ${has}
        AND name IN (SELECT place FROM claim WHERE reference = ? AND held = ? AND ${kept})`,
      values: [reference, state, reference, wanted],
    },
    {
      sql: `UPDATE claim SET held = ? WHERE ${has} AND reference = ? AND held = ? AND ${kept}`,
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
  const kind = mailOf[to];
  const told = {
    sql: `SELECT reference FROM registration WHERE ${is}`,
    values: [reference, ...from],
  };
  return [
    { sql: `UPDATE registration SET state = state WHERE ${is}`, values: [reference, ...from] },
    {
      sql: `INSERT INTO history (reference, at, who, before, after)
        SELECT reference, ?, ?, state, ? FROM registration WHERE ${is}`,
      values: [at, who, to, reference, ...from],
    },
    ...(kind === undefined ? [] : [mailFor(kind, at, told)]),
    { sql: `UPDATE registration SET state = ? WHERE ${is}`, values: [to, reference, ...from] },
  ];
}

/**
 * The store over any `Database`. Places are rows whose CHECK forbids more than there are, raised in the
 * transaction of what needs them.
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
    const { reference, receivedAt, emailKey, contentKey, sealed, sealedFirst } = registration;
    const state = stateOf(registration);
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
        ...arriving(registration),
        ...taking(registration, places, waits),
        ...contacting(registration),
        ...admitting(registration, registration.admission ?? {}),
      ]);
      return referenceRow.parse(inserted?.rows[0]);
    } catch (cause) {
      if (!(cause instanceof ConstraintViolated)) throw cause;
      const condition = await this.#unmet(registration);
      if (condition !== undefined) return { unmet: condition };
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
    return this.#rows(registrationRow, {
      sql: `SELECT ${columns} FROM registration ORDER BY arrival`,
    });
  }

  async find(reference: string) {
    const sql = `SELECT ${columns} FROM registration WHERE reference = ?`;
    return (await this.#rows(registrationRow, { sql, values: [reference] }))[0];
  }

  async move(move: Move): Promise<Moved> {
    const { reference, to, at, until } = move;
    const places = placesChosenBy(reference);
    try {
      const [changed] = await this.#database.batch([
        ...moving(move),
        locking(places),
        ...settling(reference, to),
        requeueing(reference),
        ...(until === undefined ? [] : offering(places, { at, until })),
      ]);
      if (changed?.changes === 1) return 'moved';
      return (await this.find(reference)) === undefined ? 'unknown' : 'stands';
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
    const [one, values] = reference === undefined ? ['', []] : ['WHERE reference = ?', [reference]];
    const sql = `SELECT reference, place, held, standing, until FROM claim ${one}
      ORDER BY reference, place`;
    return this.#rows(claimRow, { sql, values });
  }

  async offer(places: readonly Place[], now: Offering) {
    if (places.length === 0) return [];
    const outcomes = await this.#database.batch(sweeping(places, now));
    return outcomes.flatMap(({ rows }) => rows.map((row) => changedRow.parse(row)));
  }

  async answer(answer: PlaceAnswer) {
    const outcomes = await this.#database.batch(answering(answer));
    return outcomes.some(({ rows }) =>
      rows.some((row) => changedRow.parse(row).reference === answer.reference),
    );
  }

  async countTry(tries: Allowance) {
    try {
      await this.#database.batch([touch, trying(tries)]);
      return true;
    } catch (cause) {
      if (cause instanceof ConstraintViolated) return false;
      throw cause;
    }
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
    // What was changed meanwhile is sealed to the other keys already.
    const amend = 'UPDATE registration SET amended = ? WHERE reference = ? AND amended = ?';
    const statements = resealed.flatMap(({ reference, sealed, amended }): Statement[] => [
      { sql, values: [sealed, reference] },
      ...(amended ? [{ sql: amend, values: [amended[1], reference, amended[0]] }] : []),
    ]);
    await this.#database.erase(statements);
  }

  async holdings() {
    const [row] = await this.#database.read({ sql: holdings });
    return holdingsRow.parse(row);
  }

  async deleteFirst() {
    return changesOf(
      await this.#database.erase([{ sql: deleteFirst }, { sql: 'DELETE FROM idempotency' }]),
    );
  }

  async deleteOne(reference: string, now?: Offering) {
    const places = placesChosenBy(reference);
    const free = `UPDATE place SET taken = taken - 1
      WHERE name IN (SELECT place FROM claim WHERE reference = ? AND held = 1)`;
    const values = [reference];
    const ofOne = (sql: string): Statement => ({ sql, values });
    const statements: Statement[] = [
      ofOne('DELETE FROM registration WHERE reference = ?'),
      ofOne(free),
      ...(now === undefined ? [] : offering(places, now)),
      ofOne('DELETE FROM claim WHERE reference = ?'),
      ofOne('DELETE FROM history WHERE reference = ?'),
      ofOne('DELETE FROM contact WHERE reference = ?'),
      ofOne('DELETE FROM outbox WHERE reference = ?'),
      ofOne('DELETE FROM invitation WHERE used_by = ?'),
      { sql: 'DELETE FROM idempotency' },
      { sql: 'DELETE FROM sent WHERE email_key NOT IN (SELECT email_key FROM registration)' },
    ];
    return changesOf(await this.#database.erase(statements)) === 1;
  }

  async deleteAll() {
    return changesOf(
      await this.#database.erase(personal.map((table) => ({ sql: `DELETE FROM ${table}` }))),
    );
  }

  async forget(moment: string) {
    await this.#database.batch(forgetting(moment));
  }

  close() {
    return this.#database.close();
  }

  async #rows<Row>(row: z.ZodMiniType<Row>, statement: Statement): Promise<Row[]> {
    return (await this.#database.read(statement)).map((one) => row.parse(one));
  }

  async #numbers(statements: readonly Statement[]): Promise<number[]> {
    const outcomes = await this.#database.batch([touch, ...statements]);
    return outcomes.flatMap(({ rows }) => rows.map((row) => numberRow.parse(row).number));
  }

  /** The condition that a registration was refused by; undefined where it was none. */
  async #unmet(registration: StoredRegistration) {
    const { admission, arrival } = registration;
    const codeKey = arrival?.codeKey;
    if (codeKey !== undefined && (await this.#database.read(used(codeKey))).length > 0) {
      return 'invitation';
    }
    if (admission === undefined) return undefined;
    return (await this.#rows(unmetRow, unmet(registration, admission)))[0]?.name;
  }

  /** Which of the places are full, or were when the registration was refused. */
  async #full(places: readonly Place[], cause: Error): Promise<string[]> {
    const taken = new Map((await this.places()).map((one) => [one.name, one.taken + one.waits]));
    const full = places.filter(({ name, capacity }) => (taken.get(name) ?? 0) >= capacity);
    // Another registration has the reference, or a place was just given back: to try again helps.
    if (full.length === 0) throw new StoreUnavailable(cause.message, { cause });
    return full.map(({ name }) => name);
  }
}

function changesOf([outcome]: readonly Outcome[]): number {
  return outcome?.changes ?? 0;
}
