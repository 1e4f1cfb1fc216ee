import { connect } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { nativeEncryptTo } from '../../seal/native/native-age.ts';
import type { Environment } from '../environment.ts';
import { mailingFrom, type Mailing, type Smtp } from '../mailing.ts';

/** What a server says of itself: its lines so far, and whether it has said all of them. */
function announced(said: string): { readonly isWhole: boolean; readonly carriesUtf8: boolean } {
  return {
    isWhole: /^(?:250 |[45]\d\d)[^\n]*\n/m.test(said),
    carriesUtf8: /^250[ -]SMTPUTF8\b/im.test(said),
  };
}

/**
 * Whether a server of SMTP takes addresses with letters beyond ASCII before the @ (RFC 6531), as it announces to
 * `EHLO`. One that does not answer within `timeoutMs` is taken for one that does not. It never rejects.
 */
export async function smtpCarriesUtf8(url: string, timeoutMs: number = 5000): Promise<boolean> {
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const socket =
    protocol === 'smtps:'
      ? connectSecurely({ host, port: Number(port || 465), servername: host })
      : connect({ host, port: Number(port || 587) });
  const late = setTimeout(() => socket.destroy(), timeoutMs);
  let said = '';
  try {
    socket.setEncoding('utf8');
    let isAsked = false;
    for await (const piece of socket) {
      said += String(piece);
      if (!isAsked && /^220 [^\n]*\n/m.test(said)) {
        isAsked = true;
        socket.write('EHLO localhost\r\n');
      }
      if (announced(said).isWhole) break;
    }
  } catch {
    return false;
  } finally {
    clearTimeout(late);
    socket.destroy();
  }
  return announced(said).carriesUtf8;
}

/** Milliseconds for which what a server announces is taken to hold. */
const lasting = 10 * 60 * 1000;

/** SMTP, which is loaded with the first mail, and asked what it carries when that matters. */
function smtp(url: string): ReturnType<Smtp> {
  let asked: { readonly at: number; readonly answer: Promise<boolean> } | undefined;
  return {
    transport: async (mail) => (await import('./smtp-transport.ts')).smtpTransport(url)(mail),
    carriesUtf8: () => {
      const now = Date.now();
      if (asked === undefined || now - asked.at > lasting) {
        asked = { at: now, answer: smtpCarriesUtf8(url) };
      }
      return asked.answer;
    },
  };
}

/**
 * Reads the mail settings like `mailingFrom`, with SMTP.
 * @throws Error with one sentence, which quotes no secret, if a setting is missing or invalid.
 */
export function nodeMailingFrom(environment: Environment): Mailing | undefined {
  return mailingFrom(environment, { smtp, encryptTo: nativeEncryptTo });
}
