import { expect, test } from 'vitest';
import { keyedHash } from './keyed-hash.ts';

const secret = 'a secret for the tests, of 32 characters';
const hash = keyedHash(secret);

test('hashes the purpose, a zero byte and the text as Web Crypto does', async () => {
  const bytes = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes.encode(secret), algorithm, false, [
    'sign',
  ]);
  const mac = await crypto.subtle.sign('HMAC', key, bytes.encode('email\0zoë@example.org'));
  expect(await hash('email', 'zoë@example.org')).toBe(Buffer.from(mac).toString('hex'));
});

test('hashes equal texts differently for another purpose', async () => {
  expect(await hash('email', 'text')).not.toBe(await hash('content', 'text'));
});
