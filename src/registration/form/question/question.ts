import { z } from 'zod';
import { say, sayCount, type Text } from '../../../words/text.ts';
import type { Words } from '../../../words/words.ts';
import type { Answer } from '../../record/record.ts';

/** A text of the form that says something. */
export const formText = z.string().trim().min(1);

/** The name of a question. */
export const questionName = z.string().regex(/^[a-z][a-z0-9_]*$/, { error: 'question-name' });

/** What a question of any type says in `content/registration.yaml`. */
export const questionParts = {
  /** The name of the answer in the form, the record and the export. */
  name: questionName,
  label: formText,
  hint: formText.optional(),
  required: z.boolean().default(false),
  /** A token of the HTML autofill specification, such as `organization`. */
  autocomplete: formText.optional(),
  /** Marks the answer as deleted first, before the rest of the record. */
  deleted_first: z.boolean().default(false),
  /** Asked only where another question, of type choice, has this answer. */
  asked_when: z.strictObject({ question: questionName, answer: formText }).optional(),
  errors: z
    .strictObject({
      missing: formText.optional(),
      invalid: formText.optional(),
      too_long: formText.optional(),
    })
    .default({}),
};

/** The most characters (Unicode code points) that an answer may have. */
export const textLimit = z.number().int().min(1).max(4000);

const anyQuestion = z.object(questionParts);

/** A question, whatever its type. */
export type AnyQuestion = z.infer<typeof anyQuestion>;

/** A checked answer, undefined where the question was passed over, or what to say about it. */
export type Checked = { readonly answer: Answer | undefined } | { readonly error: string };

/** What a type of question says where its question has no words of its own. */
export interface TypeWords {
  /** Where a required answer is missing. */
  readonly missing: Text<'question'>;
  /** Where an answer is not of the kind that the question asks for. */
  readonly invalid: Text<'question'>;
}

/** The question's label as plain text: a Markdown link is left as its words. */
export function plainLabel({ label }: Pick<AnyQuestion, 'label'>): string {
  return label.replace(/\[([^\]]+)\]\([^)\s]+\)/g, '$1');
}

/** A choice with its question: `Lunch: vegetarian`, or `Will you come? Yes`. */
export function choiceWords(question: AnyQuestion, label: string): string {
  const asked = plainLabel(question);
  return `${asked}${/[?:]$/.test(asked) ? '' : ':'} ${label}`;
}

/** What to say about an answer, by a text that names its question. */
export function aboutQuestion(question: AnyQuestion, text: Text<'question'>): string {
  return say(text, { question: plainLabel(question) });
}

/** That an answer is not of the kind that is asked for: in the question's own words, or in those of its type. */
export function invalid(question: AnyQuestion, { invalid: text }: TypeWords): { error: string } {
  return { error: question.errors.invalid ?? aboutQuestion(question, text) };
}

/** That an answer is longer than `limit` characters. */
export function tooLong(
  question: AnyQuestion,
  limit: number,
  { language, form }: Words,
): { error: string } {
  const asked = { question: plainLabel(question) };
  return { error: question.errors.too_long ?? sayCount(language, form.too_long, limit, asked) };
}

/** Checks one code of a fixed list; an empty text, as the first option of a select sends it, is no answer. */
export function checkCode(
  question: AnyQuestion,
  code: unknown,
  isOffered: (code: string) => boolean,
  own: TypeWords,
): Checked {
  if (code === '') return { answer: undefined };
  return typeof code === 'string' && isOffered(code) ? { answer: code } : invalid(question, own);
}
