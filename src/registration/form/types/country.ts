import { z } from 'zod';
import { countryNames, isCountry } from '../../../event/countries.ts';
import { labelledControl } from '../question/anatomy.ts';
import { attributes, markup } from '../question/html.ts';
import type { QuestionType } from '../question/question-type.ts';
import { checkCode, questionParts } from '../question/question.ts';

const schema = z.strictObject({ type: z.literal('country'), ...questionParts });

/** A country or territory, by its code (ISO 3166-1 alpha-2). */
export const country = {
  schema,
  words: ({ form }) => form.types.country,
  markup: (question, around) =>
    labelledControl(question, around, (common, value) => {
      const options = Array.from(
        countryNames(around.words.language),
        ([code, name]) =>
          markup`<option${attributes({ value: code, selected: code === value })}>${name}</option>`,
      );
      return markup`<select${common}><option value="">${around.words.form.types.country.choose}</option>${options}</select>`;
    }),
  check: (question, value, { form }) => checkCode(question, value, isCountry, form.types.country),
  several: false,
  mostBytes: () => 2,
  // Organisers read the exports in the language of their command.
  labels: () => countryNames('en'),
} satisfies QuestionType<z.infer<typeof schema>>;
