import { dateAt, dateInWords, timeAt } from '../../event/dates.ts';
import type { Event } from '../../event/event.ts';
import { deletionDates } from '../../event/placeholders.ts';
import { isHeldByPinnedClock, type Receipt } from './deletion.ts';

function registrations(number: number): string {
  return number === 1 ? '1 registration' : `${number} registrations`;
}

function deletedWords({ what, first, registrations: whole }: Receipt): string {
  return what === 'first'
    ? `Deleted: the answers marked for early deletion, from ${registrations(first)}.`
    : `Deleted: ${registrations(whole)} in full, ${first} of them with answers marked for early deletion.`;
}

function leftWords(event: Event, { left }: Receipt): string[] {
  const whole =
    `${left.whole} of them come from an older release and keep all their answers in one piece. ` +
    `They are deleted in full, on ${dateInWords(event.language, deletionDates(event).everything)}, or now with ` +
    '`--what everything`.';
  return [
    `Remaining: ${registrations(left.registrations)}, ${left.first} of them with answers marked for early deletion.`,
    ...(left.whole > 0 ? [whole] : []),
  ];
}

/** A deletion in sentences, one for each line, as proof. It names no registration. */
export function receiptInWords(
  event: Event,
  receipt: Receipt,
  database: string,
  now: number,
): string {
  const { zone } = event;
  const moment = `${dateInWords(event.language, dateAt(zone, now))}, ${timeAt(zone, now)} (${zone})`;
  return [
    `Receipt, ${moment}, for the database ${database}`,
    deletedWords(receipt),
    ...leftWords(event, receipt),
    'Backups, exports and other copies are not affected: delete those by hand.',
  ].join('\n');
}

/** What to say if nothing is due: when it will be, and what holds it back. */
export function nothingDueInWords(event: Event, now: number): string {
  const { first, everything } = deletionDates(event);
  const dates =
    `Nothing is due. Answers marked for early deletion are deleted on ${dateInWords(event.language, first)}, ` +
    `everything else on ${dateInWords(event.language, everything)}.`;
  return isHeldByPinnedClock(event, now) ? `${dates}\n${heldWords(event)}` : dates;
}

/** Why nothing is deleted although its date has passed. */
export function heldWords({ clock }: Event): string {
  return (
    `\`clock\` in content/event.yaml is pinned to ${clock}, and nothing is deleted until that clock ` +
    'reaches the date. Remove the line to use today’s date.'
  );
}
