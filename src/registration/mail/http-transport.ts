import type { Delivery, Mail, Transport } from './compose.ts';

/** Milliseconds for which a provider is waited for; a function has 30 seconds for a round. */
const patience = 10 * 1000;

/** What an HTTP status says of the mail; a refusal of our own token says nothing of it. */
function deliveryOf({ ok, status }: Response): Delivery {
  if (ok) return 'taken';
  const isOurs = status < 400 || status === 401 || status === 403 || status === 404;
  return isOurs || status === 408 || status === 409 || status === 429 || status >= 500
    ? 'later'
    : 'refused';
}

/** The calendar as a provider takes it: its bytes as base64. */
function attached(calendar: string) {
  const content = btoa(String.fromCharCode(...new TextEncoder().encode(calendar)));
  return [{ filename: 'event.ics', content, content_type: 'text/calendar' }];
}

function bodyOf({ id, from, to, subject, text, html, calendar }: Mail): string {
  const headers = { 'Message-ID': `<${id}>`, 'Auto-Submitted': 'auto-generated' };
  const attachments = calendar === undefined ? undefined : attached(calendar);
  return JSON.stringify({ from, to: [to], subject, text, html, headers, attachments });
}

/**
 * Hands mails to a provider that takes them as JSON by HTTPS (`from`, `to`, `subject`, `text`, `html`,
 * `headers`, `attachments`), for hosts that have no sockets. The header `Idempotency-Key` is the same for each try of one mail.
 */
export function httpTransport(url: string, token: string, send: typeof fetch = fetch): Transport {
  return async (mail) => {
    try {
      const response = await send(url, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': mail.id,
        },
        body: bodyOf(mail),
        // Workers know no `error`; a redirection is an answer like another.
        redirect: 'manual',
        signal: AbortSignal.timeout(patience),
      });
      await response.body?.cancel();
      return deliveryOf(response);
    } catch {
      return 'later';
    }
  };
}
