import { z } from 'zod';
import { numberInWords, say } from '../../../words/text.ts';
import type { Words } from '../../../words/words.ts';
import { labelledInput } from '../question/anatomy.ts';
import { noLabels, type QuestionType } from '../question/question-type.ts';
import { invalid, plainLabel, questionParts, type Checked } from '../question/question.ts';
import { checkText } from '../question/typed-text.ts';

const schema = z
  .strictObject({
    type: z.literal('number'),
    ...questionParts,
    /** The lowest and highest number. */
    min: z.number().int().optional(),
    max: z.number().int().optional(),
  })
  .refine(({ min = -Infinity, max = Infinity }) => min <= max, {
    path: ['max'],
    error: 'max-below-min',
  });
type Asked = z.infer<typeof schema>;

const longest = String(Number.MIN_SAFE_INTEGER);
const digits = /^[+-]?\d{1,16}$/;

/** The whole number in a text, if JavaScript can hold it exactly. */
function wholeNumber(text: string): number | undefined {
  // Word processors and phones may type a true minus sign.
  const typed = text.replace('\u2212', '-');
  const found = digits.test(typed) ? Number(typed) : NaN;
  return Number.isSafeInteger(found) ? found : undefined;
}

function check(question: Asked, value: unknown, words: Words): Checked {
  const { language, form } = words;
  const own = form.types.number;
  const text = typeof value === 'number' ? String(value) : value;
  const checked = checkText(question, text, { limit: Infinity, words, own });
  if ('error' in checked || checked.answer === undefined) return checked;
  const answer = wholeNumber(checked.answer);
  if (answer === undefined) return invalid(question, own);
  const { min, max } = question;
  const rule = (limit: number) => ({
    question: plainLabel(question),
    number: numberInWords(language, limit),
  });
  if (min !== undefined && answer < min) return { error: say(own.too_low, rule(min)) };
  if (max !== undefined && answer > max) return { error: say(own.too_high, rule(max)) };
  return { answer: String(answer) };
}

/**
 * A whole number, kept as its digits. A form sends text, and the same number is the same answer.
 */
export const number = {
  schema,
  words: ({ form }) => form.types.number,
  // Not type="number": it drops what it cannot read, and the mouse wheel changes it. Not a numeric
  // keypad either: many have no minus sign.
  markup: (question, around) =>
    labelledInput(question, around, {
      type: 'text',
      inputmode: (question.min ?? -1) < 0 ? undefined : 'numeric',
      spellcheck: 'false',
    }),
  check,
  several: false,
  mostBytes: () => longest.length,
  labels: noLabels,
} satisfies QuestionType<Asked>;
