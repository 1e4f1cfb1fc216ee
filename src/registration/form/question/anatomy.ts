import type { Words } from '../../../words/words.ts';
import { attributes, markup, type Markup } from './html.ts';
import { isFollowUp, type AnyQuestion } from './question.ts';

/**
 * What the guest typed, by question, so that the form can show it again: texts, or chosen values.
 */
export type Typed = ReadonlyMap<string, readonly string[]>;

/** An answer to a question. */
interface Condition {
  readonly question: string;
  readonly answer: string;
}

/** What a question needs from the form around it. */
export interface Surroundings {
  readonly words: Words;
  readonly typed: Typed;
  /** The error for each wrong answer, by the question's name. */
  readonly errors: ReadonlyMap<string, string>;
  /** The href of a page on the site, such as `/privacy/`. */
  readonly link: (page: string) => string;
  /**
   * The answer of somebody who fills in the form on behalf of another, and the questions about
   * that person.
   */
  readonly onBehalf?: (Condition & { readonly asked: readonly string[] }) | undefined;
  /** The box for the waiting list, and the question that it belongs to. */
  readonly waiting?: { readonly question: string; readonly box: Markup } | undefined;
  /** The questions that are asked only under one option of the named question. */
  readonly under: (
    question: string,
    option: { readonly value: string; readonly label: string },
  ) => Markup | undefined;
}

/**
 * A text in two wordings, of which the style sheet shows one: for oneself, and for somebody who
 * fills in the form on behalf of another. Without the other, or without `:has()`, it is the first.
 */
export function inBothWordings(own: Markup | string, other: Markup | string | undefined): Markup {
  return other === undefined
    ? markup`${own}`
    : markup`<span class="for-oneself">${own}</span><span class="on-behalf">${other}</span>`;
}

/** A hint, with a note if the answer is deleted early. */
function withNote(hint: string | undefined, note: string | undefined): string | undefined {
  if (note === undefined || hint?.includes(note)) return hint;
  return hint === undefined ? note : `${hint} ${note}`;
}

/** The hint in both wordings. */
function hintWords(question: AnyQuestion, { form }: Words): Markup | undefined {
  const { hint, deleted_first: first, on_behalf: other } = question;
  const note = first && !isFollowUp(question) ? form.deleted_early : undefined;
  const own = withNote(hint, note);
  if (own === undefined) return undefined;
  return inBothWordings(own, other?.hint === undefined ? undefined : withNote(other.hint, note));
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
 * The browser offers the reader's own data (WCAG 1.3.5), and none of it for somebody else. The
 * form's script follows the answer; what is sent back follows it already.
 */
function autocompleteOf({ name, autocomplete }: AnyQuestion, { typed, onBehalf }: Surroundings) {
  if (onBehalf === undefined || onBehalf.asked.includes(name)) return { autocomplete };
  const isOther = typed.get(onBehalf.question)?.includes(onBehalf.answer) === true;
  return { autocomplete: isOther ? 'off' : autocomplete, 'data-autocomplete': autocomplete };
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
    ...autocompleteOf(question, around),
    'aria-describedby': describedBy(question, around),
    'aria-invalid': around.errors.has(question.name) ? 'true' : undefined,
  });
}

function linked(label: string, { link }: Surroundings): Markup {
  const parts = label.split(/(\[[^\]]+\]\([^)\s]+\))/).map((part) => {
    const [, text, address] = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(part) ?? [];
    return text === undefined || address === undefined
      ? markup`${part}`
      : markup`<a href="${link(address)}">${text}</a>`;
  });
  return markup`${parts}`;
}

/**
 * The label in both wordings with its Markdown links, and a note if the question is optional.
 */
export function labelWords(question: AnyQuestion, around: Surroundings): Markup {
  const other = question.on_behalf?.label;
  const label = inBothWordings(
    linked(question.label, around),
    other === undefined ? undefined : linked(other, around),
  );
  return question.required
    ? label
    : markup`${label} <span class="optional">${around.words.form.optional}</span>`;
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
