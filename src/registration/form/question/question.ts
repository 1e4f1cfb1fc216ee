import { z } from 'zod';
import { say, sayCount, type Text } from '../../../words/text.ts';
import type { Words } from '../../../words/words.ts';
import type { Answer } from '../../record/record.ts';

/** A text that is not empty. */
export const formText = z.string().trim().min(1);

/** The name of a question. */
export const questionName = z.string().regex(/^[a-z][a-z0-9_]*$/, { error: 'question-name' });

/** The words for each kind of wrong answer. */
const errors = z.strictObject({
  missing: formText.optional(),
  invalid: formText.optional(),
  too_long: formText.optional(),
});

/** The keys of `content/registration.yaml` that every question has. */
export const questionParts = {
  /** The name of the answer in the form, the record and the export. */
  name: questionName,
  label: formText,
  hint: formText.optional(),
  required: z.boolean().default(false),
  /** A token of the HTML autofill specification, such as `organization`. */
  autocomplete: formText.optional(),
  /** Whether the answer is deleted before the rest of the record. */
  deleted_first: z.boolean().default(false),
  /** The question is asked only if a choice has this answer, or another question has any. */
  asked_when: z.strictObject({ question: questionName, answer: formText.optional() }).optional(),
  errors: errors.default({}),
  /** The words for somebody who fills in the form on behalf of another. */
  on_behalf: z
    .strictObject({
      label: formText.exactOptional(),
      hint: formText.exactOptional(),
      errors: errors.exactOptional(),
    })
    .optional(),
};

/** The longest answer, in Unicode code points. */
export const textLimit = z.number().int().min(1).max(4000);

const anyQuestion = z.object(questionParts);

/** A question, whatever its type. */
export type AnyQuestion = z.infer<typeof anyQuestion>;

/**
 * A checked answer, or the error for it. The answer is undefined if the question was left empty.
 */
export type Checked = { readonly answer: Answer | undefined } | { readonly error: string };

/** The default errors of a type of question. */
export interface TypeWords {
  /** For a required answer that is missing. */
  readonly missing: Text<'question'>;
  /** For an answer of the wrong kind. */
  readonly invalid: Text<'question'>;
}

/** The label as plain text. Of a Markdown link, only the words are kept. */
export function plainLabel({ label }: Pick<AnyQuestion, 'label'>): string {
  return label.replace(/\[([^\]]+)\]\([^)\s]+\)/g, '$1');
}

/** Whether the question is asked because another one is answered at all, and belongs to it. */
export function isFollowUp({ asked_when: when }: Pick<AnyQuestion, 'asked_when'>): boolean {
  return when !== undefined && when.answer === undefined;
}

/** A choice after its question: `Lunch: vegetarian`, or `Will you come? Yes`. */
export function choiceWords(question: AnyQuestion, label: string): string {
  const asked = plainLabel(question);
  return `${asked}${/[?:]$/.test(asked) ? '' : ':'} ${label}`;
}

/** The error for an answer, from a text that names the question. */
export function aboutQuestion(question: AnyQuestion, text: Text<'question'>): string {
  return say(text, { question: plainLabel(question) });
}

/** The error for an answer of the wrong kind: the question's own words, or those of its type. */
export function invalid(question: AnyQuestion, { invalid: text }: TypeWords): { error: string } {
  return { error: question.errors.invalid ?? aboutQuestion(question, text) };
}

/** The error for an answer of more than `limit` characters. */
export function tooLong(
  question: AnyQuestion,
  limit: number,
  { language, form }: Words,
): { error: string } {
  const asked = { question: plainLabel(question) };
  return { error: question.errors.too_long ?? sayCount(language, form.too_long, limit, asked) };
}

/** Checks one code from a fixed list. The empty first option of a select counts as no answer. */
export function checkCode(
  question: AnyQuestion,
  code: unknown,
  isOffered: (code: string) => boolean,
  own: TypeWords,
): Checked {
  if (code === '') return { answer: undefined };
  return typeof code === 'string' && isOffered(code) ? { answer: code } : invalid(question, own);
}
