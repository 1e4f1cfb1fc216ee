import type { Event } from '../../event/event.ts';
import type { Words } from '../../words/words.ts';
import type { Definition } from '../form/definition.ts';
import type { MailTemplates } from '../mail/templates.ts';
import type { OfferedSessions } from '../form/session-choices.ts';
import type { EndpointDeployment } from './deployment-paths.ts';

/** What a build hands to its endpoint, in a file beside the bundle. */
export interface BuiltSite {
  readonly deployment: EndpointDeployment;
  readonly event: Event;
  readonly words: Words;
  readonly definition: Definition;
  readonly mail: MailTemplates;
  readonly offeredSessions: OfferedSessions;
  /** The days of the event as iCalendar, for who is told that they are expected. */
  readonly calendar: string;
  /** The built page `/register/`, as HTML. */
  readonly page: string;
  /** The hashes of the pages' inline style sheets, as a Content-Security-Policy writes them. */
  readonly styleHashes: readonly string[];
}

const parts = {
  deployment: true,
  event: true,
  words: true,
  definition: true,
  mail: true,
  offeredSessions: true,
  calendar: true,
  page: true,
  styleHashes: true,
} satisfies Record<keyof BuiltSite, true>;

/**
 * Whether a value has the parts that a build of this release writes. What stands in them was checked by
 * that build: to check it again would take longer than all else before the first answer.
 */
export function isBuiltSite(value: unknown): value is BuiltSite {
  return (
    typeof value === 'object' && value !== null && Object.keys(parts).every((part) => part in value)
  );
}
