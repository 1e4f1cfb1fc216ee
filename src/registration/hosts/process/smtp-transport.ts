import { setTimeout as wait } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import type { Delivery, Transport } from '../../mail/compose.ts';
import { isLocal } from '../mailing.ts';

const second = 1000;

/** What a failure says of the mail: that it is refused for good, or nothing, as where our own login is. */
function deliveryOf(cause: unknown): Delivery {
  if (!(cause instanceof Error) || !('responseCode' in cause) || !('code' in cause)) return 'later';
  const { code, responseCode } = cause;
  const isOfMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  return isOfMail && typeof responseCode === 'number' && responseCode >= 500 ? 'refused' : 'later';
}

/** The calendar as an attachment: what a mail shows is its own words. */
function attached(calendar: string | undefined) {
  const contentType = 'text/calendar; charset=utf-8; method=PUBLISH';
  return calendar === undefined ? [] : [{ filename: 'event.ics', content: calendar, contentType }];
}

/**
 * Hands mails to a server by SMTP, each on a connection of its own: encrypted at once with `smtps:`, and by
 * STARTTLS with `smtp:`, without which nothing is sent but to this machine. `patience` is how many milliseconds a
 * server has for one mail.
 */
export function smtpTransport(url: string, timeoutMs: number = 60 * second): Transport {
  const local = isLocal(new URL(url));
  return async ({ id, from, to, subject, text, html, calendar }) => {
    const transport = createTransport({
      url,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      requireTLS: !local,
      ignoreTLS: local,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    const headers = { 'Auto-Submitted': 'auto-generated' };
    const receiver = { name: '', address: to };
    const content = { subject, text, html, attachments: attached(calendar) };
    const late = new AbortController();
    try {
      const sending = transport
        .sendMail({ messageId: `<${id}>`, from, to: receiver, headers, ...content })
        .then((): Delivery => 'taken', deliveryOf);
      const waiting = wait<Delivery>(timeoutMs, 'later', { signal: late.signal }).catch(
        (): Delivery => 'later',
      );
      return await Promise.race([sending, waiting]);
    } finally {
      late.abort();
      transport.close();
    }
  };
}
