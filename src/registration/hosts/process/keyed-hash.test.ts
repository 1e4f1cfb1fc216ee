import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { webKeyedHash } from '../functions/web-keyed-hash.ts';
import { keyedHash } from './keyed-hash.ts';

const secret = 'a secret for the tests, of 32 characters';
const hash = keyedHash(secret);

test('hashes the purpose, a zero byte and the text as every host does', async () => {
  const mac = createHmac('sha256', secret).update('email\0zoë@example.org').digest('hex');
  expect(await hash('email', 'zoë@example.org')).toBe(mac);
  expect(await webKeyedHash(secret)('email', 'zoë@example.org')).toBe(mac);
});

test('hashes equal texts differently for another purpose', async () => {
  expect(await hash('email', 'text')).not.toBe(await hash('content', 'text'));
});
