/** How many registrations may come from one network in one window of time. */
export interface RateLimit {
  /** A keyed hash of the network. */
  readonly key: string;
  readonly limit: number;
  /** When the window began: ISO 8601, in UTC. */
  readonly since: string;
}

/** What identifies a registration that its sender sends again. The stored one is answered then. */
export interface Idempotency {
  /** A keyed hash of something only the sender knows, or of their network. */
  readonly key: string;
  /** Uses before this moment are forgotten: ISO 8601, in UTC. */
  readonly forgotten: string;
}

/** The conditions on which the store adds a registration. One that is left out does not apply. */
export interface Conditions {
  /** All of them hold; the narrower network comes first. */
  readonly rateLimits?: readonly RateLimit[] | undefined;
  /** A keyed hash of the solved challenge that it comes with: no other registration may come with it. */
  readonly challenge?: string | undefined;
  /** The key must not come with other answers or another invitation. */
  readonly idempotency?: Idempotency | undefined;
}
