import { dateAt, dateInWords, timeAt } from '../../event/dates.ts';
import { guestWords } from '../form/guest-words.ts';
import { fillIn, say } from '../../words/text.ts';
import { venueTime, zoneLabel } from '../../programme/session-words.ts';
import { pathBelow, type Endpoint } from '../http/endpoint.ts';
import { markup, type Markup } from '../form/question/html.ts';
import { limitedIn, placeWords } from '../places/places.ts';
import { Refusal } from '../record/refusal.ts';
import { isHolding } from '../record/states.ts';
import type { Claim } from '../store/store.ts';
import type { Fields } from '../form/submission.ts';
import { personalCodeField, placeField, wishField } from '../form/fields.ts';

/** A moment as a guest reads it, at the venue's time, with its offset: an hour of autumn comes twice. */
export function momentWords(endpoint: Pick<Endpoint, 'event' | 'words'>, at: string): string {
  const { event } = endpoint;
  const moment = Date.parse(at);
  const { zone } = event;
  const offset = venueTime(event, moment).slice(-6);
  return say(endpoint.words.guest.moment, {
    date: dateInWords(event.language, dateAt(zone, moment)),
    time: timeAt(zone, moment),
    zone: zoneLabel(endpoint),
    offset,
  });
}

/** What a guest asks about one limited choice. */
export interface PlaceWish {
  readonly place: string;
  readonly take: boolean;
}

/** What a guest asks about a place that is offered to them or that they wait for; undefined for another wish. */
export function placeWishIn(fields: Fields): PlaceWish | undefined {
  const wish = fields.get(wishField);
  if (wish !== 'take' && wish !== 'let-go') return undefined;
  const place = fields.get(placeField);
  if (typeof place !== 'string') throw new Refusal('unknown-field');
  return { place, take: wish === 'take' };
}

/** How the limited choices of a registration stand; none where the form has none, or it keeps no places. */
export async function standingClaims(
  {
    definition,
    offeredSessions,
    store,
  }: Pick<Endpoint, 'definition' | 'offeredSessions' | 'store'>,
  reference: string,
): Promise<readonly Claim[]> {
  if (limitedIn(definition, offeredSessions).length === 0) return [];
  const state = (await store.find(reference))?.state;
  return state !== undefined && isHolding(state) ? store.claims(reference) : [];
}

/** What there is to say of a limited choice; undefined where the guest simply has it. */
function wordsOf(endpoint: Endpoint, { standing, until = '' }: Claim): string | undefined {
  const {
    waiting,
    offered,
    given_up: givenUp,
  } = guestWords(endpoint.definition, endpoint.words).waitingList;
  switch (standing) {
    case 'waiting':
      return waiting;
    case 'offered':
      return fillIn(offered, { until: momentWords(endpoint, until) });
    case 'given-up':
      return givenUp;
    default:
      return undefined;
  }
}

/** What a guest waits for or is offered, each behind its name. */
export function placeItems(endpoint: Endpoint, claims: readonly Claim[]): Markup[] {
  return claims.flatMap((claim) => {
    const words = wordsOf(endpoint, claim);
    if (words === undefined) return [];
    const values = { choice: placeWords(endpoint, claim.place), status: words };
    return [markup`<li>${say(endpoint.words.guest.places.item, values)}</li>\n`];
  });
}

function button(wish: 'take' | 'let-go', words: string): Markup {
  return markup`<button class="button" type="submit" name="${wishField}" value="${wish}">${words}</button>\n`;
}

function placeForm(endpoint: Endpoint, { place, standing }: Claim, code: string): Markup {
  const { take, decline, leave } = endpoint.words.guest.places;
  const buttons =
    standing === 'offered'
      ? [button('take', take), button('let-go', decline)]
      : [button('let-go', leave)];
  return markup`<h3>${placeWords(endpoint, place)}</h3>
<form class="registration" method="post" action="${pathBelow(endpoint, 'own')}">
<input type="hidden" name="${personalCodeField}" value="${code}"><input type="hidden" name="${placeField}" value="${place}">
${buttons}</form>
`;
}

/** What a guest waits for or is offered, and what they can do about it; nothing where there is neither. */
export function placesMarkup(
  endpoint: Endpoint,
  claims: readonly Claim[],
  code: string,
): Markup | undefined {
  const items = placeItems(endpoint, claims);
  if (items.length === 0) return undefined;
  const open = claims.filter(({ standing }) => standing === 'waiting' || standing === 'offered');
  return markup`<h2>${endpoint.words.guest.places.title}</h2>
<ul>
${items}</ul>
${open.map((claim) => placeForm(endpoint, claim, code))}`;
}
