import { z } from 'zod';
import type { Words } from '../../../words/words.ts';
import type { Surroundings } from '../question/anatomy.ts';
import type { Markup } from '../question/html.ts';
import type { QuestionType } from '../question/question-type.ts';
import { aboutQuestion, type Checked } from '../question/question.ts';
import { choice } from './choice.ts';
import { consent } from './consent.ts';
import { country } from './country.ts';
import { dateType } from './date.ts';
import { email } from './e-mail.ts';
import { longText } from './long-text.ts';
import { number } from './number.ts';
import { severalChoices } from './several-choices.ts';
import { telephone } from './telephone.ts';
import { statement } from './statement.ts';
import { text } from './text.ts';

/** Every type of question, by its name in `content/registration.yaml`. */
const types = {
  text,
  'long text': longText,
  'e-mail': email,
  telephone,
  country,
  date: dateType,
  number,
  choice,
  'several choices': severalChoices,
  consent,
  statement,
};

type Types = typeof types;
type Name = keyof Types;

/** A question of one type; without `Of`, of any type. */
export type Question<Of extends Name = Name> = {
  [One in Of]: z.infer<Types[One]['schema']> & { readonly type: One };
}[Of];

// A row under the wrong name fits no question. The compiler reports it.
const table: { readonly [One in Name]: QuestionType<Question<One>> } = types;

/** The names of the types. */
export const typeNames = Object.keys(types);

const [first, ...others] = Object.values(types).map(({ schema }) => schema);
if (first === undefined) throw new Error('There is no type of question.');

/** What `content/registration.yaml` holds for a question of any type. */
export const questionSchema = z.discriminatedUnion('type', [first, ...others]);

/** The question as HTML. */
export function questionMarkup<Of extends Name>(
  question: Question<Of>,
  around: Surroundings,
): Markup {
  return table[question.type].markup(question, around);
}

/**
 * Checks the value for one question that was asked, and gives it its normal form: Unicode form C,
 * without surrounding space, lines separated by LF. A form sends text. JSON can also hold a boolean
 * (consent), a number (number) or a list of texts (several choices).
 */
export function checkAnswer<Of extends Name>(
  question: Question<Of>,
  value: unknown,
  words: Words,
): Checked {
  const type = table[question.type];
  const checked: Checked =
    value === undefined ? { answer: undefined } : type.check(question, value, words);
  if ('error' in checked || checked.answer !== undefined || !question.required) return checked;
  const { missing } = question.errors;
  return { error: missing ?? aboutQuestion(question, type.words(words).missing) };
}

/** Whether a form sends several fields for the question, one for each answer. */
export function hasSeveralAnswers<Of extends Name>(question: Question<Of>): boolean {
  return table[question.type].several;
}

/** The largest size, in bytes, of an answer to the question in a record. */
export function mostBytes<Of extends Name>(question: Question<Of>): number {
  return table[question.type].mostBytes(question);
}

/**
 * The labels that people read instead of the answer's values, in a language (BCP 47). A value
 * without a label is its own.
 */
export function labelsOf<Of extends Name>(
  question: Question<Of>,
  language: string,
): ReadonlyMap<string, string> {
  return table[question.type].labels(question, language);
}

/** A value of an answer as its guest reads it again, in a language (BCP 47). */
export function valueInWords<Of extends Name>(
  question: Question<Of>,
  value: string,
  language: string,
): string {
  const { inWords } = table[question.type];
  return labelsOf(question, language).get(value) ?? inWords?.(value, language) ?? value;
}
