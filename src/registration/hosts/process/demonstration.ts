import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { Definition } from '../../form/definition.ts';
import type { KeyedHash } from '../../record/keyed-hash.ts';
import { nativeEncryptTo } from '../../seal/native/native-age.ts';
import { sealTo, type Seal } from '../../seal/seal.ts';
import type { Store } from '../../store/store.ts';
import { nameOf, openStore } from '../../store/databases/databases.ts';
import { identitiesIn } from './key-file.ts';
import { keyedHash } from './keyed-hash.ts';
import { localFolder } from './local-folder.ts';

/** The age identity that opens a demonstration's registrations. */
export const demonstrationKey = join(localFolder, 'demonstration-key.txt');
/** The default database. */
export const localDatabase = join(localFolder, 'registrations.sqlite');
const demonstrationSecret = join(localFolder, 'demonstration-secret.txt');

/** A store, and what seals records for it. */
export interface SealedStore {
  readonly store: Store;
  readonly seal: Seal;
  readonly hash: KeyedHash;
}

async function writeNew(path: string, text: string): Promise<void> {
  await writeFile(path, text, { flag: 'wx', mode: 0o600 });
}

async function makeKeys(database: string): Promise<void> {
  const store = await openStore(database, 'create');
  const standing = await store.list();
  await store.close();
  if (standing.length > 0) {
    throw new Error(
      `The database ${nameOf(database)} contains registrations, but the key that opens them is not at ` +
        `${demonstrationKey}. Restore the key, or move the database elsewhere.`,
    );
  }
  if (!existsSync(demonstrationSecret)) {
    await writeNew(demonstrationSecret, `${randomBytes(32).toString('base64url')}\n`);
  }
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  // The key comes last: until it exists, an interrupted first start begins again.
  await writeNew(demonstrationKey, `# public key: ${recipient}\n${identity}\n`);
}

/**
 * The hash with a demonstration's own secret.
 * @throws Error with one sentence if the secret is missing.
 */
export async function demonstrationHash(): Promise<KeyedHash> {
  const secret = await readFile(demonstrationSecret, 'utf8').catch((cause: unknown) => {
    throw new Error(`The secret ${demonstrationSecret} is missing. Restore it.`, { cause });
  });
  return keyedHash(secret.trim());
}

/**
 * Opens the store of a demonstration. The first start in a folder makes a key pair, a secret and an
 * empty database in `.data/`, and reports it in one line. Later starts need all three.
 * @throws Error with one sentence if one of them is missing or cannot be created.
 */
export async function demonstrate(
  database: string,
  definition: Definition,
  report: (line: string) => void,
): Promise<SealedStore> {
  try {
    await mkdir(localFolder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new Error(`The folder ${localFolder} cannot be created: this folder is not writable.`, {
      cause,
    });
  }
  if (!existsSync(demonstrationKey)) {
    await makeKeys(database);
    report(`Made a demonstration key pair in ${demonstrationKey}; use it on this machine only.`);
  }
  const identities = await identitiesIn(demonstrationKey);
  const recipients = await Promise.all(identities.map((each) => identityToRecipient(each)));
  const hash = await demonstrationHash();
  const seal = sealTo(recipients, definition, nativeEncryptTo);
  return { store: await openStore(database, 'write'), seal, hash };
}
