import { Encrypter } from 'age-encryption';

/** Encrypts bytes as an age file (https://age-encryption.org/v1). */
export type Encrypt = (bytes: Uint8Array) => Promise<Uint8Array>;

/**
 * Returns what encrypts to one or more age public keys (`age1…`), each of whose holders can decrypt
 * alone.
 * @throws Error with one sentence, which quotes no key, if there is no key, or a key is invalid.
 */
export type EncryptTo = (recipients: readonly string[]) => Encrypt;

const exposedKey =
  'A private key (AGE-SECRET-KEY-1…) is in the place of a public key. Anyone who could read it here may ' +
  'have it: treat it as exposed, make a new pair of keys, reseal the stored registrations to it, and ' +
  'write its public key (age1…) here.';

function notPublic(index: number, count: number): string {
  const which = count === 1 ? 'The public key' : `Public key ${index + 1} of ${count}`;
  return `${which} is not an age public key. Write one that begins with age1, as \`keys make\` prints it.`;
}

/** Encrypts with the library age-encryption, which every host runs. */
export const encryptTo: EncryptTo = (recipients) => {
  if (recipients.length === 0) throw new Error('There is no public key to seal registrations to.');
  const encrypter = new Encrypter();
  for (const [index, recipient] of recipients.entries()) {
    if (/^AGE-SECRET-KEY-/i.test(recipient)) throw new Error(exposedKey);
    try {
      encrypter.addRecipient(recipient);
    } catch {
      // It may be a secret in the wrong place, so neither it nor an error that quotes it is shown.
      throw new Error(notPublic(index, recipients.length));
    }
  }
  return (bytes) => encrypter.encrypt(bytes);
};
