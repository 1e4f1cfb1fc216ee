import { say } from '../../words/text.ts';
import type { Words } from '../../words/words.ts';
import type { Definition } from './definition.ts';
import { errorPlace, inBothWordings, type Surroundings, type Typed } from './question/anatomy.ts';
import { guestWords } from './guest-words.ts';
import { attributes, markup, type Markup } from './question/html.ts';
import { plainLabel } from './question/question.ts';
import { questionMarkup } from './types/types.ts';
import { asksForChallenge, codeQuestion, questionsOf, questionsUnder } from './questions.ts';
import type { FieldError } from '../record/refusal.ts';
import { replaceField, stepField, trapField, versionField, waitField } from './fields.ts';

/** Where a form is sent, and what is filled in. */
export interface FormState {
  /** The endpoint's address, or only its path if the page has the same origin. */
  readonly action: string;
  /** The definition's version, from `formVersion`. */
  readonly version: string;
  readonly words: Words;
  /** The href of a page on the site, such as `/privacy/`. */
  readonly link: (page: string) => string;
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  /** Whether the waiting list is ticked; undefined if it is not offered. */
  readonly waiting?: boolean | undefined;
  /** Whether the answers replace earlier ones, whose places are then given up. */
  readonly anew?: boolean;
  /** Whether "replace my registration" is ticked; undefined if it is not offered. */
  readonly replacing?: boolean | undefined;
}

/**
 * Questions under an answer come right below it and say when to fill them in. They work without
 * scripts and styles.
 */
function group(definition: Definition, around: Omit<Surroundings, 'under'>): Surroundings['under'] {
  const under: Surroundings['under'] = (name, { value, label }) => {
    const questions = questionsUnder(definition, name, value);
    if (questions.length === 0) return undefined;
    return markup`<div class="asked-when">
<p class="asked-when-note">${say(around.words.form.asked_when, { answer: label })}</p>
${questions.map((one) => questionMarkup(one, { ...around, under }))}
</div>
`;
  };
  return under;
}

/** The questions that are asked only if a question is answered at all. They come right below it. */
function followUp(
  definition: Definition,
  question: Definition['sections'][number]['questions'][number],
  around: Surroundings,
): Markup | undefined {
  const questions = questionsUnder(definition, question.name);
  if (questions.length === 0) return undefined;
  const note = say(around.words.form.asked_when_answered, { question: plainLabel(question) });
  return markup`<div class="follow-up">
<p class="asked-when-note">${note}</p>
${questions.map((one) => markup`${questionMarkup(one, around)}\n`)}</div>
`;
}

function sectionMarkup(
  definition: Definition,
  { title, on_behalf: other, questions }: Definition['sections'][number],
  around: Surroundings,
): Markup {
  const open = questions.filter((question) => question.asked_when === undefined);
  if (open.length === 0) return markup``;
  return markup`<div class="form-section">
<h2>${inBothWordings(title, other)}</h2>
${open.map((question) => markup`${questionMarkup(question, around)}\n${followUp(definition, question, around)}`)}</div>
`;
}

/** A checkbox that is not a question of the form; empty if it is not offered. */
function boxMarkup(
  name: string,
  label: string,
  checked: boolean | undefined,
  hint?: string,
): Markup | undefined {
  if (checked === undefined) return undefined;
  const described = hint === undefined ? undefined : `${name}-hint`;
  const box = attributes({
    type: 'checkbox',
    id: name,
    name,
    value: 'yes',
    checked,
    'aria-describedby': described,
  });
  return markup`<div class="question"><div class="option"><input${box}><label for="${name}">${label}</label></div>
${hint === undefined ? undefined : markup`<p class="hint" id="${described}">${hint}</p>\n`}</div>
`;
}

/** The box for the waiting list, for the first choice that is full. */
function waitingMarkup(
  definition: Definition,
  { words, waiting, anew = false, errors = [] }: Omit<FormState, 'action' | 'version'>,
): Surroundings['waiting'] {
  const { ask, hint, hint_anew: hintAnew } = guestWords(definition, words).waitingList;
  const box = boxMarkup(waitField, ask, waiting, anew ? `${hint} ${hintAnew}` : hint);
  const waits = questionsOf(definition).filter(
    (question) => 'options' in question && question.waiting_list === true,
  );
  const full = waits.find(({ name }) => errors.some(({ field }) => field === name));
  const question = (full ?? waits[0])?.name;
  return box === undefined || question === undefined ? undefined : { question, box };
}

/** What each question needs from the form around it. */
function surroundingsOf(
  definition: Definition,
  state: Omit<FormState, 'action' | 'version'>,
): Surroundings {
  const { words, typed = new Map(), errors = [], link } = state;
  const byField = new Map(errors.map(({ field, detail }) => [field, detail]));
  const { on_behalf: when } = definition;
  const onBehalf = when && {
    ...when,
    asked: questionsUnder(definition, when.question, when.answer).map(({ name }) => name),
  };
  const waiting = waitingMarkup(definition, state);
  const around = { words, typed, errors: byField, link, onBehalf, waiting };
  return { ...around, under: group(definition, around) };
}

/** The questions of a form, filled in, and the boxes that are offered. */
export function questionsMarkup(
  definition: Definition,
  state: Omit<FormState, 'action' | 'version'>,
): Markup {
  const surroundings = surroundingsOf(definition, state);
  const { replace } = guestWords(definition, state.words).invitation;
  const sections = definition.sections.map((section) =>
    sectionMarkup(definition, section, surroundings),
  );
  return markup`${sections}${boxMarkup(replaceField, replace, state.replacing)}`;
}

/**
 * The field for an invitation code, and the notice that a script shows if the address holds a code.
 */
function codeMarkup(definition: Definition, around: Surroundings): Markup | undefined {
  const question = codeQuestion(definition, around.words);
  if (question === undefined) return undefined;
  const { warning } = guestWords(definition, around.words).invitation;
  return markup`<p class="error-message" id="${question.name}-warning" role="alert" hidden>${warning}</p>
${questionMarkup(question, around)}
`;
}

/**
 * The field that nobody is to fill in: it stands off screen until it was filled in, for a person
 * has to see then what to clear. It never holds what was typed.
 */
function trapMarkup(around: Surroundings): Markup {
  const caught = around.errors.has(trapField);
  const frame = attributes({
    class: caught ? 'question leave-empty has-error' : 'question leave-empty',
    'data-question': trapField,
  });
  const control = attributes({
    type: 'text',
    id: trapField,
    name: trapField,
    tabindex: caught ? undefined : '-1',
    autocomplete: 'off',
    'aria-describedby': `${trapField}-error`,
  });
  return markup`<div${frame}><label for="${trapField}">${around.words.form.leave_empty}</label>
${errorPlace(trapField, around)}
<input${control}></div>`;
}

/**
 * The registration form as HTML. It posts without scripts; `form-client.ts` enhances it. Only what
 * is in `typed` is ticked or chosen.
 */
export function renderForm(definition: Definition, state: FormState): string {
  const { form } = state.words;
  const own = attributes({
    'data-registration': true,
    'data-challenge': asksForChallenge(definition),
    'data-name': definition.named_by,
    'data-words': JSON.stringify({ ...form.script, check: form.check, send: form.send }),
  });
  return markup`<form class="registration" method="post" action="${state.action}" accept-charset="utf-8" novalidate${own}>
<input type="hidden" name="${versionField}" value="${state.version}">
${codeMarkup(definition, surroundingsOf(definition, state))}${questionsMarkup(definition, state)}${trapMarkup(surroundingsOf(definition, state))}
${definition.access === 'moderated' ? markup`<p class="form-promise">${form.no_place_yet}</p>\n` : undefined}<button${attributes({ class: 'button', type: 'submit', name: stepField, value: 'check' })}>${form.check.continue}</button>
<p class="form-status" role="status"></p>
</form>`.toString();
}

/** The content of an error summary. */
export interface ErrorSummary {
  /** What happened and what to do. They come before the list. */
  readonly sentences: readonly string[];
  readonly errors: readonly FieldError[];
}

/**
 * The error summary of GOV.UK Frontend: each error links to its field. The inner element is
 * announced, the outer one takes the focus.
 */
export function renderErrorSummary(words: Words, { sentences, errors }: ErrorSummary): string {
  const list = markup`<ul>
${errors.map(({ field, detail }) => markup`<li><a href="#${field}">${detail}</a></li>\n`)}</ul>
`;
  return markup`<div class="error-summary" tabindex="-1">
<div role="alert">
<h2>${words.form.script.problem}</h2>
${sentences.map((sentence) => markup`<p>${sentence}</p>\n`)}${errors.length === 0 ? undefined : list}</div>
</div>
`.toString();
}
