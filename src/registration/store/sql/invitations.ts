import * as z from 'zod/mini';
import type { HeldInvitation, Invitation, StoredRegistration } from '../store.ts';
import type { Statement } from './database.ts';

const columns = 'number, email_key, expires_at, revoked, used_by';

const write = `INSERT INTO history (reference, at, who, before, after) SELECT ?, ?, ?, ?, ?
  WHERE EXISTS (SELECT 1 FROM registration WHERE reference = ?)`;

/** A row of `invitation` without the hash of its code. */
export const invitationRow = z.pipe(
  z.strictObject({
    number: z.number(),
    email_key: z.nullable(z.string()),
    expires_at: z.nullable(z.string()),
    revoked: z.number(),
    used_by: z.nullable(z.string()),
  }),
  z.transform(({ number, email_key, expires_at, revoked, used_by }): HeldInvitation => ({
    number,
    emailKey: email_key ?? undefined,
    expiresAt: expires_at ?? undefined,
    revoked: revoked === 1,
    usedBy: used_by ?? undefined,
  })),
);

/** The number of an added or revoked invitation. */
export const numberRow = z.strictObject({ number: z.number() });

export const allInvitations: Statement = {
  sql: `SELECT ${columns} FROM invitation ORDER BY number`,
};

export function invitationOf(codeKey: string): Statement {
  return { sql: `SELECT ${columns} FROM invitation WHERE code_key = ?`, values: [codeKey] };
}

export function inviting({ codeKey, emailKey, expiresAt }: Invitation): Statement {
  const sql = `INSERT INTO invitation (code_key, email_key, expires_at, revoked) VALUES (?, ?, ?, 0)
    RETURNING number`;
  return { sql, values: [codeKey, emailKey ?? null, expiresAt ?? null] };
}

export function revoking(number: number): Statement {
  return {
    sql: 'UPDATE invitation SET revoked = 1 WHERE number = ? RETURNING number',
    values: [number],
  };
}

/**
 * Uses up the invitation if the registration was added. The CHECK refuses the empty name of a
 * second use. A guest who withdrew may use it once more.
 */
function using(codeKey: string, reference: string): Statement {
  return {
    sql: `UPDATE invitation SET used_by = CASE WHEN used_by IS NULL OR used_by IN
        (SELECT reference FROM registration WHERE state = 'withdrawn') THEN ? ELSE '' END
      WHERE code_key = ? AND EXISTS (SELECT 1 FROM registration WHERE reference = ?)`,
    values: [reference, codeKey, reference],
  };
}

/**
 * Uses up the invitation, and writes the history with which a registration arrives, if it was
 * added.
 */
export function arriving({ reference, receivedAt, arrival }: StoredRegistration): Statement[] {
  if (arrival === undefined) return [];
  const { codeKey, steps } = arrival;
  return [
    ...(codeKey === undefined ? [] : [using(codeKey, reference)]),
    ...steps.map(({ who, from, to }) => ({
      sql: write,
      values: [reference, receivedAt, who, from, to, reference],
    })),
  ];
}

/**
 * Finds the registration that used an invitation code, and what it holds, unless its guest
 * withdrew.
 */
export function used(codeKey: string): Statement {
  return {
    sql: `SELECT reference, content_key FROM registration WHERE state <> 'withdrawn'
      AND reference = (SELECT used_by FROM invitation WHERE code_key = ?)`,
    values: [codeKey],
  };
}

/** A registration that used an invitation. */
export const usedRow = z.pipe(
  z.strictObject({ reference: z.string(), content_key: z.string() }),
  z.transform(({ reference, content_key }) => ({ reference, contentKey: content_key })),
);
