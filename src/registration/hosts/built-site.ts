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
  /** The event's days as iCalendar, for guests who are expected. */
  readonly calendar: string;
  /** The built page `/register/`, as HTML. */
  readonly page: string;
  /** The hashes of the pages' inline style sheets, in the form of a Content-Security-Policy. */
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
 * Whether a value has the parts that this release's build writes. The build has checked their
 * content. Checking it again would take longer than everything else before the first reply.
 */
export function isBuiltSite(value: unknown): value is BuiltSite {
  return (
    typeof value === 'object' && value !== null && Object.keys(parts).every((part) => part in value)
  );
}
