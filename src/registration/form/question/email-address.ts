// RFC 5322's atext in ASCII, and beyond it the letters, marks and digits of RFC 6531; signs beyond ASCII are slips.
const localPart =
  /^(?:[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]|(?![\0-\x7F])[\p{L}\p{M}\p{N}])+(?:\.(?:[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]|(?![\0-\x7F])[\p{L}\p{M}\p{N}])+)*$/u;
const beyondAscii = /[^\0-\x7F]/;
const typedDomain = /^[\p{L}\p{M}\p{N}.-]+$/u;
const label = /^(xn|[a-z0-9]+)(-?-[a-z0-9]+)*$/;
const topLevel = /^([a-z]{2,63}|xn--([a-z0-9]+-)*[a-z0-9]+)$/;

/** A domain in its ASCII form (UTS 46), as the URL parser writes it; undefined if it is invalid. */
function asciiDomain(domain: string): string | undefined {
  const address = `http://${domain}/`;
  return typedDomain.test(domain) && URL.canParse(address) ? new URL(address).hostname : undefined;
}

function parts(address: string): { local: string; domain: string } | undefined {
  const at = address.lastIndexOf('@');
  const domain = asciiDomain(address.slice(at + 1));
  return at < 1 || domain === undefined ? undefined : { local: address.slice(0, at), domain };
}

/**
 * Whether the text is one e-mail address that can receive mail, without a display name. Lengths are
 * those of RFC 5321: 64 octets before the @ and 254 in all, with the domain in ASCII.
 */
export function isEmailAddress(text: string): boolean {
  const address = parts(text);
  if (address === undefined) return false;
  const { local, domain } = address;
  const { length } = new TextEncoder().encode(local);
  if (length > 64 || length + 1 + domain.length > 254) return false;
  const labels = domain.split('.');
  return (
    localPart.test(local) &&
    labels.length > 1 &&
    labels.every((part) => part.length <= 63 && label.test(part)) &&
    topLevel.test(labels.at(-1) ?? '')
  );
}

/**
 * An address as mail carries it: as typed before the @, and the domain in ASCII. Undefined unless it is one address.
 * A domain may have one part, as `localhost` has.
 */
export function mailAddress(text: string): string | undefined {
  const address = parts(text);
  if (address === undefined || !localPart.test(address.local)) return undefined;
  return `${address.local}@${address.domain}`;
}

/** Whether an address has letters beyond ASCII before the @, which not every way of mail carries. */
export function isInternationalAddress(address: string): boolean {
  return beyondAscii.test(parts(address)?.local ?? '');
}

/**
 * The form in which two spellings of one address are equal: Unicode form C, lower case, the domain
 * by UTS 46. Providers' own rules, such as dots and `+tag`, are ignored.
 */
export function foldedEmailAddress(text: string): string {
  const folded = text.normalize('NFC').toLowerCase();
  const address = parts(folded);
  return address === undefined ? folded : `${address.local}@${address.domain}`;
}
