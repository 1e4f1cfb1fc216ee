import { memoize } from '../../event/memoize.ts';
import { keysOf } from '../access/registration-keys.ts';
import type { Definition } from '../form/definition.ts';
import { personalCodeField, wishField } from '../form/fields.ts';
import { wordedFor } from '../form/on-behalf.ts';
import { formVersion, questionsOf } from '../form/questions.ts';
import { conflictErrors } from '../form/session-choices.ts';
import { checkSubmission, type Fields } from '../form/submission.ts';
import { isRegistrationOpen, type Endpoint } from '../http/endpoint.ts';
import { Refusal } from '../record/refusal.ts';
import type { HeldRegistration } from '../store/store.ts';
import { replaceRegistration } from './replace-registration.ts';

const pageFields = new Set([personalCodeField, wishField]);

/** The form for new answers: the guest's personal code replaces the invitation code. */
export const formAnew = memoize((definition: Definition): Definition => ({
  ...definition,
  access: 'moderated',
}));

/**
 * Whether guests may send new answers now: registration is open, and no question has the name of a
 * field on the personal page.
 */
export function canAnswerAnew(endpoint: Endpoint): boolean {
  return (
    isRegistrationOpen(endpoint) &&
    questionsOf(endpoint.definition).every(({ name }) => !pageFields.has(name))
  );
}

/**
 * Checks a guest's new answers, sent with their personal code, and replaces those of their
 * registration, or changes nothing. The e-mail address stays, because the organisers based their
 * decision on it.
 * @throws Refusal, and StoreUnavailable if the store fails.
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
  const worded = wordedFor(formAnew(definition), sent);
  const { answers, waits } = checkSubmission(worded, form, sent, words);
  const conflicts = conflictErrors(definition, answers, offeredSessions, words);
  if (conflicts.length > 0) throw new Refusal('schedule-conflict', conflicts);
  const { contentKey, emailKey } = await keysOf(endpoint, answers);
  const field = definition.identified_by;
  if (typeof answers[field] === 'string' && emailKey !== held.emailKey) {
    throw new Refusal('invalid-input', [{ field, detail: words.guest.change.other_address }]);
  }
  const renewal = { form, answers, contentKey, waits };
  if (!(await replaceRegistration(endpoint, held, renewal))) throw new Refusal('not-found');
}
