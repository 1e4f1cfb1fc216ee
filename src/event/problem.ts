import { z } from 'zod';

/**
 * Every problem that the endpoint can name, with its HTTP status. A problem's words stand in
 * `content/problems.yaml` under the same name; its page is `/problems/<name>/`, which is also the
 * `type` of the RFC 9457 answer.
 */
export const problemStatus = {
  'malformed-body': 400,
  'idempotency-key-invalid': 400,
  'origin-not-allowed': 403,
  'registration-closed': 403,
  'invitation-invalid': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'request-timeout': 408,
  'invitation-used': 409,
  'session-full': 409,
  'body-too-large': 413,
  'address-too-long': 414,
  'unsupported-media-type': 415,
  'invalid-input': 422,
  'unknown-field': 422,
  'stale-form': 422,
  'schedule-conflict': 422,
  'idempotency-mismatch': 422,
  'sent-too-soon': 422,
  'challenge-failed': 422,
  'too-many-requests': 429,
  'internal-error': 500,
  'storage-unavailable': 503,
} as const;

export type ProblemName = keyof typeof problemStatus;

const words = z.string().trim().min(1);
const problemWords = z.strictObject({
  /** One line, the same on the page and in the answer's `title`. */
  title: words,
  /** What happened, in plain words. */
  meaning: words,
  /** What the reader can do now. */
  remedy: words,
});

/** The shape of `content/problems.yaml`: the words of each problem, by its name. */
export const problemsSchema = z.strictObject({
  'malformed-body': problemWords,
  'idempotency-key-invalid': problemWords,
  'origin-not-allowed': problemWords,
  'registration-closed': problemWords,
  'invitation-invalid': problemWords,
  'not-found': problemWords,
  'method-not-allowed': problemWords,
  'request-timeout': problemWords,
  'invitation-used': problemWords,
  'session-full': problemWords,
  'body-too-large': problemWords,
  'address-too-long': problemWords,
  'unsupported-media-type': problemWords,
  'invalid-input': problemWords,
  'unknown-field': problemWords,
  'stale-form': problemWords,
  'schedule-conflict': problemWords,
  'idempotency-mismatch': problemWords,
  'sent-too-soon': problemWords,
  'challenge-failed': problemWords,
  'too-many-requests': problemWords,
  'internal-error': problemWords,
  'storage-unavailable': problemWords,
} satisfies Record<ProblemName, typeof problemWords>);

export type ProblemWords = z.infer<typeof problemWords>;
export type Problems = z.infer<typeof problemsSchema>;
