import type { StoredRegistration } from '../store.ts';
import type { Statement } from './database.ts';
import type { Conditions, Idempotency, RateLimit } from '../conditions.ts';

/** Counts one more. The CHECK refuses one too many. A new window starts from zero. */
const counted = `ON CONFLICT (key) DO UPDATE SET most = excluded.most, since = excluded.since,
  used = CASE WHEN allowance.since = excluded.since THEN allowance.used + 1 ELSE 1 END`;
/** Counts an added registration. */
const counting = `INSERT INTO allowance (key, since, used, most)
  SELECT ?, ?, 1, CAST(? AS INTEGER) WHERE EXISTS (SELECT 1 FROM registration WHERE reference = ?)
  ${counted}`;
/** What a key is bound to: the answers, and the invitation that came with them. */
function boundTo({ contentKey, arrival }: StoredRegistration): string {
  return arrival?.codeKey === undefined ? contentKey : `${contentKey} ${arrival.codeKey}`;
}

/**
 * Remembers what a key came with, and returns the reference for it. The CHECK refuses the same key
 * with anything else until it is forgotten.
 */
export function recognising(
  registration: StoredRegistration,
  { key, forgotten }: Idempotency,
): Statement {
  const { reference, receivedAt } = registration;
  return {
    sql: `INSERT INTO idempotency (key, content_key, at, clashes, reference) VALUES (?, ?, ?, 0, ?)
      ON CONFLICT (key) DO UPDATE SET content_key = excluded.content_key,
        at = CASE WHEN idempotency.at < ? THEN excluded.at ELSE idempotency.at END,
        reference = CASE WHEN idempotency.at < ? OR idempotency.reference IS NULL
          THEN excluded.reference ELSE idempotency.reference END,
        clashes = CASE WHEN idempotency.content_key = excluded.content_key OR idempotency.at < ?
          THEN 0 ELSE 1 END
      RETURNING reference`,
    values: [key, boundTo(registration), receivedAt, reference, forgotten, forgotten, forgotten],
  };
}

/** Spends a solved challenge on an added registration. The CHECK refuses it to another. */
const spending = `INSERT INTO idempotency (key, content_key, at, clashes)
  SELECT ?, ?, ?, 0 WHERE EXISTS (SELECT 1 FROM registration WHERE reference = ?)
  ON CONFLICT (key) DO UPDATE SET clashes = 1`;

/** The conditions for adding a registration, apart from its key, as statements of its batch. */
export function admitting(
  registration: StoredRegistration,
  { rateLimits = [], challenge }: Conditions,
): Statement[] {
  const { reference, receivedAt, contentKey } = registration;
  return [
    ...(challenge === undefined
      ? []
      : [{ sql: spending, values: [challenge, contentKey, receivedAt, reference] }]),
    ...rateLimits.map(({ key, since, limit }) => ({
      sql: counting,
      values: [key, since, limit, reference],
    })),
  ];
}

/** Counts a try, whatever its result. */
export function trying({ key, since, limit }: RateLimit): Statement {
  return {
    sql: `INSERT INTO allowance (key, since, used, most) VALUES (?, ?, 1, ?) ${counted}`,
    values: [key, since, limit],
  };
}

const usedUp = `UNION ALL SELECT 'rateLimits' AS name FROM allowance
  WHERE key = ? AND since = ? AND used >= most`;

/** Asks for a row where a condition was not met, and which: `idempotency`, `challenge` or `rateLimits`. */
export function unmet(
  registration: StoredRegistration,
  { rateLimits = [], challenge, idempotency }: Conditions,
): Statement {
  return {
    sql: `SELECT 'idempotency' AS name FROM idempotency
        WHERE key = ? AND content_key <> ? AND at >= ?
      UNION ALL SELECT 'challenge' AS name FROM idempotency WHERE key = ?
      ${rateLimits.map(() => usedUp).join(' ')}`,
    values: [
      idempotency?.key ?? '',
      boundTo(registration),
      idempotency?.forgotten ?? '',
      challenge ?? '',
      ...rateLimits.flatMap(({ key, since }) => [key, since]),
    ],
  };
}

/** Deletes what is not needed after a moment: ISO 8601, in UTC. */
export function forgetting(moment: string): Statement[] {
  return [
    { sql: 'DELETE FROM idempotency WHERE at < ?', values: [moment] },
    { sql: 'DELETE FROM allowance WHERE since < ?', values: [moment] },
  ];
}
