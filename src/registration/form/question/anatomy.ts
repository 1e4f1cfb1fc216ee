import type { Words } from '../../../words/words.ts';
import { attributes, markup, type Markup } from './html.ts';
import type { AnyQuestion } from './question.ts';

/** What was typed, by question, to be shown again in the form: texts, and lists of chosen values. */
export type Typed = ReadonlyMap<string, readonly string[]>;

/** What stands round a question in its form. */
export interface Surroundings {
  readonly words: Words;
  readonly typed: Typed;
  /** What to say about an answer, by the question's name. */
  readonly errors: ReadonlyMap<string, string>;
  /** The address to link to for a page of the site: `/privacy/`. */
  readonly link: (page: string) => string;
  /** The questions that are asked only under one option of the question of that name. */
  readonly under: (
    question: string,
    option: { readonly value: string; readonly label: string },
  ) => Markup | undefined;
}

/** The hint, which says where an answer is deleted first. */
function hintWords(question: AnyQuestion, { form }: Words): string | undefined {
  const { hint, deleted_first: first } = question;
  if (!first || hint?.includes(form.deleted_early)) return hint;
  return hint === undefined ? form.deleted_early : `${hint} ${form.deleted_early}`;
}

/** The ids of what describes a question: its hint, and the place for what is wrong. */
export function describedBy(question: AnyQuestion, { words }: Surroundings): string {
  const { name } = question;
  return hintWords(question, words) === undefined ? `${name}-error` : `${name}-hint ${name}-error`;
}

/** Without scripts, a question under an answer is there for everybody: it must not call itself required. */
export function callsItselfRequired({ required, asked_when: when }: AnyQuestion): boolean {
  return required && when === undefined;
}

/**
 * The attributes of a control with one value. There is no maxlength: a browser that keeps it cuts off
 * the end of a pasted text without a word.
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

/** The label's words, with its Markdown links, and what tells an optional question. */
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

/** The place for what is wrong with a field: it is there when empty, so that a script can fill it. */
export function errorPlace(name: string, { errors, words }: Surroundings): Markup {
  const error = errors.get(name);
  return error === undefined
    ? markup`<p class="error-message" id="${name}-error" hidden></p>`
    : markup`<p class="error-message" id="${name}-error"><span class="visually-hidden">${words.form.script.error}</span> ${error}</p>`;
}

/** The hint, and the place for what is wrong. */
export function hintAndError(question: AnyQuestion, around: Surroundings): Markup {
  const { name } = question;
  const hint = hintWords(question, around.words);
  return markup`${
    hint === undefined ? undefined : markup`<p class="hint" id="${name}-hint">${hint}</p>\n`
  }${errorPlace(name, around)}`;
}

/** The attributes of the element that holds a question. */
export function frame({ name }: AnyQuestion, { errors }: Surroundings): Markup[] {
  return attributes({
    class: errors.has(name) ? 'question has-error' : 'question',
    'data-question': name,
  });
}

/** A question with one control below its label, in the anatomy of GOV.UK Frontend: label, hint, error, control. */
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

/** The same with a control of one line, whose `kind` are its other attributes. */
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

/** A question whose hint says one thing more. */
export function withHint<Asked extends AnyQuestion>(question: Asked, more: string): Asked {
  const { hint } = question;
  return { ...question, hint: hint === undefined ? more : `${hint} ${more}` };
}
