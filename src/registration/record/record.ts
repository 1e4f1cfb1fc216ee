import * as z from 'zod/mini';
import type { ClaimStatus } from './claim-status.ts';

/** An answer: text or a choice's value, the values of several choices, or a consent. */
export type Answer = string | readonly string[] | boolean;

/** One registration in full, with the version of the form that it answers. */
export interface RegistrationRecord {
  readonly reference: string;
  /** ISO 8601, in UTC. */
  readonly receivedAt: string;
  readonly form: string;
  readonly answers: Readonly<Record<string, Answer>>;
}

/** A record as an organiser's key opened it. */
export interface OpenedRecord extends RegistrationRecord {
  /** The questions whose answers, if there were any, have been deleted. */
  readonly deleted: readonly string[];
  /** How limited choices stand that the guest does not simply have, by their names. */
  readonly places?: Readonly<Record<string, ClaimStatus>>;
}

/** Answers by the names of their questions, as they are sealed. */
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

/** The answers that stand in a file of their own: which questions' they are, and the key that opens it. */
const first = z.strictObject({
  questions: z.array(z.string()).check(z.minLength(1)),
  key: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});

/** What is sealed. Version 1 held all answers; from version 2 on, those that are deleted first stand apart. */
export const sealedRecordSchema = z.discriminatedUnion('version', [
  z.strictObject({ version: z.literal(1), ...record }),
  z.strictObject({ version: z.literal(2), ...record, first: z.optional(first) }),
]);

export type SealedRecord = z.infer<typeof sealedRecordSchema>;

/** The value that JSON text stands for; undefined where it is none. */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
