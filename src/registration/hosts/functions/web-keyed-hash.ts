import type { KeyedHash } from '../../record/keyed-hash.ts';

const algorithm = { name: 'HMAC', hash: 'SHA-256' };
const encoder = new TextEncoder();

/** The same hash as the Node host's `keyedHash`, with Web Crypto, which every host has. */
export function webKeyedHash(secret: string): KeyedHash {
  return async (purpose, text) => {
    // A new key each time: a Worker must not wait for another request's promise.
    const key = await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, [
      'sign',
    ]);
    const mac = await crypto.subtle.sign('HMAC', key, encoder.encode(`${purpose}\0${text}`));
    return Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, '0')).join('');
  };
}
