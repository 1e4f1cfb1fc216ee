/** How many registrations may come from one side in one window of time. */
export interface RateLimit {
  /** A keyed hash of the side that they come from. */
  readonly key: string;
  readonly limit: number;
  /** When the window began: ISO 8601, in UTC. */
  readonly since: string;
}

/** On which conditions the store adds a registration; what is left out is none. */
export interface Conditions {
  readonly rateLimit?: RateLimit | undefined;
  /** A keyed hash of the solved challenge that it comes with: no other registration may come with it. */
  readonly challenge?: string | undefined;
  /** A keyed hash of the header Idempotency-Key, and the moment before which another use of it is forgotten. */
  readonly idempotency?: { readonly key: string; readonly forgotten: string } | undefined;
}
