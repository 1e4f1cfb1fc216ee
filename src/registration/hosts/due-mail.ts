import { sendDue, type Sending } from '../mail/send-due.ts';
import { StoreUnavailable } from '../store/store.ts';

/** Sends the mails that are due, and reports numbers or why not, never an answer; it never rejects. */
export async function sendNow(sending: Sending, report: (line: string) => void): Promise<void> {
  try {
    const { taken, later, failed } = await sendDue(sending);
    if (taken + later + failed === 0) return;
    report(`mail: accepted ${taken}, to be tried again ${later}, failed ${failed}`);
  } catch (cause) {
    // The message of an unknown error could quote a row; its name does not.
    const reason = cause instanceof StoreUnavailable ? cause.message : 'internal-error';
    report(`mail: could not be sent now: ${reason}`);
  }
}
