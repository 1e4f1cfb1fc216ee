import type { Question } from './definition.ts';
import { attributes, markup, type Markup } from './html.ts';
import {
  control,
  controlAttributes,
  describedBy,
  hintWords,
  type Surroundings,
} from './render-control.ts';
import { placeName } from './limited-option.ts';

type Choice = Extract<Question, { type: 'choice' | 'several choices' }>;

/** The label's words, with its Markdown links, and what tells an optional question. */
function labelWords(question: Question, { link, words: { form } }: Surroundings): Markup {
  const words = question.label.split(/(\[[^\]]+\]\([^)\s]+\))/).map((part) => {
    const [, text, address] = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(part) ?? [];
    return text === undefined || address === undefined
      ? markup`${part}`
      : markup`<a href="${link(address)}">${text}</a>`;
  });
  return question.required
    ? markup`${words}`
    : markup`${words} <span class="optional">${form.optional}</span>`;
}

/** The hint, and the place for what is wrong: it is there when empty, so that a script can fill it. */
function hintAndError(question: Question, { errors, words }: Surroundings): Markup {
  const { name } = question;
  const hint = hintWords(question, words);
  const error = errors.get(name);
  return markup`${
    hint === undefined ? undefined : markup`<p class="hint" id="${name}-hint">${hint}</p>\n`
  }${
    error === undefined
      ? markup`<p class="error-message" id="${name}-error" hidden></p>`
      : markup`<p class="error-message" id="${name}-error"><span class="visually-hidden">${words.form.error}</span> ${error}</p>`
  }`;
}

function frame(question: Question, { errors }: Surroundings): Markup[] {
  const invalid = errors.has(question.name);
  return attributes({
    class: invalid ? 'question has-error' : 'question',
    'data-question': question.name,
  });
}

function consentQuestion(question: Question, around: Surroundings): Markup {
  const checked = around.typed.get(question.name)?.includes('yes') === true;
  const box = attributes({ type: 'checkbox', value: 'yes', checked });
  return markup`<div${frame(question, around)}>
${hintAndError(question, around)}
<div class="option"><input${controlAttributes(question, around)}${box}><label for="${question.name}">${labelWords(question, around)}</label></div>
</div>`;
}

function optionMarkup(question: Choice, index: number, around: Surroundings): Markup {
  const option = question.options[index];
  if (option === undefined) return markup``;
  const several = question.type === 'several choices';
  const id = index === 0 ? question.name : `${question.name}-${index + 1}`;
  const input = attributes({
    type: several ? 'checkbox' : 'radio',
    id,
    name: question.name,
    value: option.value,
    // On a checkbox it would require each of them.
    required: !several && question.required && question.asked_when === undefined,
    checked: around.typed.get(question.name)?.includes(option.value) === true,
  });
  const words =
    option.places === undefined && option.session === undefined
      ? option.label
      : markup`${option.label} <span data-place="${placeName(question.name, option.value)}"></span>`;
  return markup`<div class="option"><input${input}><label for="${id}">${words}</label></div>
${around.under(question, option.value)}`;
}

function choiceQuestion(question: Choice, around: Surroundings): Markup {
  const options = question.options.map((_, index) => optionMarkup(question, index, around));
  return markup`<fieldset${frame(question, around)}${attributes({ 'aria-describedby': describedBy(question, around.words) })}>
<legend>${labelWords(question, around)}</legend>
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
<label for="${question.name}">${labelWords(question, around)}</label>
${hintAndError(question, around)}
${control(question, around)}
</div>`;
  }
}
