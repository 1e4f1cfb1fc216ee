import { randomBytes } from 'node:crypto';
import { registration } from '../../src/registration/testing/running-host.fixture.ts';
import { newReference } from '../../src/registration/record/reference.ts';
import type { Seal } from '../../src/registration/seal/seal.ts';
import type { Store } from '../../src/registration/store/store.ts';

const key = (): string => randomBytes(32).toString('hex');

async function sealAndCommitOne(seal: Seal, store: Store, form: string): Promise<void> {
  const reference = newReference();
  const receivedAt = new Date().toISOString();
  const answers = Object.fromEntries(registration({ email: `guest-${key()}@example.org` }));
  const sealed = await seal({ reference, receivedAt, form, answers });
  await store.add({ reference, receivedAt, emailKey: key(), contentKey: key(), ...sealed });
}

/**
 * Seals and commits `amount` records and does nothing else. It runs as many loops as a server has
 * connections, so that both gather equally many commits. Returns the seconds it took.
 */
export async function sealAndCommit(
  seal: Seal,
  store: Store,
  loops: number,
  amount: number,
): Promise<number> {
  const start = performance.now();
  let waiting = amount;
  async function loop(): Promise<void> {
    for (; waiting > 0;) {
      waiting -= 1;
      await sealAndCommitOne(seal, store, '0123456789ab');
    }
  }
  await Promise.all(Array.from({ length: loops }, loop));
  return (performance.now() - start) / 1000;
}
