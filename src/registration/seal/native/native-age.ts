import {
  createCipheriv,
  createHmac,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  getCiphers,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { bech32 } from '@scure/base';
import { encryptTo, type EncryptTo } from '../encrypt.ts';

const cipherName = 'chacha20-poly1305';
/** A payload is encrypted in pieces of this many bytes. Only the last may be shorter. */
const pieceSize = 64 * 1024;

/** An organiser's public key: its 32 bytes, and the same as a key. */
interface Recipient {
  readonly bytes: Uint8Array;
  readonly key: KeyObject;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}

function derived(secret: Uint8Array, salt: Uint8Array | string, label: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, salt, label, 32));
}

function encrypted(key: Uint8Array, nonce: Uint8Array, bytes: Uint8Array): Buffer {
  const cipher = createCipheriv(cipherName, key, nonce, { authTagLength: 16 });
  return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

function recipientOf(text: string): Recipient {
  const { bytes } = bech32.decodeToBytes(text);
  const x = Buffer.from(bytes).toString('base64url');
  return { bytes, key: createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' }) };
}

/** The lines of a header that give a file's key to one recipient. */
function stanza(fileKey: Uint8Array, { bytes, key }: Recipient): string {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  const share = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  // It throws for a public key that would make the secret known to all (RFC 7748, section 6.1).
  const secret = diffieHellman({ privateKey, publicKey: key });
  const salt = Buffer.concat([share, bytes]);
  const wrapping = derived(secret, salt, 'age-encryption.org/v1/X25519');
  const body = encrypted(wrapping, new Uint8Array(12), fileKey);
  return `-> X25519 ${base64(share)}\n${base64(body)}\n`;
}

/**
 * Completes a header, given up to its last line without the MAC (`---`), with the MAC that its
 * file's key makes.
 */
export function withMac(header: string, fileKey: Uint8Array): string {
  const mac = createHmac('sha256', derived(fileKey, '', 'header'))
    .update(header)
    .digest();
  return `${header} ${base64(mac)}\n`;
}

/** Encrypts the content of a file, with the file's key and a nonce of 16 bytes, which comes first. */
export function payload(fileKey: Uint8Array, nonce: Uint8Array, content: Uint8Array): Buffer {
  const key = derived(fileKey, nonce, 'payload');
  const last = Math.max(0, Math.ceil(content.length / pieceSize) - 1);
  const pieces = Array.from({ length: last + 1 }, (_, index) => {
    // Eleven bytes with the piece's number, and one that is 1 for the last piece.
    const counter = Buffer.alloc(12);
    counter.writeUIntBE(index, 5, 6);
    counter[11] = index === last ? 1 : 0;
    return encrypted(key, counter, content.subarray(index * pieceSize, (index + 1) * pieceSize));
  });
  return Buffer.concat([nonce, ...pieces]);
}

/**
 * Whether it is a key of the kind that `keys make` makes: that of another kind has a second `1`,
 * which ends the name of the kind.
 */
function isX25519(recipient: string): boolean {
  return /^age1[^1]+$/i.test(recipient);
}

// Bun has no such cipher (https://github.com/oven-sh/bun/issues/8072). Its Web Crypto is as fast.
const hasCipher = getCiphers().includes(cipherName);

/**
 * Encrypts with Node's own cryptography, which Deno has too. age-encryption goes through Web Crypto,
 * with four operations on keys where two do, each in another thread and back: that takes more than
 * twice the processor time. It still checks the keys, encrypts where one of them is of another kind
 * or the cipher is missing, and decrypts. Format: https://age-encryption.org/v1.
 */
export const nativeEncryptTo: EncryptTo = (recipients) => {
  const encrypt = encryptTo(recipients);
  if (!hasCipher || !recipients.every(isX25519)) return encrypt;
  const keys = recipients.map(recipientOf);
  return async (content) => {
    const fileKey = randomBytes(16);
    const stanzas = keys.map((key) => stanza(fileKey, key)).join('');
    const header = withMac(`age-encryption.org/v1\n${stanzas}---`, fileKey);
    return Buffer.concat([Buffer.from(header), payload(fileKey, randomBytes(16), content)]);
  };
};
