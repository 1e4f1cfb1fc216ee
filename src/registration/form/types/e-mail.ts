import { z } from 'zod';
import type { Words } from '../../../words/words.ts';
import { labelledInput } from '../question/anatomy.ts';
import { isEmailAddress } from '../question/email-address.ts';
import { bytesOfCharacter, noLabels, type QuestionType } from '../question/question-type.ts';
import { invalid, questionParts, type Checked } from '../question/question.ts';
import { checkText } from '../question/typed-text.ts';

const schema = z.strictObject({ type: z.literal('e-mail'), ...questionParts });
type Asked = z.infer<typeof schema>;

/** The longest address, in characters (RFC 5321). */
const limit = 254;

function check(question: Asked, value: unknown, words: Words): Checked {
  const own = words.form.types['e-mail'];
  const checked = checkText(question, value, { limit, words, own });
  if ('error' in checked || checked.answer === undefined) return checked;
  return isEmailAddress(checked.answer) ? checked : invalid(question, own);
}

/** One e-mail address. */
export const email = {
  schema,
  words: ({ form }) => form.types['e-mail'],
  markup: (question, around) =>
    labelledInput(question, around, { type: 'email', inputmode: 'email', spellcheck: 'false' }),
  check,
  several: false,
  mostBytes: () => bytesOfCharacter * limit,
  labels: noLabels,
} satisfies QuestionType<Asked>;
