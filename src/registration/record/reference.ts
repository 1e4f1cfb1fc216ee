import type { KeyedHash } from './keyed-hash.ts';

// Crockford's base 32: without I, L, O and U, which are taken for others or make words.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const form = /^([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})-([0-9a-f]+)$/;

/** So many groups of four random symbols, of 20 bits each: `7K3Q-9M2D` are two. */
function randomGroups(count: number): string {
  const symbols = Array.from(crypto.getRandomValues(new Uint8Array(4 * count)), (byte) =>
    alphabet.charAt(byte % alphabet.length),
  );
  return symbols.join('').replace(/.{4}(?=.)/g, '$&-');
}

/** A random reference of 40 bits, to be read out and typed: `7K3Q-9M2D`. */
export function newReference(): string {
  return randomGroups(2);
}

/** A random code of 140 bits for an invitation, in seven groups. */
export function newCode(): string {
  return randomGroups(7);
}

/**
 * The symbols of what somebody typed: in capitals, without spaces and hyphens, with a zero for an O and a
 * one for an I or L. Source: https://www.crockford.com/base32.html.
 */
export function typedSymbols(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

/** A reference as it was given out, from what somebody typed; undefined where it can be none. */
export function typedReference(typed: string): string | undefined {
  const symbols = typedSymbols(typed);
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(symbols)
    ? `${symbols.slice(0, 4)}-${symbols.slice(4)}`
    : undefined;
}

/** What a reference is proved for, and how many hexadecimal digits prove it. */
const proofs = { acknowledgement: 20, own: 32 } as const;

/** `acknowledgement` stands in an address; `own` is the guest's alone, and lets them act. */
export type Proof = keyof typeof proofs;

async function digitsOf(reference: string, proof: Proof, hash: KeyedHash): Promise<string> {
  return (await hash(proof, reference)).slice(0, proofs[proof]);
}

/** The reference with digits that prove it was given out: 80 bits in an address, 128 in a guest's own code. */
export async function provedReference(
  reference: string,
  proof: Proof,
  hash: KeyedHash,
): Promise<string> {
  return `${reference}-${await digitsOf(reference, proof, hash)}`;
}

/** The reference that such a text proves; undefined where this endpoint did not write it. */
export async function referenceIn(
  text: string,
  proof: Proof,
  hash: KeyedHash,
): Promise<string | undefined> {
  const [, reference, written] = form.exec(text) ?? [];
  if (reference === undefined || written?.length !== proofs[proof]) return undefined;
  const expected = await digitsOf(reference, proof, hash);
  // Every digit is compared, so that the time taken tells nothing of the first wrong one.
  let difference = 0;
  for (let index = 0; index < expected.length; index += 1) {
    difference |= expected.charCodeAt(index) ^ written.charCodeAt(index);
  }
  return difference === 0 ? reference : undefined;
}
