import { memoize } from '../../event/memoize.ts';
import { keysOf } from '../access/registration-keys.ts';
import type { Definition } from '../form/definition.ts';
import { personalCodeField, wishField } from '../form/fields.ts';
import { formVersion, questionsOf } from '../form/questions.ts';
import { conflictErrors } from '../form/session-choices.ts';
import { checkSubmission, type Fields } from '../form/submission.ts';
import { isRegistrationOpen, type Endpoint } from '../http/endpoint.ts';
import { Refusal } from '../record/refusal.ts';
import type { HeldRegistration } from '../store/store.ts';
import { replaceRegistration } from './replace-registration.ts';

const pageFields = new Set([personalCodeField, wishField]);

/** The form as a guest answers it anew: their personal code takes the place of an invitation's. */
export const formAnew = memoize((definition: Definition): Definition => ({
  ...definition,
  access: 'moderated',
}));

/**
 * Whether guests may answer anew now: registration is open, and no question has the name of a field of the
 * guest's own page.
 */
export function canAnswerAnew(endpoint: Endpoint): boolean {
  return (
    isRegistrationOpen(endpoint) &&
    questionsOf(endpoint.definition).every(({ name }) => !pageFields.has(name))
  );
}

/**
 * Checks all the answers that a guest sends with their personal code, and puts them in the place of those of
 * their registration, or changes nothing. The e-mail address stays, for by it the organisers decided.
 * @throws Refusal, and StoreUnavailable as the store does.
 */
export async function answerAnew(
  endpoint: Endpoint,
  held: HeldRegistration,
  fields: Fields,
): Promise<void> {
  if (!canAnswerAnew(endpoint)) throw new Refusal('registration-closed');
  const { definition, offeredSessions, words } = endpoint;
  const form = await formVersion(definition);
  const sent = new Map(Array.from(fields).filter(([name]) => !pageFields.has(name)));
  const { answers, waits } = checkSubmission(formAnew(definition), form, sent);
  const conflicts = conflictErrors(definition, answers, offeredSessions);
  if (conflicts.length > 0) throw new Refusal('schedule-conflict', conflicts);
  const { contentKey, emailKey } = await keysOf(endpoint, answers);
  const field = definition.identified_by;
  if (typeof answers[field] === 'string' && emailKey !== held.emailKey) {
    throw new Refusal('invalid-input', [{ field, detail: words.guest.change.other_address }]);
  }
  const renewal = { form, answers, contentKey, waits };
  if (!(await replaceRegistration(endpoint, held, renewal))) throw new Refusal('not-found');
}
