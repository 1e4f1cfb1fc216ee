import { z } from 'zod';
import type { Words } from '../../../words/words.ts';
import { option, optionLabels, optionsMarkup, waitingList } from '../question/options.ts';
import type { QuestionType } from '../question/question-type.ts';
import { invalid, questionParts, type Checked } from '../question/question.ts';

const schema = z.strictObject({
  type: z.literal('several choices'),
  ...questionParts,
  waiting_list: waitingList,
  options: z.array(option).min(1),
});
type Asked = z.infer<typeof schema>;

function check(question: Asked, value: unknown, { form }: Words): Checked {
  const chosen: unknown[] = (Array.isArray(value) ? value : [value]).filter((one) => one !== '');
  const offered = question.options.map((one) => one.value);
  if (!chosen.every((one) => typeof one === 'string' && offered.includes(one))) {
    return invalid(question, form.types['several choices']);
  }
  // In the form's order. The order of ticking does not matter when two registrations are compared.
  const answer = offered.filter((one) => chosen.includes(one));
  return { answer: answer.length === 0 ? undefined : answer };
}

/** Any number of options. */
export const severalChoices = {
  schema,
  words: ({ form }) => form.types['several choices'],
  markup: (question, around) => optionsMarkup(question, 'checkbox', around),
  check,
  several: true,
  // Each value with its quotation marks and a comma, and the brackets.
  mostBytes: ({ options }) => options.reduce((sum, { value }) => sum + value.length + 3, 2),
  labels: optionLabels,
} satisfies QuestionType<Asked>;
