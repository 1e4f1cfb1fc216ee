import { domainToUnicode } from 'node:url';
import { foldedEmailAddress } from '../form/question/email-address.ts';
import type { Definition } from '../form/definition.ts';
import type { OpenedRegistration } from './open-registrations.ts';

/**
 * What looks like a letter of ASCII, of the scripts in which addresses are written: the Latin, Greek, Cyrillic and
 * Armenian part of UTS #39's confusables (https://www.unicode.org/reports/tr39/), with capitals, which people type.
 */
const confusables: Readonly<Record<string, string>> = {
  a: 'ɑαа',
  A: 'ΑА',
  b: 'ЬƄ',
  B: 'ΒВ',
  c: 'ϲсᴄ',
  C: 'СϹ',
  d: 'ԁ',
  e: 'еҽ',
  E: 'ΕЕ',
  f: 'ſք',
  g: 'ɡց',
  h: 'һհ',
  H: 'ΗН',
  i: 'ıɩɪιіӏ',
  j: 'јϳ',
  J: 'Ј',
  K: 'ΚК',
  l: '1I|ǀΙІӀ',
  M: 'ΜМ',
  n: 'ոռ',
  N: 'Ν',
  o: '0οσоօ',
  O: 'ΟОՕ',
  p: 'ρр',
  P: 'ΡР',
  q: 'ԛգզ',
  r: 'г',
  rn: 'm',
  s: 'ѕƽ',
  S: 'Ѕ',
  T: 'ΤТ',
  u: 'ʋυս',
  U: 'Ս',
  v: 'νѵ',
  w: 'ɯѡԝա',
  x: 'хΧХ',
  y: 'ɣγуүУҮΥ',
  z: 'ᴢΖ',
};
const letters = new Map(
  Object.entries(confusables).flatMap(([letter, others]) =>
    Array.from(others, (other) => [other, letter] as const),
  ),
);

/** The text to which all texts are equal that look like one e-mail address: its skeleton by UTS #39. */
export function addressSkeleton(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = domainToUnicode(address.slice(at + 1)) || address.slice(at + 1);
  const shown = `${address.slice(0, at + 1)}${domain}`.normalize('NFKD');
  return Array.from(shown, (letter) => letters.get(letter) ?? letter)
    .join('')
    .toLowerCase();
}

/**
 * The same registrations, marked where an e-mail address looks like that of an earlier one and is another. Only
 * the organisers' key shows this: the database knows addresses by keyed hashes.
 */
export function withLookAlikes(
  { identified_by: by }: Pick<Definition, 'identified_by'>,
  opened: readonly OpenedRegistration[],
): OpenedRegistration[] {
  const first = new Map<string, { readonly reference: string; readonly address: string }>();
  return opened.map((one) => {
    const { reference, answers } = one.record;
    const typed = answers[by];
    if (typeof typed !== 'string') return one;
    const address = foldedEmailAddress(typed);
    const skeleton = addressSkeleton(typed);
    const earlier = first.get(skeleton);
    if (earlier === undefined) first.set(skeleton, { reference, address });
    const isAnother = earlier !== undefined && earlier.address !== address;
    return isAnother ? { ...one, looksLike: earlier.reference } : one;
  });
}
