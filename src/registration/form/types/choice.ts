import { z } from 'zod';
import { option, optionLabels, optionsMarkup, waitingList } from '../question/options.ts';
import type { QuestionType } from '../question/question-type.ts';
import { checkCode, questionParts } from '../question/question.ts';

const schema = z.strictObject({
  type: z.literal('choice'),
  ...questionParts,
  waiting_list: waitingList,
  options: z.array(option).min(2),
});

/** One of several options. */
export const choice = {
  schema,
  words: ({ form }) => form.types.choice,
  markup: (question, around) => optionsMarkup(question, 'radio', around),
  check: (question, given, { form }) => {
    const isOffered = (code: string) => question.options.some(({ value }) => value === code);
    return checkCode(question, given, isOffered, form.types.choice);
  },
  several: false,
  mostBytes: ({ options }) => Math.max(...options.map(({ value }) => value.length)),
  labels: optionLabels,
} satisfies QuestionType<z.infer<typeof schema>>;
