import type { Transport } from '../../mail/compose.ts';
import type { Environment } from '../environment.ts';
import { mailingFrom, type Mailing } from '../mailing.ts';

/** SMTP, loaded with the first mail. */
function smtp(url: string): Transport {
  return async (mail) => (await import('./smtp-transport.ts')).smtpTransport(url)(mail);
}

/**
 * Reads the mail settings like `mailingFrom`, with SMTP.
 * @throws Error with one sentence, which quotes no secret, if a setting is missing or invalid.
 */
export function nodeMailingFrom(environment: Environment): Mailing | undefined {
  return mailingFrom(environment, smtp);
}
