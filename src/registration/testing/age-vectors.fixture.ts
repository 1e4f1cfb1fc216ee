import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import * as published from 'cctv-age';

/** One of the published test vectors of the age format (https://c2sp.org/CCTV/age). */
export interface AgeVector {
  readonly name: string;
  /** `success`, or which part of the file must be refused. */
  readonly expected: string;
  /** The identities to open it with. */
  readonly identities: readonly string[];
  readonly file: Uint8Array;
  /** The file's key. */
  readonly fileKey: Uint8Array;
  /** The SHA-256 of what is in it, in hexadecimal; empty if it must be refused. */
  readonly digest: string;
}

/** A digest as the vectors give it. */
export function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function vectorOf(name: string, bytes: Uint8Array): AgeVector & { readonly isOurs: boolean } {
  const all = Buffer.from(bytes);
  const end = all.indexOf('\n\n');
  const lines = all.subarray(0, end).toString().split('\n');
  const valuesOf = (key: string) =>
    lines.filter((line) => line.startsWith(`${key}: `)).map((line) => line.slice(key.length + 2));
  const [[expected = ''], [digest = ''], [fileKey = '']] = [
    valuesOf('expect'),
    valuesOf('payload'),
    valuesOf('file key'),
  ];
  const rest = all.subarray(end + 2);
  const file = valuesOf('compressed').includes('zlib') ? inflateSync(rest) : rest;
  const identities = valuesOf('identity');
  const isOurs = identities.length > 0 && !lines.includes('armored: yes');
  return { name, expected, identities, file, fileKey: Buffer.from(fileKey, 'hex'), digest, isOurs };
}

/** The vectors for files that keys open. We use neither passphrases nor armour. */
export const ageVectors: readonly AgeVector[] = Object.entries(published)
  .map(([name, bytes]) => vectorOf(name, bytes))
  .filter(({ isOurs }) => isOurs);
