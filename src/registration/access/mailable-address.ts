import { isInternationalAddress } from '../form/question/email-address.ts';
import { questionsOf } from '../form/questions.ts';
import { plainLabel } from '../form/question/question.ts';
import type { Endpoint } from '../http/endpoint.ts';
import type { Answer } from '../record/record.ts';
import { Refusal } from '../record/refusal.ts';
import { say } from '../../words/text.ts';

/**
 * Refuses a guest's e-mail address with letters beyond ASCII before the @ (RFC 6531) where mail is sent, but its way
 * cannot carry such an address: nothing would ever reach the guest.
 * @throws Refusal `invalid-input` with the reason.
 */
export async function refuseUnmailable(
  { definition, words, carriesUtf8 }: Pick<Endpoint, 'definition' | 'words' | 'carriesUtf8'>,
  answers: Readonly<Record<string, Answer>>,
): Promise<void> {
  const field = definition.identified_by;
  const address = answers[field];
  if (carriesUtf8 === undefined || typeof address !== 'string') return;
  if (!isInternationalAddress(address) || (await carriesUtf8())) return;
  const question = questionsOf(definition).find(({ name }) => name === field);
  const label = question === undefined ? field : plainLabel(question);
  const detail = say(words.form.unmailable, { question: label });
  throw new Refusal('invalid-input', [{ field, detail }]);
}
