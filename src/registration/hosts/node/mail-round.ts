import { sendDue, type Sending } from '../../send-due.ts';
import { StoreUnavailable } from '../../store.ts';

/** How often is looked for mails that are due, in milliseconds. */
const pause = 2 * 1000;

/** The operator's log: numbers and a cause, never an answer. */
type Report = (line: string) => void;

async function round(sending: Sending, report: Report): Promise<void> {
  try {
    const { taken, later, failed } = await sendDue(sending);
    if (taken + later + failed === 0) return;
    report(`mail: taken ${taken}, to be tried again ${later}, failed ${failed}`);
  } catch (cause) {
    // The message of an unknown error could quote a row; its name does not.
    report(
      `mail: not sent now: ${cause instanceof StoreUnavailable ? cause.message : 'internal-error'}`,
    );
  }
}

/**
 * Sends what is due now and every few seconds from then on, one round at a time, without keeping the process
 * alive. What it returns ends that, and resolves once the mail in flight is settled.
 */
export function sendInRounds(
  sending: Omit<Sending, 'signal'>,
  report: Report,
): () => Promise<void> {
  const ending = new AbortController();
  const ended = { ...sending, signal: ending.signal };
  let running: Promise<void> | undefined;
  const begin = () => {
    running ??= round(ended, report).finally(() => (running = undefined));
  };
  begin();
  const timer = setInterval(begin, pause).unref();
  return async () => {
    clearInterval(timer);
    ending.abort();
    await running;
  };
}
