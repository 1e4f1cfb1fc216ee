import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { definition } from '../../testing/endpoint.fixture.ts';
import { openSqlite } from '../../store/sqlite/sqlite.ts';
import { checkSecret } from '../check-secret.ts';
import { secretFrom } from '../environment.ts';
import { keepingFrom } from './configuration.ts';
import { keyedHash } from './keyed-hash.ts';

const secret = 'a secret for the tests, of 32 characters';
const another = 'another secret of the tests, 32 and more';
const refusal = /^REGISTRATION_SECRET is not the secret with which this database was begun: /;

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secret-'));
  file = join(folder, 'registrations.sqlite');
});
afterEach(() => rm(folder, { recursive: true }));

/** Starts on the file, which is made where there is none, with a secret. */
async function start(text: string) {
  await openSqlite(file, 'create').close();
  const recipient = await identityToRecipient(await generateX25519Identity());
  const environment = {
    REGISTRATION_DATABASE: file,
    REGISTRATION_RECIPIENTS: recipient,
    REGISTRATION_SECRET: text,
  };
  return keepingFrom(environment, { demonstration: false }, definition, () => undefined);
}

describe('a changed REGISTRATION_SECRET', () => {
  it('refuses to start over an existing database, and quotes no secret', async () => {
    await (await start(secret)).store.close();
    const refused = start(another);
    await expect(refused).rejects.toThrow(refusal);
    await expect(refused).rejects.not.toThrow(another);
    await (await start(secret)).store.close();
  });

  it('is found by every instance that starts at once with another one', async () => {
    const store = openSqlite(file, 'create');
    const started = await Promise.allSettled(
      [secret, another, secret, another].map((text) => checkSecret(store, keyedHash(text))),
    );
    expect(started.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
    ]);
    await store.deleteAll();
    await expect(checkSecret(store, keyedHash(another))).rejects.toThrow(refusal);
    expect(await store.counts()).toEqual({});
    await store.close();
  });
});

it.each(['x'.repeat(32), 'abc'.repeat(12), '0123456789'.repeat(4), 'a1'.repeat(20) + 'b'])(
  'refuses the weak secret %s, and does not quote it',
  (weak) => {
    const read = () => secretFrom({ REGISTRATION_SECRET: weak });
    expect(read).toThrow(
      'REGISTRATION_SECRET repeats a few characters, so that it can be guessed. Write at least 32 random characters, ' +
        'such as `openssl rand -hex 32` makes.',
    );
    expect(read).not.toThrow(weak);
  },
);

it.each([secret, '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'])(
  'takes the secret %s',
  (strong) => {
    expect(secretFrom({ REGISTRATION_SECRET: strong })).toBe(strong);
  },
);
