import { dateAt } from '../../event/dates.ts';
import type { Event } from '../../event/event.ts';
import type { HeldInvitation, Store } from '../store/store.ts';

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
