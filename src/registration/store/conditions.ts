/** How many registrations may come from one side in one window of time. */
export interface RateLimit {
  /** A keyed hash of the side that they come from. */
  readonly key: string;
  readonly limit: number;
  /** When the window began: ISO 8601, in UTC. */
  readonly since: string;
}

/** What recognises a registration that its sender sends again: the one that stands is answered then. */
export interface Idempotency {
  /** A keyed hash of what only the sender knows, or of where they send it from. */
  readonly key: string;
  /** The moment before which another use of it is forgotten: ISO 8601, in UTC. */
  readonly forgotten: string;
}

/** On which conditions the store adds a registration; what is left out is none. */
export interface Conditions {
  /** All of them hold; the narrower network comes first. */
  readonly rateLimits?: readonly RateLimit[] | undefined;
  /** A keyed hash of the solved challenge that it comes with: no other registration may come with it. */
  readonly challenge?: string | undefined;
  /** With it no other answers come, and no other invitation. */
  readonly idempotency?: Idempotency | undefined;
}
