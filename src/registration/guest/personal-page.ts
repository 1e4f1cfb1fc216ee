import { changeChoices } from '../changes/change-choices.ts';
import { decide } from '../changes/change-state.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { offeringAt, offerPlaces } from '../places/offers.ts';
import {
  personalPage,
  endings,
  sureField,
  type Ending,
  type PersonalPage,
} from './render-personal-page.ts';
import { standingClaims } from './render-places.ts';
import { referenceIn } from '../record/reference.ts';
import { Refusal } from '../record/refusal.ts';
import { dataReply } from '../http/replies.ts';
import { isNote, type HeldRegistration } from '../store/store.ts';
import type { Fields } from '../form/submission.ts';
import { refuseWrongCode } from '../access/wrong-codes.ts';
import { personalCodeField, placeField, wishField } from '../form/fields.ts';

/** The code in what a guest typed or pasted, which may be the whole link. */
function codeIn(fields: Fields): string {
  const typed = fields.get(personalCodeField);
  return typeof typed === 'string' ? (typed.split('#').at(-1) ?? '').trim() : '';
}

/**
 * @throws Refusal `not-found` where the code is not that of a registration which stands, or `too-many-requests`.
 */
async function ownRegistration(
  endpoint: Endpoint,
  code: string,
  client: string | undefined,
): Promise<HeldRegistration> {
  const reference = await referenceIn(code, 'own', endpoint.hash);
  const held = reference === undefined ? undefined : await endpoint.store.find(reference);
  // One answer for a wrong code, another's and one whose registration is deleted.
  if (held === undefined) throw await refuseWrongCode(endpoint, client, 'not-found');
  return held;
}

/** The refusal of a change, to be shown beside what was typed; undefined where it was done. */
async function refusalOf(change: Promise<void>): Promise<Refusal | undefined> {
  try {
    await change;
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** What came of a wish, as the page shows it. */
type Outcome = Pick<PersonalPage, 'done' | 'unsure' | 'refused'>;

/** Does what a guest asks for with the fields that they sent. */
type Act = (endpoint: Endpoint, reference: string, fields: Fields) => Promise<Outcome>;

/** Answers for a place that is offered, or that the guest waits for. */
function answerPlace(take: boolean): Act {
  return async ({ definition, now, store }, reference, fields) => {
    const place = fields.get(placeField);
    if (typeof place !== 'string') throw new Refusal('unknown-field');
    const offering = offeringAt(definition, now());
    return { done: await store.answer({ reference, place, take, ...offering }) };
  };
}

/** Ends the registration where the guest made sure of it. */
function end(ending: Ending): Act {
  return async ({ definition, now, store }, reference, fields) => {
    if (fields.get(sureField) !== 'yes') return { done: true, unsure: ending };
    await decide(store, [reference], { to: ending.to, who: 'guest', now: now(), definition });
    return { done: true };
  };
}

async function changeAnswers(
  endpoint: Endpoint,
  reference: string,
  fields: Fields,
): Promise<Outcome> {
  const refusal = await refusalOf(changeChoices(endpoint, reference, fields));
  return { done: true, refused: refusal && { refusal, fields } };
}

/** Everything that a guest can ask for; to ask for nothing is to look at the registration. */
const acts: ReadonlyMap<unknown, Act> = new Map<unknown, Act>([
  [undefined, () => Promise.resolve({ done: true })],
  ['take', answerPlace(true)],
  ['let-go', answerPlace(false)],
  ['change', changeAnswers],
  ...Object.values(endings).map((ending) => [ending.wish, end(ending)] as const),
]);

/**
 * Answers a guest who sent their own code: with the registration's state, or after what they ask for.
 * @param client the address of who sent it, as its host knows it
 * @throws Refusal `not-found` for a code that leads nowhere, `too-many-requests` after too many such, and StoreUnavailable as the store does.
 */
export async function answerPersonalPage(
  endpoint: Endpoint,
  fields: Fields,
  person: boolean,
  client: string | undefined,
): Promise<Response> {
  const code = codeIn(fields);
  const { reference } = await ownRegistration(endpoint, code, client);
  const act = acts.get(fields.get(wishField));
  if (act === undefined) throw new Refusal('unknown-field');
  await offerPlaces(endpoint, endpoint.now());
  const acted = await act(endpoint, reference, fields);
  const held = await ownRegistration(endpoint, code, client);
  // A note is for the organisers.
  const history = (await endpoint.store.history(reference)).filter((entry) => !isNote(entry));
  const claims = await standingClaims(endpoint, reference);
  if (person) return personalPage(endpoint, { held, history, claims, code, ...acted });
  if (acted.refused !== undefined) throw acted.refused.refusal;
  const places = claims.map(({ place, standing, until }) => ({ place, standing, until }));
  const data = { reference, state: held.state, history, ...(places.length > 0 && { places }) };
  return dataReply(endpoint, data, acted.done ? 200 : 409, { 'Content-Type': 'application/json' });
}
