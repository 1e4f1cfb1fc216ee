import type { Change, Place, StoredRegistration } from '../store.ts';
import type { Statement } from './database.ts';
import { mailFor } from './sql-outbox.ts';
import { holding, locking, next, offering, open, placesNamed } from './waiting-list.ts';

const keeps = `reference = ? AND state IN (${holding})`;
const isKept = `EXISTS (SELECT 1 FROM registration WHERE ${keeps})`;
const own = 'reference = ? AND place = ?';
const history = `INSERT INTO history (reference, at, who, before, after)
  SELECT reference, ?, 'guest', state, state FROM registration WHERE ${keeps}`;
const queue = `INSERT INTO claim (reference, place, held, standing, since)
  SELECT ?, ?, 0, 'waiting', ? WHERE ${isKept} ON CONFLICT (reference, place)
  DO UPDATE SET standing = 'waiting', since = excluded.since, until = NULL
  WHERE claim.standing = 'given-up'`;
// A firm claim of a registration that keeps its places is only uncounted if it has just become
// firm.
const count = `UPDATE place SET taken = taken + 1 WHERE name = ? AND ${isKept}
  AND EXISTS (SELECT 1 FROM claim WHERE ${own} AND standing = 'firm' AND held = 0)`;
const hold = `UPDATE claim SET held = 1 WHERE ${own} AND standing = 'firm' AND held = 0 AND ${isKept}`;
/** The CHECK refuses this for a guest who does not want to wait. */
const refuse = `UPDATE place SET taken = capacity + 1 WHERE name = ?
  AND EXISTS (SELECT 1 FROM claim WHERE ${own} AND standing = 'waiting' AND since = ?)`;

/**
 * Writes the new answers. The first statement changes a row if the registration keeps its places.
 */
function answers({ reference, version }: Change): Statement[] {
  const { sealed, sealedEarly, contentKey, contact } = version;
  const sql = `UPDATE registration SET sealed = ?, sealed_first = ?, content_key = ?,
    whole = 0 WHERE ${keeps}`;
  const values = [sealed, sealedEarly ?? null, contentKey, reference];
  const told = `UPDATE contact SET sealed = ? WHERE reference = ? AND ${isKept}`;
  return [
    { sql, values },
    ...(contact === undefined ? [] : [{ sql: told, values: [contact, reference, reference] }]),
  ];
}

/** Locks every place that is taken or given back, always in the same order. */
function lockingAll({ reference, wanted, others }: Change): Statement[] {
  const all: readonly (readonly [string, Statement])[] = [
    ...wanted.map(
      ({ name, capacity }) => [name, { sql: open, values: [name, capacity, reference] }] as const,
    ),
    ...others.map((name) => [name, locking(placesNamed([name]))] as const),
  ];
  return all.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, statement]) => statement);
}

function releasing({ reference, others }: Change): Statement[] {
  const { sql, values } = placesNamed(others);
  return [
    {
      sql: `UPDATE place SET taken = taken - 1 WHERE name ${sql} AND ${isKept}
        AND name IN (SELECT place FROM claim WHERE reference = ? AND held = 1)`,
      values: [...values, reference, reference],
    },
    {
      sql: `DELETE FROM claim WHERE place ${sql} AND reference = ? AND ${isKept}`,
      values: [...values, reference, reference],
    },
  ];
}

/**
 * Takes a place that the registration does not have, if one is free and nobody is waiting.
 * Otherwise the guest joins the waiting list, or the CHECK refuses. Existing claims stay as they
 * are. The place must be open.
 */
function adding(
  { reference, at, waits }: Pick<Change, 'reference' | 'at' | 'waits'>,
  { name, waiting }: Place,
): Statement[] {
  const mayWait = waits && waiting === true;
  return [
    { sql: queue, values: [reference, name, at, reference] },
    {
      sql: `UPDATE claim SET standing = 'firm' WHERE ${own} AND ${next}`,
      values: [reference, name],
    },
    { sql: count, values: [name, reference, reference, name] },
    { sql: hold, values: [reference, name, reference] },
    ...(mayWait ? [] : [{ sql: refuse, values: [name, reference, name, at] }]),
  ];
}

/** Takes a place with a waiting list for a new registration. */
export function queueing(
  { reference, receivedAt: at }: Pick<StoredRegistration, 'reference' | 'receivedAt'>,
  place: Place,
  waits: boolean,
): Statement[] {
  const values = [place.name, place.capacity, reference];
  return [{ sql: open, values }, ...adding({ reference, at, waits }, place)];
}

/**
 * Swaps the places of a registration. The second statement changes a row if it keeps its places.
 */
export function swapping(change: Change): Statement[] {
  const { reference, wanted, others, at } = change;
  const told = { sql: `SELECT reference FROM registration WHERE ${keeps}`, values: [reference] };
  return [
    { sql: 'UPDATE registration SET state = state WHERE reference = ?', values: [reference] },
    ...answers(change),
    { sql: history, values: [at, reference] },
    mailFor('changed', at, told),
    ...lockingAll(change),
    ...(others.length > 0 ? releasing(change) : []),
    ...wanted.flatMap((place) => adding(change, place)),
    ...(others.length > 0 ? offering(placesNamed(others), change) : []),
  ];
}
