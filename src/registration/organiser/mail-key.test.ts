import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { contactOpener, contactSeal } from '../seal/contact.ts';
import { answers, jsonPost, openSample, type Sample } from '../testing/endpoint.fixture.ts';
import { tracesIn } from '../store/testing/database-files.fixture.ts';
import { identitiesIn } from '../hosts/process/key-file.ts';
import { makeKey, rotateMailKey } from './keys.ts';

let sample: Sample;
let keys: { old: string; other: string };
let recipients: { old: string; other: string };

beforeEach(async () => {
  sample = await openSample();
  const path = (name: string) => join(sample.folder, `${name}.key`);
  keys = { old: path('old'), other: path('other') };
  recipients = { old: await makeKey(keys.old), other: await makeKey(keys.other) };
});
afterEach(() => sample.clear());

async function register(email: string, key: 'old' | 'other' = 'old'): Promise<string> {
  const sealContact = contactSeal(recipients[key]);
  const response = await sample.send(jsonPost({ ...answers, email }), { sealContact });
  return String((await response.json()).reference);
}

/** The addresses in the contacts, if a key opens them. */
async function openedWith(key: string): Promise<(string | undefined)[]> {
  const [identity = ''] = await identitiesIn(key);
  const open = contactOpener(identity);
  const contacts = await sample.store.outbox.contacts();
  return Promise.all(
    contacts.map(({ reference, sealed }) =>
      open(reference, sealed).then(
        ({ email }) => email,
        () => undefined,
      ),
    ),
  );
}

it('has the new mail key open every contact, and the old one none', async () => {
  await register('ada@example.org');
  await register('eva@example.org');
  const work = await rotateMailKey(sample.store, keys.old, [recipients.other]);
  expect(work).toEqual({ text: 'Resealed: 2 contacts, to the new mail key.', sound: true });
  expect((await openedWith(keys.other)).toSorted()).toEqual(['ada@example.org', 'eva@example.org']);
  expect(await openedWith(keys.old)).toEqual([undefined, undefined]);
  expect(await sample.store.outbox.list()).toHaveLength(2);
});

it('leaves nothing in the database that the old mail key opens', async () => {
  await register('ada@example.org');
  const [contact] = await sample.store.outbox.contacts();
  // All age files begin alike.
  const before = contact?.sealed.subarray(32) ?? Uint8Array.of();
  expect(await tracesIn(sample.folder, before)).toBeGreaterThan(0);
  await rotateMailKey(sample.store, keys.old, [recipients.other]);
  expect(await tracesIn(sample.folder, before)).toBe(0);
});

it('names the contacts that have the new key already, and leaves them as they are', async () => {
  await register('ada@example.org');
  const reference = await register('eva@example.org', 'other');
  const { text, sound } = await rotateMailKey(sample.store, keys.old, [recipients.other]);
  expect(text).toBe(
    `Resealed: 1 contacts, to the new mail key.\nNot opened, and left unchanged: ${reference}.`,
  );
  expect(sound).toBe(false);
  expect(await openedWith(keys.other)).not.toContain(undefined);
});

it('changes nothing where a public key is none, or there are two', async () => {
  await register('ada@example.org');
  for (const wrong of [['age1wrong'], [recipients.old, recipients.other]]) {
    await expect(rotateMailKey(sample.store, keys.old, wrong)).rejects.toThrow(/key/);
  }
  expect(await openedWith(keys.old)).toEqual(['ada@example.org']);
});
