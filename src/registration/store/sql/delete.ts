import type { Offering } from '../store.ts';
import type { Statement } from './database.ts';
import { offering, placesChosenBy } from './waiting-list.ts';

/** How much there is to delete. */
export const holdings: Statement = {
  sql: `SELECT count(*) AS registrations, count(sealed_first) AS first,
  count(CASE WHEN whole = 1 THEN 1 END) AS whole FROM registration`,
};
const first = `UPDATE registration SET sealed_first = NULL,
  content_key = 'deleted ' || reference WHERE sealed_first IS NOT NULL`;
/** The tables with guests' data, registrations first. */
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

/**
 * Deletes the early-deleted answers. The first statement changes one row for each registration that
 * had some.
 */
export const deletingFirst: readonly Statement[] = [
  { sql: first },
  { sql: 'DELETE FROM idempotency' },
];

/** Deletes all registrations (the first statement) and all that belongs to them. */
export const deletingAll: readonly Statement[] = personal.map((table) => ({
  sql: `DELETE FROM ${table}`,
}));

/**
 * Deletes one registration (the first statement) and all that belongs to it. Its places become
 * free.
 */
export function deletingOne(reference: string, now: Offering | undefined): Statement[] {
  const places = placesChosenBy(reference);
  const free = `UPDATE place SET taken = taken - 1
      WHERE name IN (SELECT place FROM claim WHERE reference = ? AND held = 1)`;
  const values = [reference];
  const ofOne = (sql: string): Statement => ({ sql, values });
  return [
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
}
