/**
 * Every problem of the endpoint, with its HTTP status. Its words are under `problems` in the
 * interface's words. Its page, `/problems/<name>/`, is also the `type` of the RFC 9457 reply.
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
  'link-expired': 410,
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

/** Whether a text names a problem. */
export function isProblemName(text: string): text is ProblemName {
  return text in problemStatus;
}
