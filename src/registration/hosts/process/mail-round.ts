import type { Sending } from '../../mail/send-due.ts';
import { sendNow } from '../due-mail.ts';

/** How often is looked for mails that are due, in milliseconds. */
const pause = 2 * 1000;

/**
 * Sends what is due now and every few seconds from then on, one round at a time, without keeping the process
 * alive. What it returns ends that, and resolves once the mail in flight is settled.
 */
export function sendInRounds(
  sending: Omit<Sending, 'signal'>,
  report: (line: string) => void,
): () => Promise<void> {
  const ending = new AbortController();
  const ended = { ...sending, signal: ending.signal };
  let running: Promise<void> | undefined;
  const begin = () => {
    running ??= sendNow(ended, report).finally(() => (running = undefined));
  };
  begin();
  const timer = setInterval(begin, pause).unref();
  return async () => {
    clearInterval(timer);
    ending.abort();
    await running;
  };
}
