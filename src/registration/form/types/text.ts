import { z } from 'zod';
import type { Words } from '../../../words/words.ts';
import { labelledInput } from '../question/anatomy.ts';
import { bytesOfCharacter, noLabels, type QuestionType } from '../question/question-type.ts';
import { aboutQuestion, questionParts, textLimit, type Checked } from '../question/question.ts';
import { checkText, unshowable } from '../question/typed-text.ts';

const schema = z.strictObject({ type: z.literal('text'), ...questionParts, limit: textLimit });
type Asked = z.infer<typeof schema>;

// A line break that was percent-encoded once too often. In a mail header it could become a real
// one.
const encodedLineBreak = /%0[ad]/i;
const webAddress = /https?:\/\/|www\./i;

function check(question: Asked, value: unknown, words: Words): Checked {
  const own = words.form.types.text;
  const checked = checkText(question, value, { limit: question.limit, words, own });
  if ('error' in checked || checked.answer === undefined) return checked;
  if (encodedLineBreak.test(checked.answer)) return unshowable(question, words);
  return webAddress.test(checked.answer)
    ? { error: aboutQuestion(question, own.web_address) }
    : checked;
}

/** Text of one line, such as a name. */
export const text = {
  schema,
  words: ({ form }) => form.types.text,
  // Names are not words, and a browser's spelling service may send them away.
  markup: (question, around) =>
    labelledInput(question, around, { type: 'text', spellcheck: 'false' }),
  check,
  several: false,
  mostBytes: ({ limit }) => bytesOfCharacter * limit,
  labels: noLabels,
} satisfies QuestionType<Asked>;
