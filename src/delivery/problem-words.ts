import { z } from 'zod';
import type { ProblemName } from './problem.ts';

const words = z.string().trim().min(1);
const problemWords = z.strictObject({
  /** One line, the same on the page and in the reply's `title`. */
  title: words,
  /** What happened, in plain words. */
  meaning: words,
  /** What the reader can do now. */
  remedy: words,
});

/** The schema of `content/problems.yaml`: the words of each problem, by name. */
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
