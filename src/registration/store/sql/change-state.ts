import { mailOf } from '../outbox.ts';
import { isFinal, isHolding, type State } from '../../record/states.ts';
import type { Move } from '../store.ts';
import type { Statement } from './database.ts';
import { mailFor } from './sql-outbox.ts';
import { locking, offering, placesChosenBy, requeueing, resizing } from './waiting-list.ts';

/** Lets the same answers count as a new registration, which repeats no stored one. */
const forget = `UPDATE registration SET content_key = 'gone ' || reference
  WHERE reference = ? AND state = ?`;
const forgetKeys = `DELETE FROM idempotency WHERE reference =
  (SELECT reference FROM registration WHERE reference = ? AND state = ?)`;
/** Claims that have a place if their registration keeps its places. */
const kept = "standing IN ('firm', 'offered')";

/** Adjusts places and claims to a state, if the registration now has it. */
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
    ...(isFinal(state)
      ? [forget, forgetKeys].map((sql) => ({ sql, values: [reference, state] }))
      : []),
  ];
}

/**
 * Writes a state and its history entry, if the registration may move to it. The first statement
 * changes nothing: it locks the row. Otherwise two moves in PostgreSQL could both read the earlier
 * state.
 */
function writing({ reference, from, to, who, at }: Move): Statement[] {
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
 * Moves a registration to a state, with its history and places. The first statement changes a row
 * if the move is allowed.
 */
export function moving(move: Move): Statement[] {
  const { reference, to, limits } = move;
  const places = placesChosenBy(reference);
  return [
    ...writing(move),
    locking(places),
    ...resizing(places, limits),
    ...settling(reference, to),
    requeueing(reference),
    ...offering(places, move),
  ];
}
