import { mailOf } from '../outbox.ts';
import { isFinal, isHolding, type State } from '../../record/states.ts';
import type { Move } from '../store.ts';
import type { Statement } from './database.ts';
import { mailFor } from './sql-outbox.ts';
import { locking, offering, placesChosenBy, requeueing, resizing } from './waiting-list.ts';

/** Lets the same answers come again as a registration of its own, which repeats nothing that stands. */
const forget = `UPDATE registration SET content_key = 'gone ' || reference
  WHERE reference = ? AND state = ?`;
const forgetKeys = `DELETE FROM idempotency WHERE reference =
  (SELECT reference FROM registration WHERE reference = ? AND state = ?)`;
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
    ...(isFinal(state)
      ? [forget, forgetKeys].map((sql) => ({ sql, values: [reference, state] }))
      : []),
  ];
}

/**
 * Writes a state and its history, where the registration may come into it. The first statement changes
 * nothing but locks the row: PostgreSQL would else let two moves both read the state before either.
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

/** Brings a registration into a state, with its history and its places; the first statement changes a row where it may. */
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
