import { decide } from './decide.ts';
import type { Endpoint } from './endpoint.ts';
import { codeField, ownPage, sureField, wishes, wishField, type Wish } from './own-page.ts';
import { referenceIn } from './reference.ts';
import { Refusal } from './refusal.ts';
import { dataReply } from './replies.ts';
import type { HeldRegistration } from './store.ts';
import type { Fields } from './submission.ts';

/** The code in what a guest typed or pasted, which may be the whole link. */
function codeIn(fields: Fields): string {
  const typed = fields.get(codeField);
  return typeof typed === 'string' ? (typed.split('#').at(-1) ?? '').trim() : '';
}

function wishIn(fields: Fields): Wish | undefined {
  const wish = fields.get(wishField);
  if (wish === undefined) return undefined;
  if (wish === 'withdraw' || wish === 'delete') return wish;
  throw new Refusal('unknown-field');
}

/** @throws Refusal `not-found` where the code is not that of a registration which stands. */
async function ownRegistration(endpoint: Endpoint, code: string): Promise<HeldRegistration> {
  const reference = await referenceIn(code, 'own', endpoint.hash);
  const held = reference === undefined ? undefined : await endpoint.store.find(reference);
  // One answer for a wrong code, another's and one whose registration is deleted.
  if (held === undefined) throw new Refusal('not-found');
  return held;
}

/**
 * Answers a guest who sent their own code: with the registration's state, or after what they ask for.
 * @throws Refusal `not-found` for a code that leads nowhere, and StoreUnavailable as the store does.
 */
export async function answerOwn(
  endpoint: Endpoint,
  fields: Fields,
  person: boolean,
): Promise<Response> {
  const code = codeIn(fields);
  const { reference } = await ownRegistration(endpoint, code);
  const wish = wishIn(fields);
  const sure = fields.get(sureField) === 'yes';
  if (wish !== undefined && sure) {
    const decision = { to: wishes[wish].to, who: 'guest', now: endpoint.now() };
    await decide(endpoint.store, [reference], decision);
  }
  const held = await ownRegistration(endpoint, code);
  // What changed nothing is a note for the organisers.
  const history = (await endpoint.store.history(reference)).filter(({ from, to }) => from !== to);
  if (person) {
    const unsure = sure ? undefined : wish;
    return ownPage(endpoint, { held, history, code, unsure });
  }
  const data = { reference, state: held.state, history };
  return dataReply(endpoint, data, 200, { 'Content-Type': 'application/json' });
}
