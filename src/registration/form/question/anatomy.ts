import type { Words } from '../../../words/words.ts';
import { attributes, markup, type Markup } from './html.ts';
import type { AnyQuestion } from './question.ts';

/**
 * What the guest typed, by question, so that the form can show it again: texts, or chosen values.
 */
export type Typed = ReadonlyMap<string, readonly string[]>;

/** What a question needs from the form around it. */
export interface Surroundings {
  readonly words: Words;
  readonly typed: Typed;
  /** The error for each wrong answer, by the question's name. */
  readonly errors: ReadonlyMap<string, string>;
  /** The href of a page on the site, such as `/privacy/`. */
  readonly link: (page: string) => string;
  /** The questions that are asked only under one option of the named question. */
  readonly under: (
    question: string,
    option: { readonly value: string; readonly label: string },
  ) => Markup | undefined;
}

/** The hint, with a note if the answer is deleted early. */
function hintWords(question: AnyQuestion, { form }: Words): string | undefined {
  const { hint, deleted_first: first } = question;
  if (!first || hint?.includes(form.deleted_early)) return hint;
  return hint === undefined ? form.deleted_early : `${hint} ${form.deleted_early}`;
}

/** The ids of the question's hint and error. */
export function describedBy(question: AnyQuestion, { words }: Surroundings): string {
  const { name } = question;
  return hintWords(question, words) === undefined ? `${name}-error` : `${name}-hint ${name}-error`;
}

/** Without scripts, everyone sees a conditional question, so it must not be marked as required. */
export function callsItselfRequired({ required, asked_when: when }: AnyQuestion): boolean {
  return required && when === undefined;
}

/**
 * The attributes of a control with one value. There is no maxlength: it would cut off a long paste
 * without a word.
 */
export function controlAttributes(question: AnyQuestion, around: Surroundings): Markup[] {
  return attributes({
    id: question.name,
    name: question.name,
    required: callsItselfRequired(question),
    autocomplete: question.autocomplete,
    'aria-describedby': describedBy(question, around),
    'aria-invalid': around.errors.has(question.name) ? 'true' : undefined,
  });
}

/** The label with its Markdown links, and a note if the question is optional. */
export function labelWords(question: AnyQuestion, { link, words }: Surroundings): Markup {
  const parts = question.label.split(/(\[[^\]]+\]\([^)\s]+\))/).map((part) => {
    const [, text, address] = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(part) ?? [];
    return text === undefined || address === undefined
      ? markup`${part}`
      : markup`<a href="${link(address)}">${text}</a>`;
  });
  return question.required
    ? markup`${parts}`
    : markup`${parts} <span class="optional">${words.form.optional}</span>`;
}

/** The error of a field. The element is present even when empty, for a script to fill. */
export function errorPlace(name: string, { errors, words }: Surroundings): Markup {
  const error = errors.get(name);
  return error === undefined
    ? markup`<p class="error-message" id="${name}-error" hidden></p>`
    : markup`<p class="error-message" id="${name}-error"><span class="visually-hidden">${words.form.script.error}</span> ${error}</p>`;
}

/** The hint and the error. */
export function hintAndError(question: AnyQuestion, around: Surroundings): Markup {
  const { name } = question;
  const hint = hintWords(question, around.words);
  return markup`${
    hint === undefined ? undefined : markup`<p class="hint" id="${name}-hint">${hint}</p>\n`
  }${errorPlace(name, around)}`;
}

/** The attributes of the element around a question. */
export function frame({ name }: AnyQuestion, { errors }: Surroundings): Markup[] {
  return attributes({
    class: errors.has(name) ? 'question has-error' : 'question',
    'data-question': name,
  });
}

/** A question with one control, in the order of GOV.UK Frontend: label, hint, error, control. */
export function labelledControl(
  question: AnyQuestion,
  around: Surroundings,
  control: (common: Markup[], value: string) => Markup,
): Markup {
  const [value = ''] = around.typed.get(question.name) ?? [];
  return markup`<div${frame(question, around)}>
<label for="${question.name}">${labelWords(question, around)}</label>
${hintAndError(question, around)}
${control(controlAttributes(question, around), value)}
</div>`;
}

/** The same with a one-line input; `kind` holds its other attributes. */
export function labelledInput(
  question: AnyQuestion,
  around: Surroundings,
  kind: Record<string, string | undefined>,
): Markup {
  return labelledControl(
    question,
    around,
    (common, value) =>
      markup`<input${common}${attributes({ ...kind, value: value === '' ? undefined : value })}>`,
  );
}

/** A question with a sentence added to its hint. */
export function withHint<Asked extends AnyQuestion>(question: Asked, more: string): Asked {
  const { hint } = question;
  return { ...question, hint: hint === undefined ? more : `${hint} ${more}` };
}
