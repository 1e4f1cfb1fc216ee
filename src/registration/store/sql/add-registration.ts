import { mailOf } from '../outbox.ts';
import type { State } from '../../record/states.ts';
import type { Place, StoredRegistration } from '../store.ts';
import { admitting } from './rate-limits.ts';
import { queueing } from './change-choices.ts';
import type { Statement } from './database.ts';
import { arriving } from './invitations.ts';
import { mailFor } from './sql-outbox.ts';

/** Answers the reference that stands, which is an earlier one where the same content comes again. */
const insert = `INSERT INTO registration (reference, received_at, email_key, content_key, sealed,
  sealed_first, whole, state) VALUES (?, ?, ?, ?, ?, ?, 0, ?)
  ON CONFLICT (content_key) DO UPDATE SET content_key = excluded.content_key RETURNING reference`;
/** Lets a registration of long ago no longer stand for the same content. */
const retire = `UPDATE registration SET content_key = 'past ' || reference
  WHERE content_key = ? AND received_at < ?`;
/** Takes a place where the registration was added; the CHECK refuses one too many. */
const take = `INSERT INTO place (name, capacity, taken) SELECT ?, CAST(? AS INTEGER), 1
  WHERE EXISTS (SELECT 1 FROM registration WHERE reference = ?)
  ON CONFLICT (name) DO UPDATE SET taken = place.taken + 1, capacity =
    CASE WHEN excluded.capacity < place.taken THEN place.taken ELSE excluded.capacity END`;
const claim = `INSERT INTO claim (reference, place, held) SELECT ?, ?, 1
  WHERE EXISTS (SELECT 1 FROM registration WHERE reference = ?)`;
const contactOf = `INSERT INTO contact (reference, sealed) SELECT reference, ? FROM registration
  WHERE reference = ?`;

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

/**
 * Adds a registration with its places, on its conditions; the second statement answers the reference that
 * stands, and the CHECKs refuse the whole.
 */
export function adding(
  registration: StoredRegistration,
  places: readonly Place[],
  waits: boolean,
): Statement[] {
  const { reference, receivedAt, emailKey, contentKey, sealed, sealedEarly } = registration;
  const state = stateOf(registration);
  const values = [reference, receivedAt, emailKey, contentKey, sealed, sealedEarly ?? null, state];
  return [
    { sql: retire, values: [contentKey, registration.repeatsSince ?? ''] },
    { sql: insert, values },
    ...arriving(registration),
    ...taking(registration, places, waits),
    ...contacting(registration),
    ...admitting(registration, registration.conditions ?? {}),
  ];
}
