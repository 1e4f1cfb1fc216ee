import type { KeyedHash } from '../record/keyed-hash.ts';
import type { Store } from '../store/store.ts';

/** Hexadecimal digits of the proof, 48 bits: every number of a database holds them exactly. */
const digits = 12;

/**
 * Keeps in a store by which secret its hashes are made, as a keyed constant that says nothing of the secret, or
 * compares it with the one that is kept.
 * @throws Error with one sentence where it is another secret; StoreUnavailable as the store does.
 */
export async function checkSecret(store: Store, hash: KeyedHash): Promise<void> {
  const proof = Number.parseInt((await hash('proof', 'secret')).slice(0, digits), 16);
  if (await store.provesSecret(proof)) return;
  throw new Error(
    'REGISTRATION_SECRET is not the secret with which this database was begun: with another one every personal link, ' +
      'invitation and mark of a repeated registration is dead. Write the earlier secret. If it is lost, export the ' +
      'registrations and begin an empty database.',
  );
}
