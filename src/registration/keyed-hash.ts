/** The HMAC-SHA-256 of a text for one purpose, in hexadecimal; equal texts differ between purposes. */
export type KeyedHash = (purpose: string, text: string) => Promise<string>;

/** Hashes with the endpoint's secret (RFC 2104, RFC 6234); whoever lacks it cannot try out guesses. */
export function keyedHash(secret: string): KeyedHash {
  const bytes = new TextEncoder();
  let imported: Promise<CryptoKey> | undefined;
  return async (purpose, text) => {
    imported ??= crypto.subtle.importKey(
      'raw',
      bytes.encode(secret),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    );
    const mac = await crypto.subtle.sign(
      'HMAC',
      await imported,
      bytes.encode(`${purpose}\0${text}`),
    );
    return Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, '0')).join('');
  };
}
