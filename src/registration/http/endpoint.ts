import type { Deployment } from '../../delivery/deployment.ts';
import type { Event } from '../../event/event.ts';
import type { Words } from '../../words/words.ts';
import { eventNow, isRegistrationOpenAt } from '../../event/phase.ts';
import { memoize } from '../../event/memoize.ts';
import type { SealContact } from '../seal/contact.ts';
import type { Definition } from '../form/definition.ts';
import type { KeyedHash } from '../record/keyed-hash.ts';
import type { Seal } from '../seal/seal.ts';
import type { OfferedSessions } from '../form/session-choices.ts';
import type { Store } from '../store/store.ts';

/** What the endpoint works with; a host brings it together. */
export interface Endpoint {
  readonly deployment: Deployment;
  readonly event: Event;
  /** What the interface says in the event's language. */
  readonly words: Words;
  readonly definition: Definition;
  /** The sessions that the form offers. */
  readonly offeredSessions: OfferedSessions;
  /** The site's built registration page, as HTML. */
  readonly page: () => Promise<string>;
  readonly store: Store;
  readonly seal: Seal;
  /** Seals whom to write to; undefined where no mail is sent. */
  readonly sealContact?: SealContact | undefined;
  /** Whether mail reaches addresses with letters beyond ASCII before the @; undefined where no mail is sent. */
  readonly carriesUtf8?: (() => Promise<boolean>) | undefined;
  /** Makes the keys that recognise a repeated registration, and the address of an acknowledgement. */
  readonly hash: KeyedHash;
  /** The origins whose pages may post: `https://example.org`. */
  readonly origins: readonly string[];
  /** The machine's clock, milliseconds since the epoch. */
  readonly now: () => number;
  /** The operator's log: an id and a cause, never an answer. */
  readonly report: (line: string) => void;
}

/** Whether registrations are taken now. */
export function isRegistrationOpen({ event, now }: Pick<Endpoint, 'event' | 'now'>): boolean {
  return isRegistrationOpenAt(event, eventNow(event, now()));
}

/**
 * The address that takes registrations.
 * @throws Error where the deployment names none.
 */
export function endpointAddress({ deployment }: Pick<Endpoint, 'deployment'>): URL {
  return addressOf(deployment);
}

/** The path of what stands below the endpoint, such as `received/…`. */
export function pathBelow(endpoint: Pick<Endpoint, 'deployment'>, part: string): string {
  // An endpoint at the root would else begin with two slashes, which name another host.
  return `${endpointAddress(endpoint).pathname.replace(/\/$/, '')}/${part}`;
}

/** A guest's personal link: their own code stands after the `#`, which no server sees. */
export function ownAddress(endpoint: Pick<Endpoint, 'deployment'>, code: string): string {
  return new URL(`${pathBelow(endpoint, 'own')}#${code}`, endpointAddress(endpoint)).href;
}

const addressOf = memoize(({ endpoint }: Deployment): URL => {
  if (endpoint === undefined) {
    throw new Error('This deployment takes no registrations: REGISTRATION_URL is "none".');
  }
  return new URL(endpoint);
});
