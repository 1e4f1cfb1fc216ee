import { z } from 'zod';
import { countryNames, isCountry } from '../../../event/countries.ts';
import { labelledControl } from '../question/anatomy.ts';
import { attributes, markup } from '../question/html.ts';
import { option } from '../question/options.ts';
import type { QuestionType } from '../question/question-type.ts';
import { checkCode, questionParts, formText } from '../question/question.ts';

/** Names of countries by their codes. An unknown code is a custom issue `named-country`. */
const names = z.record(z.string(), formText).superRefine((given, context) => {
  for (const written of Object.keys(given).filter((one) => !isCountry(one))) {
    context.addIssue({
      code: 'custom',
      message: 'named-country',
      path: [written],
      params: { written },
    });
  }
});

const schema = z.strictObject({
  type: z.literal('country'),
  ...questionParts,
  /** What the event calls some countries, by their codes. */
  names: names.default({}),
  /** Answers below the countries, such as an international organisation. */
  also: z.array(option.pick({ value: true, label: true })).default([]),
});

type CountryQuestion = z.infer<typeof schema>;

/** Every answer with its label in a language (BCP 47): the countries by their names, then the others. */
function answersIn({ names: own, also }: CountryQuestion, language: string): Map<string, string> {
  const { compare } = new Intl.Collator(language);
  const countries = Array.from(
    countryNames(language),
    ([one, name]) => [one, own[one] ?? name] as const,
  );
  return new Map([
    ...countries.toSorted(([, one], [, other]) => compare(one, other)),
    ...also.map(({ value, label }) => [value, label] as const),
  ]);
}

/** A country or territory, by its code (ISO 3166-1 alpha-2). */
export const country = {
  schema,
  words: ({ form }) => form.types.country,
  markup: (question, around) =>
    labelledControl(question, around, (common, value) => {
      const options = Array.from(
        answersIn(question, around.words.language),
        ([one, name]) =>
          markup`<option${attributes({ value: one, selected: one === value })}>${name}</option>`,
      );
      return markup`<select${common}><option value="">${around.words.form.types.country.choose}</option>${options}</select>`;
    }),
  check: (question, value, { form }) => {
    const isOffered = (one: string) =>
      isCountry(one) || question.also.some((other) => other.value === one);
    return checkCode(question, value, isOffered, form.types.country);
  },
  several: false,
  mostBytes: ({ also }) => Math.max(2, ...also.map(({ value }) => value.length)),
  labels: answersIn,
} satisfies QuestionType<CountryQuestion>;
