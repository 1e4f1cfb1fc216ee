import { Decrypter } from 'age-encryption';
import { contactOpener } from './contact.ts';
import type { Outbox } from '../store/outbox.ts';
import { joined, recordAndChanges } from './changed-record.ts';
import { encryptTo } from './encrypt.ts';
import { openWith } from './seal.ts';
import type { Resealed, StoredRegistration } from '../store/store.ts';

/** Registrations sealed to other keys, and those that the old keys do not open. */
export interface Resealing {
  readonly resealed: readonly Resealed[];
  readonly unopened: readonly string[];
}

/**
 * Seals registrations to other age public keys. The content stays the same, byte for byte, so that
 * early-deleted answers keep their key. Each registration is opened and checked first.
 * @throws Error with one sentence if a recipient or an identity is invalid.
 */
export async function resealAll(
  stored: readonly StoredRegistration[],
  identities: readonly string[],
  recipients: readonly string[],
): Promise<Resealing> {
  const open = openWith(identities);
  const encrypt = encryptTo(recipients);
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  const resealed: Resealed[] = [];
  const unopened: string[] = [];
  for (const registration of stored) {
    const { reference } = registration;
    try {
      await open(registration);
      const again = async (sealed: Uint8Array) => encrypt(await decrypter.decrypt(sealed));
      const { sealed: before } = registration;
      const [record, changes] = recordAndChanges(before);
      const sealed =
        changes === undefined
          ? await again(record)
          : joined(await again(record), await again(changes));
      resealed.push({ reference, before, sealed });
    } catch {
      unopened.push(reference);
    }
  }
  return { resealed, unopened };
}

/** How many contacts were sealed to another mail key, and how many the old key does not open. */
export interface ContactResealing {
  readonly resealed: number;
  readonly unopened: readonly string[];
}

/**
 * Seals contacts to another mail key. The content stays the same, byte for byte. Mails in the queue
 * use the new key from then on. Each contact is opened and checked first.
 * @throws Error with one sentence if the recipient or the identity is invalid.
 */
export async function resealContacts(
  outbox: Outbox,
  identity: string,
  recipient: string,
): Promise<ContactResealing> {
  const open = contactOpener(identity);
  const encrypt = encryptTo([recipient]);
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const resealed: Parameters<Outbox['reseal']>[0][number][] = [];
  const unopened: string[] = [];
  for (const { reference, sealed: before } of await outbox.contacts()) {
    try {
      await open(reference, before);
      const sealed = await encrypt(await decrypter.decrypt(before));
      resealed.push({ reference, sealed, before });
    } catch {
      unopened.push(reference);
    }
  }
  if (resealed.length > 0) await outbox.reseal(resealed);
  return { resealed: resealed.length, unopened };
}
