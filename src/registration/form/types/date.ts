import { z } from 'zod';
import { dateInWords, isDate } from '../../../event/dates.ts';
import { say } from '../../../words/text.ts';
import type { Words } from '../../../words/words.ts';
import { labelledInput, withHint } from '../question/anatomy.ts';
import { noLabels, type QuestionType } from '../question/question-type.ts';
import {
  formText,
  invalid,
  plainLabel,
  questionParts,
  type Checked,
} from '../question/question.ts';
import { checkText } from '../question/typed-text.ts';

const date = formText.refine(isDate, { error: 'date' });
const schema = z
  .strictObject({
    type: z.literal('date'),
    ...questionParts,
    /** The earliest and latest date. */
    min: date.optional(),
    max: date.optional(),
  })
  .refine(({ min = '', max = '~' }) => min <= max, {
    path: ['max'],
    error: 'end-before-start',
    params: { start: 'min' },
  });
type Asked = z.infer<typeof schema>;

/** `YYYY-MM-DD`. */
const length = 10;

function check(question: Asked, value: unknown, words: Words): Checked {
  const { language, form } = words;
  const own = form.types.date;
  const checked = checkText(question, value, { limit: Infinity, words, own });
  if ('error' in checked || checked.answer === undefined) return checked;
  const { answer } = checked;
  const { min, max } = question;
  if (!isDate(answer)) return invalid(question, own);
  const rule = (limit: string) => ({
    question: plainLabel(question),
    date: dateInWords(language, limit),
  });
  if (min !== undefined && answer < min) return { error: say(own.too_early, rule(min)) };
  if (max !== undefined && answer > max) return { error: say(own.too_late, rule(max)) };
  return checked;
}

/**
 * A calendar date, `YYYY-MM-DD` (ISO 8601), in a text field. A browser's own date control sends
 * nothing for a half-filled date, and does not show again what it cannot read.
 */
export const dateType = {
  schema,
  words: ({ form }) => form.types.date,
  markup: (question, around) =>
    labelledInput(withHint(question, around.words.form.types.date.hint), around, {
      type: 'text',
      spellcheck: 'false',
    }),
  check,
  several: false,
  mostBytes: () => length,
  labels: noLabels,
  inWords: (value, language) => dateInWords(language, value),
} satisfies QuestionType<Asked>;
