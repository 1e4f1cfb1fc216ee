import {
  StoreUnavailable,
  type HeldRegistration,
  type Store,
  type StoredRegistration,
} from '../store/store.ts';
import type { Idempotency } from '../store/conditions.ts';

/** A made-up registration with keys and bytes derived from a number. */
export function sample(number: number): StoredRegistration {
  const digits = String(number).padStart(8, '0');
  return {
    reference: `${digits.slice(0, 4)}-${digits.slice(4)}`,
    receivedAt: '2017-01-16T09:00:00.000Z',
    emailKey: 'e'.repeat(56) + digits,
    contentKey: 'c'.repeat(56) + digits,
    sealed: Uint8Array.from({ length: 512 }, (_, index) => (index + number) % 256),
    sealedEarly: Uint8Array.from({ length: 256 }, (_, index) => (3 * index + number) % 256),
  };
}

/** Another registration with the answers and the sender's key of the first. */
export function sentAgain(first: number, number: number): StoredRegistration {
  const { contentKey } = sample(first);
  return { ...sample(number), contentKey, conditions: { idempotency: keyOf(first) } };
}

/** The key of a registration's sender, as in `sentAgain`. */
export function keyOf(number: number): Idempotency {
  return { key: `the sender of ${number}`, forgotten: '2017-01-09T09:00:00.000Z' };
}

/** The same registration as the store holds it. */
export function held(number: number): HeldRegistration {
  return { ...sample(number), state: 'received' };
}

/** A store that can do nothing but close, and says why. */
export function unavailableStore(cause: string): Store {
  const fail = () => Promise.reject(new StoreUnavailable(cause));
  const outbox = {
    claim: fail,
    taken: fail,
    later: fail,
    drop: fail,
    fail,
    list: fail,
    retry: fail,
    contacts: fail,
    reseal: fail,
    forget: fail,
  };
  return {
    outbox,
    add: fail,
    list: fail,
    survey: fail,
    find: fail,
    isHeldBack: fail,
    move: fail,
    change: fail,
    note: fail,
    history: fail,
    places: fail,
    claims: fail,
    offer: fail,
    answer: fail,
    invite: fail,
    invitation: fail,
    invitations: fail,
    revoke: fail,
    countTry: fail,
    provesSecret: fail,
    raise: fail,
    counts: fail,
    reseal: fail,
    holdings: fail,
    deleteFirst: fail,
    deleteOne: fail,
    deleteAll: fail,
    forget: fail,
    close: () => Promise.resolve(),
  };
}
