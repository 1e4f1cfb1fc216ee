import { mailOf } from '../outbox.ts';
import type { State } from '../../record/states.ts';
import type { Place, StoredRegistration } from '../store.ts';
import { admitting, recognising } from './rate-limits.ts';
import { queueing } from './change-choices.ts';
import { touch, type Statement } from './database.ts';
import { arriving } from './invitations.ts';
import { mailFor } from './sql-outbox.ts';

/** Adds a registration, unless its sender's key belongs to an earlier one. */
const insert = `INSERT INTO registration (reference, received_at, email_key, content_key, sealed,
  sealed_first, whole, state) SELECT ?, ?, ?, ?, ?, ?, 0, ?
  WHERE NOT EXISTS (SELECT 1 FROM idempotency WHERE key = ? AND reference <> ?)`;
/** Notes for the organisers where the same answers came before, no matter who sent them. */
const note = `INSERT INTO history (reference, at, who, before, after)
  SELECT reference, ?, 'repeats an earlier registration', state, state FROM registration
  WHERE reference = ? AND EXISTS (SELECT 1 FROM registration AS earlier
    WHERE earlier.content_key = registration.content_key AND earlier.arrival < registration.arrival)`;
/** Takes a place if the registration was added. The CHECK refuses one too many. */
const take = `INSERT INTO place (name, capacity, taken) SELECT ?, CAST(? AS INTEGER), 1
  WHERE EXISTS (SELECT 1 FROM registration WHERE reference = ?)
  ON CONFLICT (name) DO UPDATE SET taken = place.taken + 1, capacity =
    CASE WHEN excluded.capacity < place.taken THEN place.taken ELSE excluded.capacity END`;
const claim = `INSERT INTO claim (reference, place, held) SELECT ?, ?, 1
  WHERE EXISTS (SELECT 1 FROM registration WHERE reference = ?)`;
const contactOf = `INSERT INTO contact (reference, sealed) SELECT reference, ? FROM registration
  WHERE reference = ?`;

/** Takes a place of each choice, always in the same order, so that two writers do not deadlock. */
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

/** The state in which a registration arrives. */
function stateOf({ arrival }: StoredRegistration): State {
  return arrival?.steps.at(-1)?.to ?? 'received';
}

/** Stores the contact and queues the acknowledgement, if the registration was added. */
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

/**
 * Adds a registration with its places, on its conditions. If it has a sender's key, the second
 * statement returns the reference for that key. If that is an earlier one, nothing is added. The
 * CHECKs refuse the whole batch.
 */
export function adding(
  registration: StoredRegistration,
  places: readonly Place[],
  waits: boolean,
): Statement[] {
  const { reference, receivedAt, emailKey, contentKey, sealed, sealedEarly } = registration;
  const { idempotency } = registration.conditions ?? {};
  const state = stateOf(registration);
  const row = [reference, receivedAt, emailKey, contentKey, sealed, sealedEarly ?? null, state];
  return [
    touch,
    ...(idempotency === undefined ? [] : [recognising(registration, idempotency)]),
    { sql: insert, values: [...row, idempotency?.key ?? '', reference] },
    ...arriving(registration),
    { sql: note, values: [receivedAt, reference] },
    ...taking(registration, places, waits),
    ...contacting(registration),
    ...admitting(registration, registration.conditions ?? {}),
  ];
}
