import type { KeyedHash } from './keyed-hash.ts';

// Crockford's base 32. It leaves out I, L, O and U, which look like others or form words.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const form = /^([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})(?:-([1-9]\d{0,4}))?-([0-9a-f]{20,})$/;

/** Groups of four random symbols, 20 bits each. Two are `7K3Q-9M2D`. */
function randomGroups(count: number): string {
  const symbols = Array.from(crypto.getRandomValues(new Uint8Array(4 * count)), (byte) =>
    alphabet.charAt(byte % alphabet.length),
  );
  return symbols.join('').replace(/.{4}(?=.)/g, '$&-');
}

/** A random reference of 40 bits that people can read out and type: `7K3Q-9M2D`. */
export function newReference(): string {
  return randomGroups(2);
}

/** A random invitation code of 140 bits, in seven groups. */
export function newCode(): string {
  return randomGroups(7);
}

/**
 * The symbols that somebody typed: in capitals, without spaces and hyphens, with 0 for O and 1 for
 * I or L. Source: https://www.crockford.com/base32.html.
 */
export function typedSymbols(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

/** The reference that somebody typed, as it was issued; undefined if it cannot be one. */
export function typedReference(typed: string): string | undefined {
  const symbols = typedSymbols(typed);
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(symbols)
    ? `${symbols.slice(0, 4)}-${symbols.slice(4)}`
    : undefined;
}

/** The uses of a proof, each with its number of hexadecimal digits. */
const proofs = { acknowledgement: 20, own: 32 } as const;

/** `acknowledgement` is part of an address. `own` is the guest's alone, and lets them act. */
export type Proof = keyof typeof proofs;

/** Which of its links a registration is reached by: the first have number 0. */
export interface LinkTarget {
  readonly reference: string;
  readonly number: number;
}

/** The readable part of a link: the first ones of a registration name no number. */
function targetText({ reference, number }: LinkTarget): string {
  return number === 0 ? reference : `${reference}-${number}`;
}

async function digitsOf(target: LinkTarget, proof: Proof, hash: KeyedHash): Promise<string> {
  return (await hash(proof, targetText(target))).slice(0, proofs[proof]);
}

/**
 * The reference with the digits that prove it is genuine: 80 bits in an address, 128 in a guest's
 * own code.
 */
export async function provedReference(
  target: LinkTarget,
  proof: Proof,
  hash: KeyedHash,
): Promise<string> {
  return `${targetText(target)}-${await digitsOf(target, proof, hash)}`;
}

/**
 * What such a text proves; undefined if this endpoint did not issue it. Whether its number is the
 * one that its registration has now is for the caller to ask.
 */
export async function targetIn(
  text: string,
  proof: Proof,
  hash: KeyedHash,
): Promise<LinkTarget | undefined> {
  const [, reference, number = '0', written] = form.exec(text) ?? [];
  if (reference === undefined || written?.length !== proofs[proof]) return undefined;
  const target = { reference, number: Number(number) };
  const expected = await digitsOf(target, proof, hash);
  // Compares every digit, so that the time taken does not reveal the first wrong one.
  let difference = 0;
  for (let index = 0; index < expected.length; index += 1) {
    difference |= expected.charCodeAt(index) ^ written.charCodeAt(index);
  }
  return difference === 0 ? target : undefined;
}
