import { z } from 'zod';
import type { Words } from '../../../words/words.ts';
import { labelledInput } from '../question/anatomy.ts';
import { bytesOfCharacter, noLabels, type QuestionType } from '../question/question-type.ts';
import { invalid, questionParts, type Checked } from '../question/question.ts';
import { checkText } from '../question/typed-text.ts';

const schema = z.strictObject({ type: z.literal('telephone'), ...questionParts });
type Asked = z.infer<typeof schema>;

/** The longest number, in characters, with an extension and the signs between its digits. */
const limit = 64;
const telephoneNumber = /^(?:\+|00)([\d\s().\p{Pd}/]+)(?:(?:ext\.?|x|#)\s*\d{1,6})?$/iu;

function isTelephoneNumber(text: string): boolean {
  // Phones and address books copy numbers with invisible marks of direction.
  const number = telephoneNumber.exec(text.replace(/\p{Cf}/gu, ''))?.[1];
  if (number === undefined) return false;
  const digits = number.replace('(0)', '').replace(/\D/g, '').length;
  return digits >= 6 && digits <= 15;
}

function check(question: Asked, value: unknown, words: Words): Checked {
  const own = words.form.types.telephone;
  const checked = checkText(question, value, { limit, words, own });
  if ('error' in checked || checked.answer === undefined) return checked;
  return isTelephoneNumber(checked.answer) ? checked : invalid(question, own);
}

/** A telephone number with its country code (E.164), in any usual notation. */
export const telephone = {
  schema,
  words: ({ form }) => form.types.telephone,
  markup: (question, around) => labelledInput(question, around, { type: 'tel', inputmode: 'tel' }),
  check,
  several: false,
  mostBytes: () => bytesOfCharacter * limit,
  labels: noLabels,
} satisfies QuestionType<Asked>;
