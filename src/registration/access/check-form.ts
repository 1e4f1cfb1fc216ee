import { wordedFor } from '../form/on-behalf.ts';
import { formVersion } from '../form/questions.ts';
import { conflictErrors } from '../form/session-choices.ts';
import { checkSubmission, type Fields, type Submission } from '../form/submission.ts';
import { isRegistrationOpen, type Endpoint } from '../http/endpoint.ts';
import { Refusal } from '../record/refusal.ts';
import { refuseUnmailable } from './mailable-address.ts';

/** A submission that the form takes, and the form's version. */
export interface CheckedForm {
  readonly form: string;
  readonly submission: Submission;
}

/**
 * Checks all of a submission that depends on nobody else: the store is not asked, so the reply
 * tells nothing of other guests.
 * @throws Refusal `registration-closed`, `schedule-conflict`, or one of `checkSubmission`.
 */
export async function checkForm(endpoint: Endpoint, fields: Fields): Promise<CheckedForm> {
  const { offeredSessions, words } = endpoint;
  if (!isRegistrationOpen(endpoint)) throw new Refusal('registration-closed');
  const form = await formVersion(endpoint.definition);
  const definition = wordedFor(endpoint.definition, fields);
  const submission = checkSubmission(definition, form, fields, words);
  await refuseUnmailable(endpoint, submission.answers);
  const conflicts = conflictErrors(definition, submission.answers, offeredSessions, words);
  if (conflicts.length > 0) throw new Refusal('schedule-conflict', conflicts);
  return { form, submission };
}
