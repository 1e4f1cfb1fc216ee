import { dateInWords } from '../../event/dates.ts';
import { deletionDates, eventPlaceholders } from '../../event/placeholders.ts';
import { fillIn, say } from '../../words/text.ts';
import { canAnswerAnew } from '../changes/answer-anew.ts';
import { endpointAddress, ownAddress, pathBelow, type Endpoint } from '../http/endpoint.ts';
import { markup, type Markup } from '../form/question/html.ts';
import type { KeyedHash } from '../record/keyed-hash.ts';
import { said, strong } from './said.ts';
import { placeItems, standingClaims } from './render-places.ts';
import { guestWords } from '../form/guest-words.ts';
import { hasWaitingList } from '../form/questions.ts';
import { provedReference } from '../record/reference.ts';
import { dataReply, pageReply } from '../http/replies.ts';
import { StoreUnavailable } from '../store/store.ts';

/** The path at which an acknowledgement stands. */
function acknowledgementPath(endpoint: Endpoint, acknowledgement: string): string {
  return pathBelow(endpoint, `received/${acknowledgement}`);
}

/** The two ways to a registration that the endpoint gives out. */
export interface GuestLinks {
  readonly reference: string;
  /** The last part of the acknowledgement's address. */
  readonly acknowledgement: string;
  /** The guest's own code: it goes after the `#` of an address, which no server sees. */
  readonly own: string;
}

/** What the endpoint gives out for a registration. */
export async function linksFor(reference: string, hash: KeyedHash): Promise<GuestLinks> {
  const acknowledgement = await provedReference(reference, 'acknowledgement', hash);
  return { reference, acknowledgement, own: await provedReference(reference, 'own', hash) };
}

/** Sends a browser on to the acknowledgement, which it can load again without sending anything. */
export function receivedRedirect(
  endpoint: Endpoint,
  { acknowledgement, own }: GuestLinks,
): Response {
  // A path, so that no header of the request has a say in where it leads.
  const Location = `${acknowledgementPath(endpoint, acknowledgement)}#${own}`;
  return dataReply(endpoint, undefined, 303, { Location });
}

/** Tells a program that its registration was received, and when it is deleted. */
export function receivedData(
  endpoint: Endpoint,
  { reference, acknowledgement, own }: GuestLinks,
): Response {
  const path = acknowledgementPath(endpoint, acknowledgement);
  const address = endpointAddress(endpoint);
  const data = {
    reference,
    received: new URL(`${path}#${own}`, address).href,
    own: ownAddress(endpoint, own),
    deleted: deletionDates(endpoint.event),
  };
  return dataReply(endpoint, data, 201, { 'Content-Type': 'application/json', Location: path });
}

/**
 * The words of the state that a registration has now; nothing where it is deleted, or the store does not answer.
 */
async function stateMarkup(
  { definition, words, store }: Endpoint,
  reference: string,
): Promise<Markup | undefined> {
  try {
    const held = await store.find(reference);
    if (held === undefined) return undefined;
    return markup`<p>${guestWords(definition, words).states[held.state]}</p>\n`;
  } catch (cause) {
    if (cause instanceof StoreUnavailable) return undefined;
    throw cause;
  }
}

/** The acknowledgement: the reference, its state, what happens next and when the answers are deleted. */
export async function receivedPage(endpoint: Endpoint, reference: string): Promise<Response> {
  const { event, words, definition } = endpoint;
  const { first, everything } = deletionDates(event);
  const values = {
    ...eventPlaceholders(event, words),
    'first deletion': dateInWords(event.language, first),
    deletion: dateInWords(event.language, everything),
  };
  const claims = hasWaitingList(definition) ? await standingClaims(endpoint, reference) : [];
  const waits = placeItems(endpoint, claims);
  const state = await stateMarkup(endpoint, reference);
  const next = definition.received.next.map((text) => markup`<li>${fillIn(text, values)}</li>\n`);
  const { received } = words.guest;
  const own = (label: string) =>
    markup`<a href="${pathBelow(endpoint, 'own')}" data-own>${label}</a>`;
  const happens =
    waits.length + next.length === 0
      ? undefined
      : markup`<h2>${received.next}</h2>
<ul>
${waits}${next}</ul>
`;
  return pageReply(endpoint, {
    title: guestWords(definition, words).receivedTitle,
    status: 200,
    script: true,
    content: (
      link,
    ) => markup`<p class="reference">${said(say(received.reference, { reference }), { strong })}</p>
${state}${happens}<h2>${received.link}</h2>
<p>${said(canAnswerAnew(endpoint) ? received.may_change : received.may_withdraw, { own })} ${received.keep}</p>
<p>${said(received.back, { home: (label) => markup`<a href="${link('/')}">${label}</a>` })}</p>
`,
  });
}
