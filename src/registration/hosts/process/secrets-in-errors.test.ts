import { randomBytes } from 'node:crypto';
import { generateX25519Identity } from 'age-encryption';
import { expect, it } from 'vitest';
import { quoted, withoutSecrets } from '../../record/quoted.ts';
import { encryptTo } from '../../seal/encrypt.ts';
import { sealTo } from '../../seal/seal.ts';
import { definition } from '../../testing/endpoint.fixture.ts';
import { recipientsFrom, secretFrom, type Environment } from '../environment.ts';
import { clientAddressFrom } from './client-address.ts';
import { addressFrom, databaseFrom } from './configuration.ts';
import { identitiesIn } from './key-file.ts';
import { openStore } from '../../store/databases/databases.ts';
import { nodeMailingFrom } from './process-mailing.ts';

const identity = await generateX25519Identity();

/** Values that belong in one setting and may be pasted into another. */
const secrets: Readonly<Record<string, string>> = {
  'an organiser’s private key': identity,
  'a private key in lower case': identity.toLowerCase(),
  'a secret in base64': randomBytes(33).toString('base64'),
  'a secret in hexadecimal': randomBytes(32).toString('hex'),
  'a secret of words': 'correct horse battery staple of thirty-two letters',
  'the address of a database': 'postgres://guests:s3cret-of-the-database@db.example/guests',
  'the address of a mail server': 'smtps://office:s3cret-of-the-mail@mail.example:465',
};

const mail = { MAIL_URL: 'smtps://mail.example:465', MAIL_FROM: 'office@example.org' };

/** What reads each setting, and each word of a command that may be a key or a path. */
const readers: Readonly<Record<string, (value: string) => unknown>> = {
  REGISTRATION_RECIPIENTS: (value) => {
    const recipients = recipientsFrom({ REGISTRATION_RECIPIENTS: value });
    return sealTo(recipients, definition);
  },
  REGISTRATION_SECRET: (value) => secretFrom({ REGISTRATION_SECRET: value.slice(0, 31) }),
  REGISTRATION_DATABASE: (value) =>
    openStore(databaseFrom({ REGISTRATION_DATABASE: value }), 'write'),
  DATABASE_URL: (value) => databaseFrom({ DATABASE_URL: value.replace('postgres:', 'mysql:') }),
  PORT: (value) => addressFrom({ PORT: value }),
  TRUSTED_PROXIES: (value) => clientAddressFrom({ TRUSTED_PROXIES: value }, () => undefined),
  MAIL_URL: (value) => nodeMailingFrom({ ...mail, MAIL_URL: value.replace('smtps:', 'ftp:') }),
  MAIL_FROM: (value) => nodeMailingFrom({ ...mail, MAIL_FROM: value }),
  REGISTRATION_MAIL_KEY: (value) =>
    nodeMailingFrom({ ...mail, REGISTRATION_MAIL_KEY: `${value}x` } satisfies Environment),
  'keys rotate --to': (value) => encryptTo([value]),
  '--key': (value) => identitiesIn(value),
};

async function messageOf(read: (value: string) => unknown, value: string): Promise<string> {
  try {
    await read(value);
    return '';
  } catch (cause) {
    return withoutSecrets(cause instanceof Error ? cause.message : String(cause));
  }
}

/** The parts of a secret that nobody may read: runs of eight characters and more. */
function telling(secret: string): string[] {
  const [, password = secret] = /:([^:@/]+)@/.exec(secret) ?? [];
  return password.split(/[/\s]/).filter((part) => part.length >= 8);
}

it.each(Object.entries(readers))('no error about %s quotes a secret', async (_, read) => {
  for (const secret of Object.values(secrets)) {
    const message = (await messageOf(read, secret)).toLowerCase();
    expect(telling(secret).filter((part) => message.includes(part.toLowerCase()))).toEqual([]);
  }
});

it.each(Object.keys(secrets))('a word of a command that is %s is not quoted', (name) => {
  expect(quoted(secrets[name] ?? '')).toBe('(not shown, since it looks like a secret)');
});

it.each(['.data/registrations.sqlite', '/srv/Event-2017/Guests.sqlite', 'organiser.key'])(
  'a path is quoted: %s',
  (path) => {
    expect(quoted(path)).toBe(path);
  },
);

it('a private key among the public ones is called exposed, and is to be replaced', () => {
  expect(() => encryptTo([identity])).toThrow(
    'A private key (AGE-SECRET-KEY-1…) is in the place of a public key. Anyone who could read it here may ' +
      'have it: treat it as exposed, make a new pair of keys, reseal the stored registrations to it, and ' +
      'write its public key (age1…) here.',
  );
});
