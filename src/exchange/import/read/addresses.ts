// `@name@server` is the name of a public account, no address.
const address = /(?<![@\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const framed = new RegExp(`[<(]?(?:mailto:)?${address.source}[>)]?`, 'g');

/** What stands in a longer text where an e-mail address stood. */
export const leftOut = '(e-mail address removed)';

/** A text of one line without the e-mail addresses in it. */
export function withoutAddresses(text: string): string {
  return text.replaceAll(framed, ' ');
}

/** A longer text that says where an e-mail address stood. */
export function withAddressesHidden(text: string): string {
  return text.replaceAll(address, leftOut);
}
