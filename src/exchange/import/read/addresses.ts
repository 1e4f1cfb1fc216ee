// `@name@server` is a public account, not an e-mail address.
const address = /(?<![@\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const framed = new RegExp(`[<(]?(?:mailto:)?${address.source}[>)]?`, 'g');

/** Replaces an e-mail address in a longer text. */
export const leftOut = '(e-mail address removed)';

/** A one-line text without its e-mail addresses. */
export function withoutAddresses(text: string): string {
  return text.replaceAll(framed, ' ');
}

/** A longer text that marks where an e-mail address was. */
export function withAddressesHidden(text: string): string {
  return text.replaceAll(address, leftOut);
}
