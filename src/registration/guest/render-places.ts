import { dateAt, dateInWords, timeAt } from '../../event/dates.ts';
import { guestWords } from '../form/guest-words.ts';
import { fillIn, say } from '../../words/text.ts';
import { venueTime } from '../../programme/session-words.ts';
import { zoneLabel } from '../../programme/zone-words.ts';
import { pathBelow, type Endpoint } from '../http/endpoint.ts';
import { attributes, markup, type Markup } from '../form/question/html.ts';
import { limitedIn, placeWords } from '../places/places.ts';
import { Refusal } from '../record/refusal.ts';
import { isHolding } from '../record/states.ts';
import type { Claim } from '../store/store.ts';
import type { Fields } from '../form/submission.ts';
import { personalCodeField, placeField, wishField } from '../form/fields.ts';

/** A moment for a guest, in the venue's time with its offset: one hour of autumn comes twice. */
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

/** A guest's wish about one limited choice. */
export interface PlaceWish {
  readonly place: string;
  /** Undefined if the form was sent as it stands. */
  readonly wish?: 'take' | 'let-go' | undefined;
}

/** A guest's wish about a place that they are offered or wait for; undefined for another wish. */
export function placeWishIn(fields: Fields): PlaceWish | undefined {
  const wish = fields.get(wishField);
  const place = fields.get(placeField);
  if (wish === undefined && typeof place === 'string') return { place };
  if (wish !== 'take' && wish !== 'let-go') return undefined;
  if (typeof place !== 'string') throw new Refusal('unknown-field');
  return { place, wish };
}

/**
 * The status of a registration's limited choices; empty if the form has none, or it keeps no
 * places.
 */
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

/** The words about a limited choice. */
function wordsOf(endpoint: Endpoint, { standing, until = '' }: Claim): string {
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
      return endpoint.words.guest.places.reserved;
  }
}

/** The limited choices of a guest, each with its name and its status. */
export function placeItems(endpoint: Endpoint, claims: readonly Claim[]): Markup[] {
  return claims.map((claim) => {
    const values = { choice: placeWords(endpoint, claim.place), status: wordsOf(endpoint, claim) };
    return markup`<li>${say(endpoint.words.guest.places.item, values)}</li>\n`;
  });
}

/** A wish to be chosen: nothing is, so that whatever sends the form as it stands changes nothing. */
function wishOption(
  type: 'radio' | 'checkbox',
  id: string,
  wish: PlaceWish['wish'],
  label: string,
) {
  const control = attributes({ type, id, name: wishField, value: wish, required: true });
  return markup`<div class="option"><input${control}><label for="${id}">${label}</label></div>\n`;
}

function placeForm(
  endpoint: Endpoint,
  { place, standing }: Claim,
  code: string,
  unsure: boolean,
): Markup {
  const words = endpoint.words.guest;
  const { take, decline, send, choose, leave, leave_sure: sure } = words.places;
  const offered = standing === 'offered';
  const id = `wish-${place.replace('/', '-')}`;
  const error = markup`<p class="error-message" id="${id}-error"><span class="visually-hidden">${words.error}</span> ${offered ? choose : words.make_sure}</p>\n`;
  const options = offered
    ? [wishOption('radio', id, 'take', take), wishOption('radio', `${id}-not`, 'let-go', decline)]
    : [wishOption('checkbox', id, 'let-go', sure)];
  const described = attributes({
    class: unsure ? 'question has-error' : 'question',
    'aria-describedby': unsure ? `${id}-error` : undefined,
  });
  return markup`<form class="registration" method="post" action="${pathBelow(endpoint, 'own')}">
<input type="hidden" name="${personalCodeField}" value="${code}"><input type="hidden" name="${placeField}" value="${place}">
<fieldset${described}><legend>${placeWords(endpoint, place)}</legend>
${unsure ? error : undefined}<div class="options">
${options}</div></fieldset>
<button class="${offered ? 'button' : 'button destructive'}" type="submit">${offered ? send : leave}</button>
</form>
`;
}

/**
 * The limited choices of a guest, and what they can do about those that they wait for or are
 * offered; empty if there are none.
 * @param unsure the choice about which the guest sent no wish
 */
export function placesMarkup(
  endpoint: Endpoint,
  claims: readonly Claim[],
  code: string,
  unsure: string | undefined,
): Markup | undefined {
  const items = placeItems(endpoint, claims);
  if (items.length === 0) return undefined;
  const open = claims.filter(({ standing }) => standing === 'waiting' || standing === 'offered');
  return markup`<h2>${endpoint.words.guest.places.title}</h2>
<ul>
${items}</ul>
${open.map((claim) => placeForm(endpoint, claim, code, claim.place === unsure))}`;
}
