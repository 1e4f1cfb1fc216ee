import * as z from 'zod/mini';
import type { ClaimStatus } from './claim-status.ts';

/** An answer: text or the value of a choice, the values of several choices, or a consent. */
export type Answer = string | readonly string[] | boolean;

/** A whole registration, with the version of the form that it answers. */
export interface RegistrationRecord {
  readonly reference: string;
  /** ISO 8601, in UTC. */
  readonly receivedAt: string;
  readonly form: string;
  readonly answers: Readonly<Record<string, Answer>>;
}

/** A record that an organiser's key opened. */
export interface OpenedRecord extends RegistrationRecord {
  /** The questions whose answers are deleted, whether or not they had one. */
  readonly deleted: readonly string[];
  /** The status of each limited choice that is not firm, by its name. */
  readonly places?: Readonly<Record<string, ClaimStatus>>;
}

/** The sealed answers, by question name. */
export const answersSchema = z.record(
  z.string(),
  z.union([z.string(), z.array(z.string()), z.boolean()]),
);

const record = {
  reference: z.string(),
  receivedAt: z.string(),
  form: z.string(),
  answers: answersSchema,
};

/** The answers that are sealed apart: the names of their questions, and the key that opens them. */
const first = z.strictObject({
  questions: z.array(z.string()).check(z.minLength(1)),
  key: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});

/**
 * What is sealed. Version 1 holds all answers. From version 2, answers that are deleted early are
 * sealed apart.
 */
export const sealedRecordSchema = z.discriminatedUnion('version', [
  z.strictObject({ version: z.literal(1), ...record }),
  z.strictObject({ version: z.literal(2), ...record, first: z.optional(first) }),
]);

export type SealedRecord = z.infer<typeof sealedRecordSchema>;

/** The value of a JSON text; undefined if it is not JSON. */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
