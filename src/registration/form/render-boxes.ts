import type { Words } from '../../words/words.ts';
import type { FieldError } from '../record/refusal.ts';
import type { Definition } from './definition.ts';
import { replaceField, waitField } from './fields.ts';
import { guestWords } from './guest-words.ts';
import type { Surroundings } from './question/anatomy.ts';
import { attributes, markup, type Markup } from './question/html.ts';
import { questionsOf } from './questions.ts';

/** Which boxes a form offers beside its questions. */
export interface Boxes {
  readonly words: Words;
  readonly errors?: readonly FieldError[];
  /** Whether the waiting list is ticked; undefined if it is not offered. */
  readonly waiting?: boolean | undefined;
  /** Whether the answers replace earlier ones, whose places are then given up. */
  readonly anew?: boolean;
  /** Whether "replace my registration" is ticked; undefined if it is not offered. */
  readonly replacing?: boolean | undefined;
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
export function waitingMarkup(
  definition: Definition,
  { words, waiting, anew = false, errors = [] }: Boxes,
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

/** The box with which an invited guest replaces an earlier registration, if it is offered. */
export function replacingMarkup(
  definition: Definition,
  { words, replacing }: Boxes,
): Markup | undefined {
  return boxMarkup(replaceField, guestWords(definition, words).invitation.replace, replacing);
}
