import { z } from 'zod';
import { mailKinds, type DueMail, type WaitingMail } from '../outbox.ts';
import { states } from '../states.ts';
import type { Claim, HeldRegistration, HistoryEntry } from '../store.ts';

const state = z.enum(states);

/** A row of `registration`. */
export const registrationRow = z
  .strictObject({
    reference: z.string(),
    received_at: z.string(),
    email_key: z.string(),
    content_key: z.string(),
    sealed: z.instanceof(Uint8Array),
    sealed_first: z.instanceof(Uint8Array).nullable(),
    state,
  })
  .transform(
    ({ reference, received_at, email_key, content_key, sealed, sealed_first, ...row }) =>
      ({
        reference,
        receivedAt: received_at,
        emailKey: email_key,
        contentKey: content_key,
        sealed,
        sealedFirst: sealed_first ?? undefined,
        state: row.state,
      }) satisfies HeldRegistration,
  );

/** A row of `history`. */
export const historyRow = z
  .strictObject({ at: z.string(), who: z.string(), before: state, after: state })
  .transform(({ at, who, before, after }): HistoryEntry => ({ at, who, from: before, to: after }));

/** A row of `claim`. */
export const claimRow = z
  .strictObject({ reference: z.string(), place: z.string(), held: z.number() })
  .transform((row): Claim => ({ ...row, held: row.held === 1 }));

/** A row of `place`. */
export const placeRow = z.strictObject({
  name: z.string(),
  capacity: z.number(),
  taken: z.number(),
});

/** A row of `count`. */
export const countRow = z.strictObject({ name: z.string(), value: z.number() });

/** How much there is to delete. */
export const holdingsRow = z.strictObject({
  registrations: z.number(),
  first: z.number(),
  whole: z.number(),
});

/** The reference that stands after an insert. */
export const referenceRow = z.strictObject({ reference: z.string() });

/** A row of `outbox` that waits. */
export const waitingRow = z
  .strictObject({
    reference: z.string(),
    kind: z.enum(mailKinds),
    at: z.string(),
    next_at: z.string(),
    attempts: z.number(),
    failed: z.number(),
  })
  .transform(({ next_at, failed, ...row }): WaitingMail => ({
    ...row,
    nextAt: next_at,
    failed: failed === 1,
  }));

/** A row of `outbox` that is due, with its contact. */
export const dueRow = z
  .strictObject({
    sequence: z.number(),
    reference: z.string(),
    kind: z.enum(mailKinds),
    at: z.string(),
    next_at: z.string(),
    attempts: z.number(),
    sealed: z.instanceof(Uint8Array),
  })
  .transform(({ next_at, sealed, ...row }): DueMail & { readonly nextAt: string } => ({
    ...row,
    nextAt: next_at,
    contact: sealed,
  }));
