import { countries } from '../event/countries.ts';
import type { Question } from './definition.ts';
import { attributes, markup, type Markup } from './markup.ts';
import type { Typed } from './submission.ts';

/** What stands round a question in its form. */
export interface Surroundings {
  readonly typed: Typed;
  /** What to say about an answer, by the question's name. */
  readonly errors: ReadonlyMap<string, string>;
  /** The address to link to for a page of the site: `/privacy/`. */
  readonly link: (page: string) => string;
  /** The questions that are asked only under one answer to this question. */
  readonly under: (question: Question, answer: string) => Markup | undefined;
}

type Choice = Extract<Question, { type: 'choice' | 'several choices' }>;

const deletedFirst = 'This answer is deleted first.';

/** The label's words, with its Markdown links, and what tells an optional question. */
function labelWords(question: Question, link: Surroundings['link']): Markup {
  const words = question.label.split(/(\[[^\]]+\]\([^)\s]+\))/).map((part) => {
    const [, text, address] = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(part) ?? [];
    return text === undefined || address === undefined
      ? markup`${part}`
      : markup`<a href="${link(address)}">${text}</a>`;
  });
  // A question under an answer is neither required of everybody nor free to those who are asked.
  return question.required
    ? markup`${words}`
    : markup`${words} <span class="optional">(optional)</span>`;
}

function hintWords({ hint, deleted_first: first }: Question): string | undefined {
  if (!first || hint?.includes('deleted first')) return hint;
  return hint === undefined ? deletedFirst : `${hint} ${deletedFirst}`;
}

/** The hint, and the place for what is wrong: it is there when empty, so that a script can fill it. */
function hintAndError(question: Question, { errors }: Surroundings): Markup {
  const { name } = question;
  const hint = hintWords(question);
  const error = errors.get(name);
  return markup`${
    hint === undefined ? undefined : markup`<p class="hint" id="${name}-hint">${hint}</p>\n`
  }${
    error === undefined
      ? markup`<p class="error-message" id="${name}-error" hidden></p>`
      : markup`<p class="error-message" id="${name}-error"><span class="visually-hidden">Error:</span> ${error}</p>`
  }`;
}

function describedBy(question: Question): string {
  const { name } = question;
  return hintWords(question) === undefined ? `${name}-error` : `${name}-hint ${name}-error`;
}

function frame(question: Question, { errors }: Surroundings): Markup[] {
  const invalid = errors.has(question.name);
  return attributes({
    class: invalid ? 'question has-error' : 'question',
    'data-question': question.name,
  });
}

/**
 * The attributes of a control with one value. There is no maxlength: a browser that keeps it cuts off
 * the end of a pasted text without a word.
 */
function controlAttributes(question: Question, around: Surroundings): Markup[] {
  return attributes({
    id: question.name,
    name: question.name,
    // Without scripts, a question under an answer is there for everybody: it must not call itself required.
    required: question.required && question.asked_when === undefined,
    autocomplete: question.autocomplete,
    'aria-describedby': describedBy(question),
    'aria-invalid': around.errors.has(question.name) ? 'true' : undefined,
  });
}

const inputKinds = {
  // Names are not words, and a browser's spelling service may send them away.
  text: { type: 'text', spellcheck: 'false' },
  'e-mail': { type: 'email', inputmode: 'email', spellcheck: 'false', autocapitalize: 'none' },
  telephone: { type: 'tel', inputmode: 'tel' },
} as const;

function control(question: Question, around: Surroundings): Markup {
  const common = controlAttributes(question, around);
  const [value = ''] = around.typed.get(question.name) ?? [];
  switch (question.type) {
    case 'long text': {
      const spellcheck = attributes({ spellcheck: question.deleted_first ? 'false' : undefined });
      // The parser drops the first line break in a textarea, so that one is given away.
      return markup`<textarea${common} rows="5"${spellcheck}>\n${value}</textarea>`;
    }
    case 'country': {
      const options = countries().map(
        ({ code, name }) =>
          markup`<option${attributes({ value: code, selected: code === value })}>${name}</option>`,
      );
      return markup`<select${common}><option value="">Choose a country</option>${options}</select>`;
    }
    case 'text':
    case 'e-mail':
    case 'telephone': {
      const kind = attributes({ ...inputKinds[question.type], value: value || undefined });
      return markup`<input${common}${kind}>`;
    }
    default:
      throw new TypeError(`A question of type ${question.type} has no single control.`);
  }
}

function consentQuestion(question: Question, around: Surroundings): Markup {
  const checked = around.typed.get(question.name)?.includes('yes') === true;
  const box = attributes({ type: 'checkbox', value: 'yes', checked });
  return markup`<div${frame(question, around)}>
${hintAndError(question, around)}
<div class="option"><input${controlAttributes(question, around)}${box}><label for="${question.name}">${labelWords(question, around.link)}</label></div>
</div>`;
}

function optionMarkup(question: Choice, place: number, around: Surroundings): Markup {
  const option = question.options[place];
  if (option === undefined) return markup``;
  const several = question.type === 'several choices';
  const id = place === 0 ? question.name : `${question.name}-${place + 1}`;
  const input = attributes({
    type: several ? 'checkbox' : 'radio',
    id,
    name: question.name,
    value: option.value,
    // On a checkbox it would require each of them.
    required: !several && question.required && question.asked_when === undefined,
    checked: around.typed.get(question.name)?.includes(option.value) === true,
  });
  return markup`<div class="option"><input${input}><label for="${id}">${option.label}</label></div>
${around.under(question, option.value)}`;
}

function choiceQuestion(question: Choice, around: Surroundings): Markup {
  const options = question.options.map((_, place) => optionMarkup(question, place, around));
  return markup`<fieldset${frame(question, around)}${attributes({ 'aria-describedby': describedBy(question) })}>
<legend>${labelWords(question, around.link)}</legend>
${hintAndError(question, around)}
<div class="options">
${options}</div>
</fieldset>`;
}

/** One question as HTML, in the anatomy of GOV.UK Frontend: label, hint, error, control. */
export function questionMarkup(question: Question, around: Surroundings): Markup {
  switch (question.type) {
    case 'choice':
    case 'several choices':
      return choiceQuestion(question, around);
    case 'consent':
      return consentQuestion(question, around);
    default:
      return markup`<div${frame(question, around)}>
<label for="${question.name}">${labelWords(question, around.link)}</label>
${hintAndError(question, around)}
${control(question, around)}
</div>`;
  }
}
