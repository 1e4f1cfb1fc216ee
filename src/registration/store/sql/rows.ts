import * as z from 'zod/mini';
import { mailKinds, type DueMail, type WaitingMail } from '../outbox.ts';
import { claimStatuses } from '../../record/claim-status.ts';
import { states } from '../../record/states.ts';
import type { Claim, HeldRegistration, HistoryEntry } from '../store.ts';

const state = z.enum(states);
const standing = z.enum(claimStatuses);

/** A row of `registration`. */
export const registrationRow = z.pipe(
  z.strictObject({
    reference: z.string(),
    received_at: z.string(),
    email_key: z.string(),
    content_key: z.string(),
    sealed: z.instanceof(Uint8Array),
    sealed_first: z.nullable(z.instanceof(Uint8Array)),
    state,
  }),
  z.transform(
    ({ reference, received_at, email_key, content_key, sealed, sealed_first, ...row }) =>
      ({
        reference,
        receivedAt: received_at,
        emailKey: email_key,
        contentKey: content_key,
        sealed,
        sealedEarly: sealed_first ?? undefined,
        state: row.state,
      }) satisfies HeldRegistration,
  ),
);

const change = { at: z.string(), who: z.string() };

/** A row of `history`. */
export const historyRow = z.pipe(
  z.union([
    z.strictObject({ ...change, place: z.null(), before: state, after: state }),
    z.strictObject({ ...change, place: z.string(), before: standing, after: standing }),
  ]),
  z.transform((row): HistoryEntry => {
    const { at, who } = row;
    return row.place === null
      ? { at, who, from: row.before, to: row.after }
      : { at, who, place: row.place, from: row.before, to: row.after };
  }),
);

const claimed = { reference: z.string(), place: z.string(), standing };

/** A row of `claim`. */
export const claimRow = z.pipe(
  z.strictObject({ ...claimed, held: z.number(), until: z.nullable(z.string()) }),
  z.transform((row): Claim => ({ ...row, held: row.held === 1, until: row.until ?? undefined })),
);

/** What a change of claims returns for each. */
export const changedRow = z.strictObject(claimed);

/** A row of `place`. */
export const placeRow = z.strictObject({
  name: z.string(),
  capacity: z.number(),
  taken: z.number(),
  waits: z.number(),
});

/** A row of `count`. */
export const countRow = z.strictObject({ name: z.string(), value: z.number() });

/** How much there is to delete. */
export const holdingsRow = z.strictObject({
  registrations: z.number(),
  first: z.number(),
  whole: z.number(),
});

/** The reference that a sender's key belongs to. */
export const referenceRow = z.strictObject({ reference: z.string() });

/** A queued row of `outbox`. */
export const waitingRow = z.pipe(
  z.strictObject({
    reference: z.string(),
    kind: z.enum(mailKinds),
    at: z.string(),
    next_at: z.string(),
    attempts: z.number(),
    failed: z.number(),
  }),
  z.transform(({ next_at, failed, ...row }): WaitingMail => ({
    ...row,
    nextAt: next_at,
    failed: failed === 1,
  })),
);

/** A row of `contact`. */
export const contactRow = z.strictObject({
  reference: z.string(),
  sealed: z.instanceof(Uint8Array),
});

/** A due row of `outbox`, with its contact. */
export const dueRow = z.pipe(
  z.strictObject({
    sequence: z.number(),
    reference: z.string(),
    kind: z.enum(mailKinds),
    at: z.string(),
    next_at: z.string(),
    attempts: z.number(),
    sealed: z.instanceof(Uint8Array),
    state: z.enum(states),
    offered_until: z.nullable(z.string()),
  }),
  z.transform(
    ({ next_at, sealed, offered_until, ...row }): DueMail & { readonly nextAt: string } => ({
      ...row,
      nextAt: next_at,
      contact: sealed,
      offeredUntil: offered_until ?? undefined,
    }),
  ),
);

/** A condition that a registration does not meet. */
export const unmetRow = z.object({ name: z.enum(['rateLimits', 'challenge', 'idempotency']) });
