import { answerAnew } from '../changes/answer-anew.ts';
import { decide } from '../changes/change-state.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { offeringAt, offerPlaces } from '../places/offers.ts';
import {
  personalPage,
  sureField,
  wishes,
  type PersonalPage,
  type Wish,
} from './render-personal-page.ts';
import { placeWishIn, standingClaims } from './render-places.ts';
import { targetIn } from '../record/reference.ts';
import { Refusal } from '../record/refusal.ts';
import { dataReply } from '../http/replies.ts';
import { isNote, type HeldRegistration, type HistoryEntry } from '../store/store.ts';
import type { Fields } from '../form/submission.ts';
import { linkNumberIn } from '../access/personal-links.ts';
import { refuseWrongCode } from '../access/wrong-codes.ts';
import { personalCodeField, wishField } from '../form/fields.ts';

/** The code in what a guest typed or pasted, which may be the whole link. */
function codeIn(fields: Fields): string {
  const typed = fields.get(personalCodeField);
  return typeof typed === 'string' ? (typed.split('#').at(-1) ?? '').trim() : '';
}

function wishIn(fields: Fields): Wish | undefined {
  const wish = fields.get(wishField);
  if (wish === undefined) return undefined;
  if (wish === 'withdraw' || wish === 'delete') return wish;
  throw new Refusal('unknown-field');
}

/** A guest's registration as the store has it. */
interface OwnRegistration {
  readonly held: HeldRegistration;
  readonly history: readonly HistoryEntry[];
}

/**
 * @throws Refusal `not-found` if the code does not belong to a stored registration, or
 * `too-many-requests`.
 */
async function ownRegistration(
  endpoint: Endpoint,
  code: string,
  client: string | undefined,
): Promise<OwnRegistration> {
  const target = await targetIn(code, 'own', endpoint.hash);
  const held = target && (await endpoint.store.find(target.reference));
  const history = held === undefined ? [] : await endpoint.store.history(held.reference);
  // The same reply for a wrong code, another's, a replaced one and that of a deleted registration.
  if (held === undefined || linkNumberIn(history) !== target?.number)
    throw await refuseWrongCode(endpoint, client, 'not-found');
  return { held, history };
}

/** The refusal of a change, to show beside what was typed; undefined if it succeeded. */
async function refusalOf(change: Promise<void>): Promise<Refusal | undefined> {
  try {
    await change;
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** Does what a guest asks for. */
async function act(
  endpoint: Endpoint,
  own: HeldRegistration,
  fields: Fields,
): Promise<Pick<PersonalPage, 'done' | 'unsure' | 'unsurePlace' | 'refused'>> {
  const { store } = endpoint;
  const { reference } = own;
  const offering = offeringAt(endpoint, endpoint.now());
  const placeWish = placeWishIn(fields);
  if (placeWish !== undefined) {
    const { place, wish } = placeWish;
    if (wish === undefined) return { done: true, unsurePlace: place };
    return { done: await store.answer({ reference, place, take: wish === 'take', ...offering }) };
  }
  if (fields.get(wishField) === 'change') {
    const refusal = await refusalOf(answerAnew(endpoint, own, fields));
    return { done: true, refused: refusal && { refusal, fields } };
  }
  const wish = wishIn(fields);
  if (wish === undefined) return { done: true };
  if (fields.get(sureField) !== 'yes') return { done: true, unsure: wish };
  const decision = { to: wishes[wish].to, who: 'guest', offering };
  await decide(store, [reference], decision);
  return { done: true };
}

/**
 * Answers a guest who sent their personal code: with the registration's state, or after doing what
 * they ask for.
 * @param client the sender's address, if the host knows it
 * @throws Refusal `not-found` for an unknown code, `too-many-requests` after too many of them, and
 * StoreUnavailable if the store fails.
 */
export async function answerPersonalPage(
  endpoint: Endpoint,
  fields: Fields,
  person: boolean,
  client: string | undefined,
): Promise<Response> {
  const code = codeIn(fields);
  const { held: own } = await ownRegistration(endpoint, code, client);
  const { reference } = own;
  await offerPlaces(endpoint, endpoint.now());
  const acted = await act(endpoint, own, fields);
  const now = await ownRegistration(endpoint, code, client);
  const { held } = now;
  // Notes are for the organisers only.
  const history = now.history.filter((entry) => !isNote(entry));
  const claims = await standingClaims(endpoint, reference);
  if (person) return personalPage(endpoint, { held, history, claims, code, ...acted });
  if (acted.refused !== undefined) throw acted.refused.refusal;
  const places = claims.map(({ place, standing, until }) => ({ place, standing, until }));
  const data = { reference, state: held.state, history, ...(places.length > 0 && { places }) };
  return dataReply(endpoint, data, acted.done ? 200 : 409, { 'Content-Type': 'application/json' });
}
