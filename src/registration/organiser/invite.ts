import { existsSync } from 'node:fs';
import { addDays, isDate, momentIn } from '../../event/dates.ts';
import type { Event } from '../../event/event.ts';
import { eventNow } from '../../event/phase.ts';
import { codeKeyOf } from '../access/invitation-access.ts';
import { foldedEmailAddress } from '../form/question/email-address.ts';
import { newCode } from '../record/reference.ts';
import type { HeldInvitation } from '../store/store.ts';
import { readGuestList, type ListedGuest } from './guest-list/guest-list.ts';
import {
  codeFilesFor,
  finish,
  localNotes,
  writeCodes,
  writePending,
  type Invited,
  type Inviting,
} from './invitation-codes.ts';

/** The moment after the last day, in the event's zone. */
function endOf(day: string, event: Event): string {
  if (!isDate(day))
    throw new Error(`--expires is "${day}". Write the last day as YYYY-MM-DD, such as 2017-01-31.`);
  const end = momentIn(event.zone, addDays(day, 1));
  if (end > eventNow(event)) return new Date(end).toISOString();
  throw new Error(`--expires is ${day}, which is in the past. Write today or a later day.`);
}

/** A guest to invite, with the keyed hash of the address that the code is bound to. */
interface Chosen extends ListedGuest {
  readonly emailKey: string | undefined;
}

/** Whether an invitation at a moment (ISO 8601, in UTC) was used or can be. */
function counts({ usedBy, revoked, expiresAt }: HeldInvitation, now: string): boolean {
  return usedBy !== undefined || (!revoked && (expiresAt === undefined || expiresAt > now));
}

/** The guests to invite, each address once, and a sentence about each that is left out. */
async function withoutDoubles(
  { store, hash, event }: Inviting,
  file: string,
  guests: readonly ListedGuest[],
): Promise<{ readonly chosen: readonly Chosen[]; readonly left: readonly string[] }> {
  const now = new Date(eventNow(event)).toISOString();
  const why = new Map<string | undefined, string>();
  for (const one of await store.invitations()) {
    if (counts(one, now)) why.set(one.emailKey, `has the invitation ${one.number} already`);
  }
  why.delete(undefined);
  const chosen: Chosen[] = [];
  const left: string[] = [];
  for (const guest of guests) {
    const { line, address } = guest;
    const emailKey = address && (await hash('email', foldedEmailAddress(address)));
    const reason = why.get(emailKey);
    if (reason === undefined) chosen.push({ ...guest, emailKey });
    else left.push(`${file}:${line}: left out, since ${address} ${reason}.`);
    if (reason === undefined && emailKey !== undefined)
      why.set(emailKey, `is on line ${line} as well`);
  }
  return { chosen, left };
}

/** Stores invitations for these guests, all or none, after their codes are on the disk. */
async function make(
  { store, hash, deployment }: Inviting,
  files: ReturnType<typeof codeFilesFor>,
  {
    chosen,
    expiresAt,
  }: { readonly chosen: readonly Chosen[]; readonly expiresAt: string | undefined },
): Promise<void> {
  const codes = chosen.map(({ name, address = '' }) => ({ name, address, code: newCode() }));
  const invitations = await Promise.all(
    chosen.map(async ({ emailKey }, index) => ({
      codeKey: await codeKeyOf({ hash }, codes[index]?.code ?? ''),
      emailKey,
      expiresAt,
    })),
  );
  await writePending(files, codes);
  const numbers = await store.invite(invitations).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : '';
    throw new Error(
      `${reason} Run the command again: it finds out whether invitations were made.`,
      {
        cause,
      },
    );
  });
  const made = codes.map((one, index) => ({ ...one, number: numbers[index] }));
  await writeCodes(deployment, files, made);
}

/**
 * Makes an invitation for each guest in a file, and writes a new file with the codes. The store only
 * keeps hashes. An address gets one invitation. The codes are on the disk before the invitations are
 * stored, and get their file's name afterwards: what a crash interrupts, the next run ends.
 * @throws Error with one sentence; then no invitation is made, or the next run writes its code.
 */
export async function invite(work: Inviting, file: string, expires?: string): Promise<Invited> {
  const files = codeFilesFor(file);
  if (existsSync(files.codes)) {
    throw new Error(
      `${files.codes} already exists and is unchanged. Move it away, or give the list another name. ` +
        'No invitations were made.',
    );
  }
  const expiresAt = expires === undefined ? undefined : endOf(expires, work.event);
  if (existsSync(files.pending)) return finish(work, files);
  const { guests, notes } = await readGuestList(file);
  const { chosen, left } = await withoutDoubles(work, file, guests);
  if (chosen.length === 0) return { text: 'No invitations were made.', notes: left, done: false };
  await make(work, files, { chosen, expiresAt });
  return {
    text: `Invitations made: ${chosen.length}. Their codes are in ${files.codes}, and nowhere else.`,
    notes: [...notes, ...left, ...localNotes(work.deployment)],
    done: left.length === 0,
  };
}
