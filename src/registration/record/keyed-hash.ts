/**
 * The HMAC-SHA-256 (RFC 2104, RFC 6234) of `PURPOSE\0TEXT` with the endpoint's secret, in hexadecimal;
 * equal texts differ between purposes, and whoever lacks the secret cannot try out guesses.
 */
export type KeyedHash = (purpose: string, text: string) => Promise<string>;
