import type { Transport } from '../../mail/compose.ts';
import type { Environment } from '../environment.ts';
import { mailingFrom, type Mailing } from '../mailing.ts';

/** SMTP, which is loaded with the first mail. */
function smtp(url: string): Transport {
  return async (mail) => (await import('./smtp-transport.ts')).smtpTransport(url)(mail);
}

/**
 * Reads how mail is sent, as `mailingFrom` does, with SMTP.
 * @throws Error with one sentence, which quotes no secret, where a setting is missing or does not serve.
 */
export function nodeMailingFrom(environment: Environment): Mailing | undefined {
  return mailingFrom(environment, smtp);
}
