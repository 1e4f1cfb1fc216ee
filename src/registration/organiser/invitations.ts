import { readFile } from 'node:fs/promises';
import { format, parse } from 'node:path';
import { addDays, dateAt, isDate, momentIn } from '../../event/dates.ts';
import { addressOf, type Deployment } from '../../delivery/deployment.ts';
import type { Event } from '../../event/event.ts';
import { eventNow } from '../../event/phase.ts';
import { codeKeyOf } from '../access/invitation-access.ts';
import { foldedEmailAddress, isEmailAddress } from '../form/question/email-address.ts';
import { csvText } from '../export/csv.ts';
import type { KeyedHash } from '../record/keyed-hash.ts';
import { newCode } from '../record/reference.ts';
import type { HeldInvitation, Store } from '../store/store.ts';
import { writeNew } from '../export/export-file.ts';

/** What making invitations needs. */
export interface Inviting {
  readonly store: Store;
  readonly hash: KeyedHash;
  readonly event: Event;
  readonly deployment: Deployment;
}

/** The guests in a file, one for each line. Blank lines are skipped. */
async function guestsIn(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`${file} cannot be read. Give a file with one line for each guest.`, { cause });
  });
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const wrong = lines.findIndex((line) => line.includes('@') && !isEmailAddress(line.trim()));
  if (wrong >= 0) {
    throw new Error(
      `${file}:${wrong + 1}: this is not an e-mail address. Write one such as name@example.org ` +
        'on a line of its own, or a name without "@". No invitations were made.',
    );
  }
  const guests = lines.map((line) => line.trim()).filter((line) => line !== '');
  if (guests.length > 0) return guests;
  throw new Error(`${file} contains no guests. Write one line for each.`);
}

/** The moment after the last day, in the event's zone. */
function endOf(day: string, event: Event): string {
  if (!isDate(day))
    throw new Error(`--expires is "${day}". Write the last day as YYYY-MM-DD, such as 2017-01-31.`);
  const end = momentIn(event.zone, addDays(day, 1));
  if (end > eventNow(event)) return new Date(end).toISOString();
  throw new Error(`--expires is ${day}, which is in the past. Write today or a later day.`);
}

/**
 * Makes an invitation for each line of a file, and writes a new file with the codes. The store only
 * keeps hashes. Returns the message for the organiser.
 * @throws Error with one sentence; then no code is valid.
 */
export async function invite(
  { store, hash, event, deployment }: Inviting,
  file: string,
  expires?: string,
): Promise<string> {
  const expiresAt = expires === undefined ? undefined : endOf(expires, event);
  const guests = await guestsIn(file);
  const codes = guests.map(() => newCode());
  const made = await Promise.all(
    guests.map(async (guest, index) => ({
      codeKey: await codeKeyOf({ hash }, codes[index] ?? ''),
      emailKey: isEmailAddress(guest) ? await hash('email', foldedEmailAddress(guest)) : undefined,
      expiresAt,
    })),
  );
  const numbers = await store.invite(made);
  const page = addressOf(deployment, '/register/');
  const rows = guests.map((guest, index) => {
    const code = codes[index] ?? '';
    return [String(numbers[index]), guest, code, `${page}#${code}`];
  });
  const { dir, name } = parse(file);
  const list = format({ dir, name: `${name}-codes`, ext: '.csv' });
  try {
    await writeNew(list, csvText([['number', 'guest', 'code', 'link'], ...rows]));
  } catch (cause) {
    // Nobody has these codes.
    await store.revoke(numbers);
    throw cause;
  }
  return `Invitations made: ${guests.length}. Their codes are in ${list}, and nowhere else.`;
}

function stateOf({ usedBy, revoked, expiresAt }: HeldInvitation, zone: string, now: number) {
  if (usedBy !== undefined) return `used by ${usedBy}${revoked ? ', revoked' : ''}`;
  if (revoked) return 'revoked';
  if (expiresAt === undefined) return 'open';
  const end = Date.parse(expiresAt);
  return now < end ? `open until ${dateAt(zone, end - 1)}` : 'expired';
}

/**
 * One line for each invitation, with its state at a moment of the event in milliseconds since the
 * epoch.
 */
export async function invitationLines(
  store: Store,
  { zone }: Pick<Event, 'zone'>,
  now: number,
): Promise<string> {
  const lines = (await store.invitations()).map((one) => {
    const bound = one.emailKey === undefined ? '' : ', tied to an e-mail address';
    return `${one.number}: ${stateOf(one, zone, now)}${bound}`;
  });
  return lines.length === 0 ? 'There are no invitations.' : lines.join('\n');
}

/**
 * Revokes invitations by number, and returns a line for each.
 * @throws Error with one sentence if a typed number is invalid; then nothing changes.
 */
export async function revokeInvitations(
  store: Store,
  typed: readonly string[],
): Promise<{ readonly text: string; readonly done: boolean }> {
  const wrong = typed.find((one) => !/^[1-9]\d{0,8}$/.test(one));
  if (wrong !== undefined || typed.length === 0) {
    throw new Error(
      `"${wrong ?? ''}" is not the number of an invitation. Run \`invite\` without a file to list them.`,
    );
  }
  const numbers = typed.map(Number);
  const revoked = new Set(await store.revoke(numbers));
  const lines = numbers.map(
    (one) =>
      `${one}: ${revoked.has(one) ? 'revoked.' : 'there is no invitation with this number.'}`,
  );
  return { text: lines.join('\n'), done: revoked.size === new Set(numbers).size };
}
