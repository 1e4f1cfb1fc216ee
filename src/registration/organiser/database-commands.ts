import { existsSync } from 'node:fs';
import { eventNow } from '../../event/phase.ts';
import { checkSecret } from '../hosts/check-secret.ts';
import { hashFrom } from '../hosts/process/configuration.ts';
import { contentHere } from './content-here.ts';
import { databaseAt, nameOf, openStore } from '../store/databases/databases.ts';
import { examine } from './doctor.ts';
import { invitationLines, revokeInvitations } from './invitations.ts';
import { invite } from './invite.ts';
import { identitiesIn } from '../hosts/process/key-file.ts';
import { makeFolderFor } from '../hosts/process/local-folder.ts';
import { drill, makeKey, rotate, rotateMailKey } from './keys.ts';
import { mailWork } from './mail.ts';
import { purge, type PurgeRequest } from './purge.ts';
import { wrongWords, type Values } from './usage.ts';

/**
 * Makes an empty database for the first start. One that exists is left unchanged, and so is a file that is anything
 * else.
 */
export async function create(database: string): Promise<void> {
  await makeFolderFor(database);
  const standing = await openStore(database, 'read').catch(() => undefined);
  const store = standing ?? (await openStore(database, 'create'));
  await store.close();
  console.log(
    standing === undefined
      ? `The database ${nameOf(database)} was made, and is empty.`
      : `The database ${nameOf(database)} exists; nothing was changed.`,
  );
}

/** Migrates a database to this release's schema. */
export async function migrate(database: string): Promise<void> {
  const { migrate: bringForward, schemaVersion: wanted } = databaseAt(database);
  const before = await bringForward(database);
  const name = nameOf(database);
  console.log(
    before === wanted
      ? `The database ${name} already has schema ${wanted}.`
      : `The database ${name} now has schema ${wanted}; it had ${String(before)}.`,
  );
}

/** Deletes what is due, and prints a receipt. */
export async function purgeNow({ database, what, confirm }: PurgeRequest): Promise<void> {
  const { event } = await contentHere();
  console.log(await purge(event, { database, what, confirm }, Date.now()));
}

/** Checks a database. With a key, also looks for guests' names in clear text. */
export async function doctor(database: string, key: string): Promise<void> {
  const content = await contentHere();
  const { definition } = content;
  const look = existsSync(key) ? { definition, identities: await identitiesIn(key) } : undefined;
  const { text, sound } = await examine(content, database, Date.now(), look);
  console.log(text);
  if (!sound) process.exitCode = 3;
}

/** Makes, lists or revokes invitations. */
export async function invitations(values: Values, words: readonly string[]): Promise<void> {
  const { database, expires, revoke } = values;
  const [file, ...rest] = words;
  if (!revoke && rest.length > 0) throw new Error(wrongWords('invite', words));
  const { event, deployment } = await contentHere();
  const store = await openStore(database, file === undefined ? 'read' : 'write');
  try {
    if (revoke) {
      const { text, done } = await revokeInvitations(store, words);
      console.log(text);
      if (!done) process.exitCode = 3;
    } else if (file === undefined) {
      console.log(await invitationLines(store, event, eventNow(event)));
    } else {
      const hash = await hashFrom(process.env, database);
      await checkSecret(store, hash);
      const { text, notes, done } = await invite({ store, hash, event, deployment }, file, expires);
      console.log(text);
      for (const note of notes) console.error(note);
      if (!done) process.exitCode = 3;
    }
  } finally {
    await store.close();
  }
}

/** Makes a key, tests one on every registration, or reseals them all to others. */
export async function keys({ database, key, to }: Values, words: readonly string[]): Promise<void> {
  const [work = '', file, ...rest] = words;
  if (work === 'make' && file !== undefined && rest.length === 0) {
    console.log(
      `${file} was created: keep it secret, and keep a copy. Its public key:\n${await makeKey(file)}`,
    );
    return;
  }
  const works = { drill, rotate, 'rotate-mail': rotateMailKey };
  if ((work !== 'drill' && work !== 'rotate' && work !== 'rotate-mail') || file !== undefined) {
    throw new Error(wrongWords('keys', words));
  }
  if (work !== 'drill' && to === undefined) {
    throw new Error('Give the public keys: --to age1…, separated by commas.');
  }
  const store = await openStore(database, work === 'drill' ? 'read' : 'write');
  try {
    const recipients = (to ?? '').split(',').map((one) => one.trim());
    const { text, sound } = await works[work](store, key, recipients);
    console.log(text);
    if (!sound) process.exitCode = 3;
  } finally {
    await store.close();
  }
}

/** Lists the queued and failed mails, or retries the failed ones. */
export async function mail({ database }: Values, words: readonly string[]): Promise<void> {
  const again = words[0] === 'again';
  if (words.length > (again ? 1 : 0)) throw new Error(wrongWords('mail', words));
  const store = await openStore(database, again ? 'write' : 'read');
  try {
    console.log(await mailWork(store, again, Date.now()));
  } finally {
    await store.close();
  }
}
