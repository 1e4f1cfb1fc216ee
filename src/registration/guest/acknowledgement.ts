import { dateAt, dateInWords, spanInWords } from '../../event/dates.ts';
import type { Event } from '../../event/event.ts';
import { deletionDates, eventPlaceholders } from '../../event/placeholders.ts';
import { eventCalendarAddress } from '../../programme/programme-addresses.ts';
import { fillIn, say } from '../../words/text.ts';
import { linkNumber, linksEnd } from '../access/personal-links.ts';
import { canAnswerAnew } from '../changes/answer-anew.ts';
import { endpointAddress, ownAddress, pathBelow, type Endpoint } from '../http/endpoint.ts';
import { markup, type Markup } from '../form/question/html.ts';
import type { KeyedHash } from '../record/keyed-hash.ts';
import { said, strong } from './said.ts';
import { placeItems, standingClaims } from './render-places.ts';
import { guestWords } from '../form/guest-words.ts';
import { provedReference, type LinkTarget } from '../record/reference.ts';
import { Refusal } from '../record/refusal.ts';
import { dataReply, pageReply } from '../http/replies.ts';
import { StoreUnavailable } from '../store/store.ts';

/** The path of an acknowledgement. */
function acknowledgementPath(endpoint: Endpoint, acknowledgement: string): string {
  return pathBelow(endpoint, `received/${acknowledgement}`);
}

/** The two links to a registration that the endpoint issues. */
export interface GuestLinks {
  readonly reference: string;
  /** The last part of the acknowledgement's address. */
  readonly acknowledgement: string;
  /** The guest's personal code, for after the `#` of an address, where no server sees it. */
  readonly own: string;
}

/** The links that the endpoint issues for a registration. */
export async function linksFor(target: LinkTarget, hash: KeyedHash): Promise<GuestLinks> {
  const acknowledgement = await provedReference(target, 'acknowledgement', hash);
  const own = await provedReference(target, 'own', hash);
  return { reference: target.reference, acknowledgement, own };
}

/** Redirects a browser to the acknowledgement, which it can reload without sending anything. */
export function receivedRedirect(
  endpoint: Endpoint,
  { acknowledgement, own }: GuestLinks,
): Response {
  // A path, so that no request header affects where it leads.
  const Location = `${acknowledgementPath(endpoint, acknowledgement)}#${own}`;
  return dataReply(endpoint, undefined, 303, { Location });
}

/** Informs a program that its registration was received, and when it is deleted. */
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

function lastDayOfLinks(event: Event): string {
  return dateInWords(event.language, dateAt(event.zone, linksEnd(event) - 1));
}

/** Whether an organiser has replaced these links. A store that does not answer ends none. */
async function isReplaced({ store }: Endpoint, { reference, number }: LinkTarget) {
  try {
    return (await linkNumber(store, reference)) !== number;
  } catch (cause) {
    if (cause instanceof StoreUnavailable) return false;
    throw cause;
  }
}

/**
 * The words of a registration's current state; empty if it is deleted, or the store does not
 * answer.
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

/** What a guest keeps of the event: its name, days and place, and a file for their calendar. */
function eventMarkup({ event, words }: Endpoint, link: (address: string) => string): Markup {
  const { language, name, venue } = event;
  const days = spanInWords(language, event.first_day, event.last_day);
  const calendar = (label: string) =>
    markup`<a class="screen-only" href="${link(eventCalendarAddress)}">${label}</a>`;
  return markup`<p><strong>${name}</strong><br>${days}<br>${venue.name}, ${venue.street}, ${venue.city}<br>
${said(words.guest.received.calendar, { calendar })}</p>
`;
}

const namePlace = (): Markup => markup`<strong data-name></strong>`;

/**
 * The place for the guest's name, which the endpoint does not know: the page's script takes it from
 * what was just typed in this browser.
 */
function nameMarkup({ definition, deployment, words }: Endpoint): Markup | undefined {
  if (definition.named_by === undefined || !deployment.together) return undefined;
  return markup`<p hidden>${said(words.guest.received.name, { name: namePlace })}</p>\n`;
}

/** Whom to write to with questions. */
function contactMarkup({ event, words }: Endpoint): Markup {
  const { email } = event.contact;
  const address = (label: string) => markup`<a href="mailto:${email}">${label}</a>`;
  return markup`<p>${said(say(words.contact.questions, { address: email }), { address })}</p>\n`;
}

/**
 * The acknowledgement: the reference, its state, the event, what happens next and when the answers
 * are deleted.
 * @throws Refusal `not-found` if its links were replaced.
 */
export async function receivedPage(endpoint: Endpoint, target: LinkTarget): Promise<Response> {
  const { event, words, definition } = endpoint;
  const { reference } = target;
  if (await isReplaced(endpoint, target)) throw new Refusal('not-found');
  const { first, everything } = deletionDates(event);
  const values = {
    ...eventPlaceholders(event, words),
    'first deletion': dateInWords(event.language, first),
    deletion: dateInWords(event.language, everything),
  };
  const chosen = placeItems(endpoint, await standingClaims(endpoint, reference));
  const state = await stateMarkup(endpoint, reference);
  const next = definition.received.next.map((text) => markup`<li>${fillIn(text, values)}</li>\n`);
  const { received } = words.guest;
  const own = (label: string) =>
    markup`<a href="${pathBelow(endpoint, 'own')}" data-own>${label}</a>`;
  const happens =
    next.length === 0
      ? undefined
      : markup`<h2>${received.next}</h2>
<ul>
${next}</ul>
`;
  return pageReply(endpoint, {
    title: guestWords(definition, words).receivedTitle,
    status: 200,
    script: true,
    content: (
      link,
    ) => markup`<p class="reference">${said(say(received.reference, { reference }), { strong })}</p>
${nameMarkup(endpoint)}${state}${
      chosen.length === 0
        ? undefined
        : markup`<ul>
${chosen}</ul>
`
    }${eventMarkup(endpoint, link)}${happens}<h2>${received.link}</h2>
<p>${said(canAnswerAnew(endpoint) ? received.may_change : received.may_withdraw, { own })} ${received.keep} ${say(received.until, { date: lastDayOfLinks(event) })} <span data-with-code hidden>${received.copy}</span></p>
${contactMarkup(endpoint)}<p class="screen-only">${said(received.back, { home: (label) => markup`<a href="${link('/')}">${label}</a>` })}</p>
`,
  });
}
