import {
  formatMailbox,
  type Attachment,
  type Delivery,
  type Mail,
  type Transport,
} from './message.ts';

/** How long to wait for a provider, in milliseconds. A function has 30 seconds for a round. */
const patience = 10 * 1000;

/**
 * The meaning of an HTTP status for the mail. If our own token is refused, the mail is not at
 * fault.
 */
function deliveryOf({ ok, status }: Response): Delivery {
  if (ok) return 'taken';
  const isOurs = status < 400 || status === 401 || status === 403 || status === 404;
  return isOurs || status === 408 || status === 409 || status === 429 || status >= 500
    ? 'later'
    : 'refused';
}

/** An attachment for the provider: base64. */
function attached({ filename, content, contentType }: Attachment) {
  const bytes = Array.from(new TextEncoder().encode(content), (byte) => String.fromCharCode(byte));
  return { filename, content: btoa(bytes.join('')), content_type: contentType };
}

function bodyOf({ id, from, to, headers, attachments, ...content }: Mail): string {
  return JSON.stringify({
    from: formatMailbox(from),
    to: [to],
    ...content,
    headers: { 'Message-ID': `<${id}>`, ...headers },
    attachments: attachments.length === 0 ? undefined : attachments.map(attached),
  });
}

/**
 * Sends mails over HTTPS to a provider that accepts JSON (`from`, `to`, `subject`, `text`, `html`,
 * `headers`, `attachments`), for hosts without sockets. The header `Idempotency-Key` is the same
 * for every try of one mail.
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
        // Workers have no `error` mode. A redirect is treated as any other reply.
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
