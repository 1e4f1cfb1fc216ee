import { createHash } from 'node:crypto';
import type { Event } from '../event/event.ts';
import type { Session, Speaker } from '../programme/programme.ts';
import { memoize } from '../event/memoize.ts';

/** The namespace of this project's names. Changing it makes every session a new one. */
const namespace = '0f985f04-3ad4-4f6c-a12a-523ef3afa14d';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The UUID of a name in a namespace, itself a UUID (RFC 9562, section 5.5: version 5). */
export function guidOf(space: string, name: string): string {
  const digest = createHash('sha1').update(Buffer.from(space.replaceAll('-', ''), 'hex'));
  const bytes = digest.update(name, 'utf8').digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  const ends = [8, 12, 16, 20, 32];
  return ends.map((end, index) => hex.slice(ends[index - 1] ?? 0, end)).join('-');
}

/** The event's identifier wherever the site is. It depends only on the event's id. */
export const eventGuid: (event: Pick<Event, 'id'>) => string = memoize(({ id }) =>
  guidOf(namespace, id),
);

/**
 * A session's identifier wherever the site is, whatever its title, file or time: its id if that is
 * a UUID, as for an imported session, or else a UUID made from the ids.
 */
export function sessionGuid(event: Pick<Event, 'id'>, { id }: Pick<Session, 'id'>): string {
  return UUID.test(id) ? id : guidOf(eventGuid(event), id);
}

/** A speaker's identifier. A session's id has no colon, so the two never collide. */
export function speakerGuid(event: Pick<Event, 'id'>, { id, slug }: Speaker): string {
  return id !== undefined && UUID.test(id) ? id : guidOf(eventGuid(event), `speaker:${id ?? slug}`);
}
