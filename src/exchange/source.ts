import { addressOf, type Deployment } from '../delivery/deployment.ts';
import type { Event } from '../event/event.ts';
import type { SessionTexts } from '../programme/abstract.ts';
import type { Words } from '../words/words.ts';
import type { Programme, Session } from '../programme/programme.ts';
import { programmeAddress, sessionAddress } from '../programme/programme-addresses.ts';
import { programmeMoment } from '../programme/publication.ts';

/** The input of every export. No clock and no other file affects its bytes. */
export interface Source extends SessionTexts {
  readonly event: Event;
  /** What the interface says in the event's language. */
  readonly words: Words;
  readonly deployment: Pick<Deployment, 'site'>;
  readonly programme: Programme;
}

/** The absolute address to read about a session. A break only has the timetable. */
export function pageOf({ deployment }: Pick<Source, 'deployment'>, session: Session): string {
  const { kind, slug } = session;
  return addressOf(deployment, kind.pause ? programmeAddress : sessionAddress(slug));
}

/** When any of the sessions last changed, in milliseconds since the epoch. */
export function lastChange(event: Event, sessions: readonly Session[]): number {
  return sessions.reduce(
    (latest, { changed }) => Math.max(latest, changed),
    programmeMoment(event),
  );
}

/** A text without what XML 1.0 (2.2) or iCalendar (RFC 5545, 3.1) cannot hold. */
export function printable(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\t\n\u{20}-\u{7e}\u{a0}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '');
}
