import type { Event } from '../../event/event.ts';
import type { Words } from '../../explain/explain-codes.ts';
import { programmeDate } from '../../event/phase.ts';
import type { SessionFrontmatter } from '../../programme/session.ts';

/** The words for a link to a page that is public from a moment on, as written. */
export function notBefore(moment: string): Words {
  return [
    `leads to a page that is not published before ${moment.replace('T', ', ')}`,
    'Remove it until then.',
  ];
}

/** The words for links to pages that depend on one of some sessions, or on the `first` of them. */
export function unpublishedTargets(
  event: Event,
  sessions: readonly SessionFrontmatter[],
  first: string,
): Words {
  const [earliest] = sessions
    .filter(({ status }) => status !== 'draft')
    .map(({ publish_from }) => publish_from ?? event.programme.publish_from ?? programmeDate(event))
    .toSorted();
  if (earliest !== undefined) return notBefore(earliest);
  return sessions.length > 0
    ? ['leads to a page that is a draft', 'Remove it until the page is published.']
    : [`leads to a page that first appears with ${first}`, 'Remove it until then.'];
}
