import { type Change, changeInWords, changesOf } from '../programme/changes.ts';
import { addressOf } from '../delivery/deployment.ts';
import { changesFeedAddress, programmeAddress } from '../programme/programme-addresses.ts';
import { programmeMoment } from '../programme/publication.ts';
import { say } from '../words/text.ts';
import { capitalised, machineTime, when, where } from '../programme/session-words.ts';
import { eventGuid, guidOf, sessionGuid } from './guid.ts';
import { pageOf, type Source } from './source.ts';
import { element, type Xml, xmlDocument } from './xml.ts';

const page = (href: string) => element('link', { rel: 'alternate', type: 'text/html', href });

/** What changed and, for a session that takes place, when and where it is now. */
function summaryOf(source: Source, change: Change): string {
  const { session, kind } = change;
  const what = `${capitalised(changeInWords(source, change))}.`;
  if (kind === 'cancelled' || session.cancelled !== undefined) return what;
  const place = where(source, session);
  return `${what} ${when(source, session)}${place === undefined ? '' : `, ${place}`}.`;
}

function entryOf(source: Source, change: Change): Xml {
  const { session, kind, since } = change;
  const guid = guidOf(sessionGuid(source.event, session), `${kind}:${since}`);
  return element('entry', {}, [
    element('id', {}, `urn:uuid:${guid}`),
    element('title', {}, `${session.title}: ${changeInWords(source, change)}`),
    element('updated', {}, machineTime(since)),
    element('published', {}, machineTime(since)),
    page(pageOf(source, session)),
    element('category', { term: kind }),
    element('summary', {}, summaryOf(source, change)),
  ]);
}

/**
 * The sessions moved, cancelled or added since the programme was published, newest first, as an
 * Atom feed (RFC 4287).
 */
export function changesFeed(source: Source): string {
  const { event, words, deployment, programme } = source;
  const changes = changesOf(programme);
  const self = addressOf(deployment, changesFeedAddress);
  return xmlDocument(
    element('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': event.language }, [
      element('id', {}, `urn:uuid:${eventGuid(event)}`),
      element('title', {}, say(words.changes.feed_title, { event: event.name })),
      element('updated', {}, machineTime(changes[0]?.since ?? programmeMoment(event))),
      element('link', { rel: 'self', type: 'application/atom+xml', href: self }),
      page(addressOf(deployment, programmeAddress)),
      element('author', {}, [element('name', {}, event.name)]),
      element('generator', {}, 'event-microsite'),
      ...changes.map((change) => entryOf(source, change)),
    ]),
  );
}
