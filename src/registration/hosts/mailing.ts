import { identityToRecipient } from 'age-encryption';
import type { Deployment } from '../../delivery/deployment.ts';
import { contactOpener, contactSeal, type SealContact } from '../seal/contact.ts';
import { encryptTo, type EncryptTo } from '../seal/encrypt.ts';
import { ownAddress, type Endpoint } from '../http/endpoint.ts';
import { httpTransport } from '../mail/http-transport.ts';
import { parseMailbox, type Mailbox, type Transport } from '../mail/message.ts';
import { organiserCommand } from '../record/organiser-command.ts';
import { linkNumber } from '../access/personal-links.ts';
import { provedReference } from '../record/reference.ts';
import type { Sending } from '../mail/send-due.ts';
import type { BuiltSite } from './built-site.ts';
import type { Environment } from './environment.ts';

/** What sends mail, and what seals its contacts. */
export interface Mailing {
  readonly sealContact: SealContact;
  readonly open: Sending['open'];
  readonly transport: Transport;
  /** Whether it carries addresses with letters beyond ASCII before the @ (RFC 6531). */
  readonly carriesUtf8: () => Promise<boolean>;
  /** The sender. */
  readonly from: Mailbox;
}

function needed(environment: Environment, name: string, remedy: string): string {
  const value = environment[name] ?? '';
  if (value !== '') return value;
  throw new Error(`MAIL_URL is set, but ${name} is not. ${remedy}`);
}

/** A way for mails. */
type Way = Pick<Mailing, 'transport' | 'carriesUtf8'>;

/** Makes what hands mails to a server of SMTP, where a host has that. */
export type Smtp = (url: string) => Way;

/** What a process has and a function has not. */
interface ProcessParts {
  readonly smtp: Smtp;
  readonly encryptTo: EncryptTo;
}

/** Whether an address is on this machine. Local connections are not encrypted. */
export function isLocal({ hostname }: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function wayFrom(url: string, environment: Environment, smtp: Smtp | undefined): Way {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const protocol = parsed?.protocol ?? '';
  if (protocol === 'smtp:' || protocol === 'smtps:') {
    if (smtp !== undefined) return smtp(url);
    throw new Error(
      'MAIL_URL is an SMTP address, and this host does not support SMTP. Write the https address ' +
        'of a provider that takes mail as JSON.',
    );
  }
  if (protocol === 'https:' || (protocol === 'http:' && parsed && isLocal(parsed))) {
    const remedy = 'Write the token that your provider gave you.';
    const transport = httpTransport(url, needed(environment, 'MAIL_TOKEN', remedy));
    // A provider says nowhere that it does, and most do not.
    return { transport, carriesUtf8: async () => false };
  }
  // It may hold a password, so it is not quoted.
  throw new Error(
    'MAIL_URL is not an address that accepts mail. Write one such as ' +
      'smtps://USER:PASSWORD@mail.example.org:465, or the https address of a provider.',
  );
}

function openerOf(identity: string): Sending['open'] {
  try {
    return contactOpener(identity);
  } catch (cause) {
    throw new Error(
      'REGISTRATION_MAIL_KEY is not an age identity. Write the line AGE-SECRET-KEY-1… of a key ' +
        `file that \`${organiserCommand} keys make\` made.`,
      { cause },
    );
  }
}

/** Seals to the holder of an identity. */
function sealOf(identity: string, encryption: EncryptTo): SealContact {
  let seal: SealContact | undefined;
  return async (contact) => {
    // Keep the function, not a promise: a Worker must not wait for another request's promise.
    seal ??= contactSeal(await identityToRecipient(identity), encryption);
    return seal(contact);
  };
}

function senderFrom(environment: Environment, isByProvider: boolean): Mailbox {
  const remedy = 'Write the sender, such as office@example.org.';
  const from = parseMailbox(needed(environment, 'MAIL_FROM', remedy));
  if (from === undefined) {
    throw new Error(
      'MAIL_FROM is not an address. Write an address, or a name and an address: The office <office@example.org>.',
    );
  }
  // Its domain is in ASCII by now.
  if (isByProvider && /[^\0-\x7F]/.test(from.address)) {
    throw new Error(
      'MAIL_FROM has a letter beyond ASCII before the @, which few providers carry. Write an address without one.',
    );
  }
  return from;
}

/**
 * Reads the mail settings `MAIL_URL`, `MAIL_FROM`, `MAIL_TOKEN` and `REGISTRATION_MAIL_KEY`.
 * Undefined without `MAIL_URL`: no mail is sent then.
 * @throws Error with one sentence, which quotes no secret, if one is missing or invalid.
 */
export function mailingFrom(environment: Environment, parts?: ProcessParts): Mailing | undefined {
  const url = environment['MAIL_URL'] ?? '';
  if (url === '') return undefined;
  const way = wayFrom(url, environment, parts?.smtp);
  const from = senderFrom(environment, url.startsWith('http'));
  const key = needed(
    environment,
    'REGISTRATION_MAIL_KEY',
    `Make a key for the mail alone with \`${organiserCommand} keys make FILE\`.`,
  );
  const sealContact = sealOf(key, parts?.encryptTo ?? encryptTo);
  return { sealContact, open: openerOf(key), from, ...way };
}

/** What sends for a site and its registrations. */
export interface Sender {
  readonly built: Pick<BuiltSite, 'event' | 'words' | 'mail' | 'calendar'>;
  readonly keeping: Pick<Endpoint, 'store' | 'hash'>;
  readonly deployment: Deployment;
}

/** Assembles what sending needs. */
export function sendingOf(
  { open, transport, from }: Mailing,
  { built, keeping, deployment }: Sender,
): Sending {
  const { store, hash } = keeping;
  const link = async (reference: string) => {
    const target = { reference, number: await linkNumber(store, reference) };
    return ownAddress({ deployment }, await provedReference(target, 'own', hash));
  };
  const { event, words, mail: templates, calendar } = built;
  const letterhead = { event, words, templates, calendar, from, site: deployment.site, link };
  return { outbox: store.outbox, transport, open, letterhead, now: Date.now };
}
