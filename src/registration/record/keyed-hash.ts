/**
 * The HMAC-SHA-256 (RFC 2104, RFC 6234) of `PURPOSE\0TEXT` with the endpoint's secret, in
 * hexadecimal. The same text has another hash for each purpose. Without the secret nobody can test
 * guesses.
 */
export type KeyedHash = (purpose: string, text: string) => Promise<string>;
