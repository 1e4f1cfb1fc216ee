import type { KeyedHash } from '../../record/keyed-hash.ts';

const algorithm = { name: 'HMAC', hash: 'SHA-256' };
const encoder = new TextEncoder();

/** Hashes with a secret as `keyedHash` of the Node host does, by what every host has. */
export function webKeyedHash(secret: string): KeyedHash {
  return async (purpose, text) => {
    // Made anew each time: a Worker may not wait for what another request began.
    const key = await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, [
      'sign',
    ]);
    const mac = await crypto.subtle.sign('HMAC', key, encoder.encode(`${purpose}\0${text}`));
    return Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, '0')).join('');
  };
}
