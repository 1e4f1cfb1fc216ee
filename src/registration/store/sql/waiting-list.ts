import type { ClaimStatus } from '../../record/claim-status.ts';
import { isHolding, states } from '../../record/states.ts';
import type { Limit, Offering, PlaceAnswer } from '../store.ts';
import type { Statement, Value } from './database.ts';
import { mailFor } from './sql-outbox.ts';

// A guest who waits has a row in `claim`. So does one who is offered a place, which then counts as
// taken. Every batch locks its places' rows before it finds who is next, so that two batches run
// one after the other.

/** A part of an SQL statement, with its values. */
interface Part {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** The places that a registration chose. */
export function placesChosenBy(reference: string): Part {
  return { sql: 'IN (SELECT place FROM claim WHERE reference = ?)', values: [reference] };
}

/** The places of these names. */
export function placesNamed(names: readonly string[]): Part {
  return { sql: `IN (${names.map(() => '?').join(', ')})`, values: names };
}

/** The states in which a registration keeps its places, as an SQL list. */
export const holding = states
  .filter(isHolding)
  .map((state) => `'${state}'`)
  .join(', ');
/** How many are waiting for the place of a row. */
export const waitingHere = `(SELECT count(*) FROM claim JOIN registration
  ON registration.reference = claim.reference WHERE claim.place = place.name
  AND claim.standing = 'waiting' AND registration.state IN (${holding}))`;
/** The next claims in order of arrival, as many as there is room for. */
export const next = `(reference, place) IN (SELECT reference, place FROM (
  SELECT claim.reference, claim.place, place.capacity - place.taken AS free,
    row_number() OVER (PARTITION BY claim.place ORDER BY claim.since, registration.arrival) AS turn
  FROM claim JOIN place ON place.name = claim.place
    JOIN registration ON registration.reference = claim.reference
  WHERE claim.standing = 'waiting' AND registration.state IN (${holding})
) AS queue WHERE turn <= free)`;
/** Claims whose count is out of date: just offered, or just given up. */
const uneven = "(standing = 'offered' AND held = 0 OR standing = 'given-up' AND held = 1)";
/** Makes sure that a place has its row and its capacity, and locks it. */
export const open = `INSERT INTO place (name, capacity, taken) SELECT ?, CAST(? AS INTEGER), 0
  WHERE EXISTS (SELECT 1 FROM registration WHERE reference = ?)
  ON CONFLICT (name) DO UPDATE SET capacity =
    CASE WHEN excluded.capacity < place.taken THEN place.taken ELSE excluded.capacity END`;
const resize = `UPDATE place SET capacity = CASE WHEN CAST(? AS INTEGER) < taken THEN taken
  ELSE CAST(? AS INTEGER) END WHERE name = ? AND name`;

/** The new status of a claim: who sets it, when, and until when it lasts. */
interface Change {
  readonly who: string;
  readonly at: string;
  readonly until?: string;
}

/**
 * Changes the status of claims, and writes the change to their history. The second statement
 * returns their references.
 */
function changing(to: ClaimStatus, which: Part, { who, at, until }: Change): Statement[] {
  return [
    {
      sql: `INSERT INTO history (reference, at, who, before, after, place)
        SELECT reference, ?, ?, standing, ?, place FROM claim WHERE ${which.sql}`,
      values: [at, who, to, ...which.values],
    },
    {
      sql: `UPDATE claim SET standing = ?, until = ? WHERE ${which.sql}
        RETURNING reference, place, standing`,
      values: [to, until ?? null, ...which.values],
    },
  ];
}

/** Updates the count of the places to their claims. The CHECK refuses one too many. */
function counting(places: Part): Statement[] {
  return [
    {
      sql: `UPDATE place SET taken = taken + (SELECT coalesce(sum(1 - 2 * held), 0) FROM claim
        WHERE claim.place = place.name AND ${uneven}) WHERE name ${places.sql}`,
      values: places.values,
    },
    {
      sql: `UPDATE claim SET held = 1 - held WHERE ${uneven} AND place ${places.sql}`,
      values: places.values,
    },
  ];
}

/** Makes every other batch on these places wait for this one. */
export function locking(places: Part): Statement {
  return {
    sql: `UPDATE place SET taken = taken WHERE name ${places.sql}`,
    values: places.values,
  };
}

/**
 * Has the places be as many as the limits say, or as many as are held where that is more: the row keeps no more
 * than either, so that what is given back above a lowered limit comes free for nobody.
 */
export function resizing(places: Part, limits: readonly Limit[]): Statement[] {
  return limits.map(({ name, capacity }) => ({
    sql: `${resize} ${places.sql}`,
    values: [capacity, capacity, name, ...places.values],
  }));
}

/**
 * Offers free places to the guests who are next, and queues their mails. The places must be locked.
 */
export function offering(places: Part, { at, limits }: Offering): Statement[] {
  const offered = Map.groupBy(limits, ({ until }) => until);
  const offers = Array.from(offered, ([until, those]) => {
    if (until === undefined) return [];
    const named = placesNamed(those.map(({ name }) => name));
    const sql = `place ${places.sql} AND place ${named.sql} AND ${next}`;
    const which = { sql, values: [...places.values, ...named.values] };
    return changing('offered', which, { who: 'waiting list', at, until });
  });
  const told = {
    sql: `SELECT reference FROM claim WHERE standing = 'offered' AND held = 0 AND place ${places.sql}`,
    values: places.values,
  };
  return [
    ...resizing(places, limits),
    ...offers.flat(),
    mailFor('place-offered', at, told),
    ...counting(places),
  ];
}

/** Puts an offer that was given back along with all other places on the waiting list again. */
export function requeueing(reference: string): Statement {
  const sql = `UPDATE claim SET standing = 'waiting', until = NULL
    WHERE reference = ? AND standing = 'offered' AND held = 0`;
  return { sql, values: [reference] };
}

/** Has no offer outlive what it is for, which may begin earlier than when it was made. */
function capping(limits: readonly Limit[]): Statement[] {
  return limits.flatMap(({ name, end }) =>
    end === undefined
      ? []
      : [
          {
            sql: "UPDATE claim SET until = ? WHERE place = ? AND standing = 'offered' AND until > ?",
            values: [end, name, end],
          },
        ],
  );
}

/** Ends expired offers, and offers the places that are free. */
export function sweeping(now: Offering): Statement[] {
  const names = now.limits.map(({ name }) => name).toSorted();
  const all = placesNamed(names);
  const over = {
    sql: `place ${all.sql} AND standing = 'offered' AND until <= ?`,
    values: [...all.values, now.at],
  };
  return [
    // Changes nothing, but waits for a batch that deletes.
    { sql: 'UPDATE registration SET state = state WHERE 1 = 0' },
    ...names.map((name) => locking(placesNamed([name]))),
    ...capping(now.limits),
    ...changing('given-up', over, { who: 'waiting list', at: now.at }),
    ...counting(all),
    ...offering(all, now),
  ];
}

/** Lets a guest accept an offer, decline it or leave the waiting list. */
export function answering(answer: PlaceAnswer): Statement[] {
  const { reference, place, take, at } = answer;
  const all = placesNamed([place]);
  const own = 'reference = ? AND place = ?';
  const change = { who: 'guest', at };
  const offered = {
    sql: `${own} AND standing = 'offered' AND until > ?`,
    values: [reference, place, at],
  };
  const waiting = {
    sql: `${own} AND standing IN ('waiting', 'offered')`,
    values: [reference, place],
  };
  return [
    { sql: 'UPDATE registration SET state = state WHERE reference = ?', values: [reference] },
    locking(all),
    ...(take
      ? changing('firm', offered, change)
      : [...changing('given-up', waiting, change), ...counting(all), ...offering(all, answer)]),
  ];
}
