import { mailAddress } from '../form/question/email-address.ts';

/** An address with the name that is shown for it (RFC 5322, 3.4). */
export interface Mailbox {
  readonly name?: string;
  /** The domain is in ASCII. */
  readonly address: string;
}

/** A text file that comes with a mail. */
export interface Attachment {
  readonly filename: string;
  /** With its parameters. */
  readonly contentType: string;
  readonly content: string;
}

/** A mail to one guest. Every way of sending makes the same message of it. */
export interface Mail {
  /** The Message-ID without brackets. It is the same each time this mail is sent. */
  readonly id: string;
  readonly from: Mailbox;
  /** The address of the only recipient. The domain is in ASCII. */
  readonly to: string;
  /** One line. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly Attachment[];
}

/**
 * What a provider did with a mail: accepted it; could not take it yet, or did not answer; or
 * refused it for good.
 */
export type Delivery = 'taken' | 'later' | 'refused';

/** Hands a mail to a provider. Never rejects. */
export type Transport = (mail: Mail) => Promise<Delivery>;

/** A text on one line, for a header: line breaks and control characters become spaces. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp} ]+/gu, ' ')
    .trim();
}

function unquoted(name: string): string {
  const [, inner] = /^"((?:[^"\\]|\\.)*)"$/s.exec(name) ?? [];
  return inner === undefined ? name : inner.replaceAll(/\\(.)/gs, '$1');
}

/**
 * Reads one address, or a name and an address in angle brackets. The name may be quoted, and need not be: a comma
 * or an @ in it begins no second address. Undefined if the text is anything else.
 */
export function parseMailbox(text: string): Mailbox | undefined {
  const [, before, inBrackets] = /^(.*)<([^<>]*)>$/s.exec(text.trim()) ?? [];
  const address = mailAddress(inBrackets ?? text.trim());
  if (address === undefined) return undefined;
  if (before === undefined) return { address };
  const written = unquoted(before.trim());
  const isWhole = before.trim().startsWith('"') || !/[<>]/.test(written);
  if (/\p{Cc}/u.test(written) || !isWhole) return undefined;
  const name = oneLine(written);
  return name === '' ? { address } : { name, address };
}

/** A mailbox as RFC 5322 writes it. The name is quoted, so that no sign in it means anything. */
export function formatMailbox({ name, address }: Mailbox): string {
  return name === undefined ? address : `"${name.replaceAll(/["\\]/g, '\\$&')}" <${address}>`;
}
