import { createHmac, createSecretKey } from 'node:crypto';
import type { KeyedHash } from '../../record/keyed-hash.ts';

/**
 * Hashes with a secret. Node's own HMAC is synchronous. Web Crypto sends these few bytes to another
 * thread and back.
 */
export function keyedHash(secret: string): KeyedHash {
  const key = createSecretKey(secret, 'utf8');
  return async (purpose, text) =>
    createHmac('sha256', key).update(`${purpose}\0${text}`).digest('hex');
}
