import type { WaitingMail } from '../store/outbox.ts';
import type { Store } from '../store/store.ts';

/** One line for each mail in the outbox; none if it is empty. */
export function mailLines(mails: readonly WaitingMail[]): string[] {
  const waiting = mails.filter(({ failed }) => !failed);
  const failed = mails.filter((mail) => mail.failed);
  const since = waiting[0]?.at.slice(0, 16).replace('T', ' ');
  return [
    ...(since === undefined ? [] : [`mails waiting: ${waiting.length}, since ${since} UTC`]),
    ...(failed.length === 0 ? [] : [`mails failed: ${failed.length}`]),
    ...failed.map(
      ({ reference, kind, attempts }) => `${reference}: ${kind}, tried ${attempts} times`,
    ),
  ];
}

/** Lists the queued and failed mails. With `again`, retries the failed ones from `now`. */
export async function mailWork(store: Store, again: boolean, now: number): Promise<string> {
  const tried = again ? [`to be tried again: ${await store.outbox.retry(now)}`] : [];
  const lines = mailLines(await store.outbox.list());
  return [...tried, ...(lines.length === 0 ? ['No mail is waiting.'] : lines)].join('\n');
}
