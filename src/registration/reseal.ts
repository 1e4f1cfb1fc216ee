import { Decrypter } from 'age-encryption';
import { openWith, withRecipients } from './seal.ts';
import type { Resealed, StoredRegistration } from './store.ts';

/** Registrations sealed to other keys, and those that the old ones do not open. */
export interface Resealing {
  readonly resealed: readonly Resealed[];
  readonly unopened: readonly string[];
}

/**
 * Seals registrations anew to other age public keys, byte for byte the same inside, so that the answers
 * that are deleted first stay where they are. Each is opened and checked before.
 * @throws Error with one sentence where a recipient or an identity is not one.
 */
export async function resealAll(
  stored: readonly StoredRegistration[],
  identities: readonly string[],
  recipients: readonly string[],
): Promise<Resealing> {
  const open = openWith(identities);
  const encrypter = withRecipients(recipients);
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  const resealed: Resealed[] = [];
  const unopened: string[] = [];
  for (const registration of stored) {
    const { reference } = registration;
    try {
      await open(registration);
      const again = async (sealed: Uint8Array) =>
        encrypter.encrypt(await decrypter.decrypt(sealed));
      const { sealed, amended: before } = registration;
      const amended = before === undefined ? undefined : ([before, await again(before)] as const);
      resealed.push({ reference, sealed: await again(sealed), amended });
    } catch {
      unopened.push(reference);
    }
  }
  return { resealed, unopened };
}
