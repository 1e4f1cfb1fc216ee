import { setTimeout as wait } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import type { Delivery, Mail, Transport } from '../../mail/message.ts';
import { isLocal } from '../mailing.ts';

const second = 1000;

/** The meaning of a failure for the mail. If our own login fails, the mail is not at fault. */
function deliveryOf(cause: unknown): Delivery {
  if (!(cause instanceof Error) || !('responseCode' in cause) || !('code' in cause)) return 'later';
  const { code, responseCode } = cause;
  const isOfMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  return isOfMail && typeof responseCode === 'number' && responseCode >= 500 ? 'refused' : 'later';
}

/** A mail as Nodemailer takes it. */
function messageOf({ id, from, to, headers, attachments, ...content }: Mail) {
  return {
    ...content,
    messageId: `<${id}>`,
    from: { name: '', ...from },
    to: { name: '', address: to },
    headers: { ...headers },
    attachments: [...attachments],
  };
}

/**
 * Sends mails over SMTP, each on its own connection: encrypted from the start with `smtps:`, and by
 * STARTTLS with `smtp:`. Without encryption it only sends to this machine. `timeoutMs` is the
 * server's time for one mail.
 */
export function smtpTransport(url: string, timeoutMs: number = 60 * second): Transport {
  const local = isLocal(new URL(url));
  return async (mail) => {
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
    const late = new AbortController();
    try {
      const sending = transport.sendMail(messageOf(mail)).then((): Delivery => 'taken', deliveryOf);
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
