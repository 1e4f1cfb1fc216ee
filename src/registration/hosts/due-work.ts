import { forgottenAt } from '../access/rate-limit.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { sendDue, type Sending } from '../mail/send-due.ts';
import { offerPlaces, orphanedLines, type Limits } from '../places/offers.ts';
import { deleteFrom, deletionDue } from '../retention/deletion.ts';
import { StoreUnavailable } from '../store/store.ts';

/** The operator's log: numbers and a cause, never an answer. */
type Report = Endpoint['report'];

/** What a host deletes from, and the dates for it. */
export type Deletion = Pick<Endpoint, 'event' | 'store' | 'now' | 'report'>;

/** What a host needs to offer places. */
export type Offers = Limits & Pick<Endpoint, 'store' | 'now' | 'report'>;

/** Does work that is due, or reports why it failed. Never rejects. */
async function attempt(work: Promise<unknown>, failure: string, report: Report): Promise<void> {
  try {
    await work;
  } catch (cause) {
    // The message of an unknown error could quote a row. Its name does not.
    const reason = cause instanceof StoreUnavailable ? cause.message : 'internal-error';
    report(`${failure}: ${reason}`);
  }
}

async function deleteRegistrations({ event, store, now, report }: Deletion): Promise<void> {
  const due = deletionDue(event, now());
  if (due !== undefined) {
    const { first, registrations, left } = await deleteFrom(store, due);
    if (first + registrations + left.whole > 0) {
      report(
        `deletion: first answers of ${first}, whole ${registrations}; ` +
          `left ${left.registrations}, of an older release ${left.whole}`,
      );
    }
  }
  await store.forget(forgottenAt(now()));
}

/** Deletes due registrations and old rate limits, and reports the result. Never rejects. */
export function deleteDue(deletion: Deletion): Promise<void> {
  const work = deleteRegistrations(deletion);
  return attempt(work, 'deletion failed and will be tried again in a day', deletion.report);
}

/** Ends expired offers and offers free places, or reports why not. Never rejects. */
export function offerDue(offers: Offers): Promise<void> {
  const work = offerPlaces(offers, offers.now());
  return attempt(work, 'offering places failed and will be tried again', offers.report);
}

async function reportOrphans(offers: Offers): Promise<void> {
  for (const line of await orphanedLines(offers)) offers.report(line);
}

/** Reports at a start which choices guests have that the form has no more, or why that is not known; it never rejects. */
export function reportOrphaned(offers: Offers): Promise<void> {
  return attempt(reportOrphans(offers), 'choices could not be compared', offers.report);
}

async function sendMails(sending: Sending, report: Report): Promise<void> {
  const { taken, later, failed, dropped } = await sendDue(sending);
  if (taken + later + failed + dropped === 0) return;
  const gone = dropped === 0 ? '' : `, dropped as no longer true ${dropped}`;
  report(`mail: accepted ${taken}, to be tried again ${later}, failed ${failed}${gone}`);
}

/** Sends the mails that are due. Reports numbers or the failure, never an answer. Never rejects. */
export function sendDueMails(sending: Sending, report: Report): Promise<void> {
  return attempt(sendMails(sending, report), 'mail: could not be sent now', report);
}
