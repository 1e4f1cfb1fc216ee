import { identityToRecipient } from 'age-encryption';
import type { Deployment } from '../../../event/deployment.ts';
import { contactOpener, contactSeal, type SealContact } from '../../contact.ts';
import { ownAddress } from '../../endpoint.ts';
import { httpTransport } from '../../http-mail.ts';
import type { Transport } from '../../mail.ts';
import { provedReference } from '../../reference.ts';
import type { Sending } from '../../send-due.ts';
import type { BuiltSite } from './built-site.ts';
import type { Keeping } from './demonstration.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What sends mail, and what seals whom it goes to. */
export interface Mailing {
  readonly sealContact: SealContact;
  readonly open: Sending['open'];
  readonly transport: Transport;
  /** The sender. */
  readonly from: string;
}

function needed(environment: Environment, name: string, remedy: string): string {
  const value = environment[name] ?? '';
  if (value !== '') return value;
  throw new Error(`MAIL_URL is set, and ${name} is not. ${remedy}`);
}

async function transportFrom(url: string, environment: Environment): Promise<Transport> {
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  if (protocol === 'smtp:' || protocol === 'smtps:') {
    return (await import('./smtp.ts')).smtpTransport(url);
  }
  if (protocol === 'https:') {
    const remedy = 'Write the token that your provider gave you.';
    return httpTransport(url, needed(environment, 'MAIL_TOKEN', remedy));
  }
  // It may hold a password: it is not quoted.
  throw new Error(
    'MAIL_URL is no address that mail can be handed to. Write one such as ' +
      'smtps://USER:PASSWORD@mail.example.org:465, or the https address of a provider.',
  );
}

async function recipientOf(identity: string): Promise<string> {
  try {
    return await identityToRecipient(identity);
  } catch (cause) {
    throw new Error(
      'REGISTRATION_MAIL_KEY is not an age identity. Write the line AGE-SECRET-KEY-1… of a key ' +
        'file that `npm run registrations -- keys make` made.',
      { cause },
    );
  }
}

/**
 * Reads how mail is sent from `MAIL_URL`, `MAIL_FROM`, `MAIL_TOKEN` and `REGISTRATION_MAIL_KEY`; undefined
 * without `MAIL_URL`, where none is sent.
 * @throws Error with one sentence, which quotes no secret, where one is missing or does not serve.
 */
export async function mailingFrom(environment: Environment): Promise<Mailing | undefined> {
  const url = environment['MAIL_URL'] ?? '';
  if (url === '') return undefined;
  const transport = await transportFrom(url, environment);
  const from = needed(environment, 'MAIL_FROM', 'Write the sender, such as office@example.org.');
  if (
    !/^([^<>"\p{Cc}]+ <)?[^\s@<>",]+@[\w.-]+>?$/u.test(from) ||
    from.includes('<') !== from.endsWith('>')
  ) {
    throw new Error(
      `MAIL_FROM is "${from}". Write an address, or a name with one: The office <office@example.org>.`,
    );
  }
  const key = needed(
    environment,
    'REGISTRATION_MAIL_KEY',
    'Make a key for the mail alone with `npm run registrations -- keys make FILE`.',
  );
  const sealContact = contactSeal(await recipientOf(key));
  return { sealContact, open: contactOpener(key), transport, from };
}

/** What is sent for a site and its registrations. */
export interface Sender {
  readonly built: Pick<BuiltSite, 'event' | 'mail'>;
  readonly keeping: Pick<Keeping, 'store' | 'hash'>;
  readonly deployment: Deployment;
}

/** Brings together what sending needs. */
export function sendingOf(
  { open, transport, from }: Mailing,
  { built, keeping, deployment }: Sender,
): Sending {
  const link = async (reference: string) =>
    ownAddress({ deployment }, await provedReference(reference, 'own', keeping.hash));
  const letterhead = { event: built.event, words: built.mail, from, site: deployment.site, link };
  return { outbox: keeping.store.outbox, transport, open, letterhead, now: Date.now };
}
