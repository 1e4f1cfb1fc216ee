import { quoted } from '../record/quoted.ts';
import { writeFile } from 'node:fs/promises';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { openStored } from '../export/open-registrations.ts';
import { resealAll, resealContacts } from '../seal/reseal.ts';
import { openWith } from '../seal/seal.ts';
import type { Store } from '../store/store.ts';
import { identitiesIn } from '../hosts/process/key-file.ts';
import { makeFolderFor } from '../hosts/process/local-folder.ts';

/** The result of work on keys, in words; `sound` if it left nothing out. */
export interface KeyWork {
  readonly text: string;
  readonly sound: boolean;
}

/**
 * Makes an age key file that only its owner can read, as `age-keygen` does. Returns the public key.
 * @throws Error with one sentence if the file exists or cannot be written.
 */
export async function makeKey(path: string): Promise<string> {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const text = `# public key: ${recipient}\n${identity}\n`;
  await makeFolderFor(path);
  await writeFile(path, text, { flag: 'wx', mode: 0o600 }).catch((cause: unknown) => {
    throw new Error(`${quoted(path)} already exists or cannot be written. Choose another file.`, {
      cause,
    });
  });
  return recipient;
}

function named(references: readonly string[]): string {
  return references.length === 0
    ? ''
    : `\nNot opened, and left unchanged: ${references.join(', ')}.`;
}

/** Counts the registrations that a key file opens. A drill, which changes nothing. */
export async function drill(store: Store, key: string): Promise<KeyWork> {
  const open = openWith(await identitiesIn(key));
  const { opened, unopened } = await openStored(store, open);
  const all = opened.length + unopened.length;
  return {
    text: `${key} opens ${opened.length} of ${all} registrations.${named(unopened.map(({ reference }) => reference))}`,
    sound: unopened.length === 0,
  };
}

/**
 * Reseals every registration to the recipients. The old keys then open none of them.
 * @throws Error with one sentence if a key is invalid; then nothing changes.
 */
export async function rotate(
  store: Store,
  key: string,
  recipients: readonly string[],
): Promise<KeyWork> {
  const identities = await identitiesIn(key);
  const { held, unreadable } = await store.survey();
  const { resealed, unopened } = await resealAll(held, identities, recipients);
  const left = [...unreadable.map(({ reference }) => reference), ...unopened];
  if (resealed.length > 0) await store.reseal(resealed);
  return {
    text: `Resealed: ${resealed.length} registrations, to ${recipients.length} public keys.${named(left)}`,
    sound: left.length === 0,
  };
}

/**
 * Reseals every contact to another mail key. The old key then opens none of them.
 * @throws Error with one sentence if a key is invalid; then nothing changes.
 */
export async function rotateMailKey(
  store: Store,
  key: string,
  recipients: readonly string[],
): Promise<KeyWork> {
  const [identity = '', ...further] = await identitiesIn(key);
  const [recipient = '', ...others] = recipients;
  if (further.length + others.length > 0) {
    throw new Error('Mail has one key: give one key file, and one public key in --to.');
  }
  const { resealed, unopened } = await resealContacts(store.outbox, identity, recipient);
  return {
    text: `Resealed: ${resealed} contacts, to the new mail key.${named(unopened)}`,
    sound: unopened.length === 0,
  };
}
