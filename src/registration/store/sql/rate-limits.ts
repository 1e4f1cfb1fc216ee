import type { StoredRegistration } from '../store.ts';
import type { Statement } from './database.ts';
import type { Conditions, RateLimit } from '../conditions.ts';

/** Counts one more; the CHECK refuses one too many. A new window begins anew. */
const counted = `ON CONFLICT (key) DO UPDATE SET most = excluded.most, since = excluded.since,
  used = CASE WHEN allowance.since = excluded.since THEN allowance.used + 1 ELSE 1 END`;
/** Counts a registration that was added. */
const counting = `INSERT INTO allowance (key, since, used, most)
  SELECT ?, ?, 1, CAST(? AS INTEGER) WHERE EXISTS (SELECT 1 FROM registration WHERE reference = ?)
  ${counted}`;
/** Remembers what a key, or a solved challenge, came with; the CHECK refuses it with something else, until it is forgotten. */
const remembering = `INSERT INTO idempotency (key, content_key, at, clashes) VALUES (?, ?, ?, 0)
  ON CONFLICT (key) DO UPDATE SET content_key = excluded.content_key, at = excluded.at,
    clashes = CASE WHEN idempotency.content_key = excluded.content_key OR idempotency.at < ?
      THEN 0 ELSE 1 END`;

/** The conditions on which a registration is added, as statements of its batch. */
export function admitting(
  { reference, receivedAt, contentKey }: StoredRegistration,
  { rateLimit, challenge, idempotency }: Conditions,
): Statement[] {
  return [
    ...(challenge === undefined
      ? []
      : [{ sql: remembering, values: [challenge, contentKey, receivedAt, ''] }]),
    ...(idempotency === undefined
      ? []
      : [
          {
            sql: remembering,
            values: [idempotency.key, contentKey, receivedAt, idempotency.forgotten],
          },
        ]),
    ...(rateLimit === undefined
      ? []
      : [{ sql: counting, values: [rateLimit.key, rateLimit.since, rateLimit.limit, reference] }]),
  ];
}

/** Counts a try, whatever comes of it. */
export function trying({ key, since, limit }: RateLimit): Statement {
  return {
    sql: `INSERT INTO allowance (key, since, used, most) VALUES (?, ?, 1, ?) ${counted}`,
    values: [key, since, limit],
  };
}

/** Asks for a row where a condition was not met, and which: `idempotency`, `challenge` or `rateLimit`. */
export function unmet(
  { contentKey }: StoredRegistration,
  { rateLimit, challenge, idempotency }: Conditions,
): Statement {
  return {
    sql: `SELECT 'idempotency' AS name FROM idempotency
        WHERE key = ? AND content_key <> ? AND at >= ?
      UNION ALL SELECT 'challenge' AS name FROM idempotency WHERE key = ? AND content_key <> ?
      UNION ALL SELECT 'rateLimit' AS name FROM allowance WHERE key = ? AND since = ? AND used >= most`,
    values: [
      idempotency?.key ?? '',
      contentKey,
      idempotency?.forgotten ?? '',
      challenge ?? '',
      contentKey,
      rateLimit?.key ?? '',
      rateLimit?.since ?? '',
    ],
  };
}

/** Deletes what is of no use since a moment: ISO 8601, in UTC. */
export function forgetting(moment: string): Statement[] {
  return [
    { sql: 'DELETE FROM idempotency WHERE at < ?', values: [moment] },
    { sql: 'DELETE FROM allowance WHERE since < ?', values: [moment] },
  ];
}
