import { z } from 'zod';
import {
  callsItselfRequired,
  describedBy,
  frame,
  hintAndError,
  labelWords,
  type Surroundings,
} from './anatomy.ts';
import { attributes, markup, type Markup } from './html.ts';
import { placeName } from './limited-option.ts';
import { formText, type AnyQuestion } from './question.ts';

/** An option of a question. */
export const option = z.strictObject({
  value: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'option-value' }),
  label: formText,
  /** How many guests can have this choice. Without it there is no limit. */
  places: z.number().int().min(0).max(100_000).optional(),
  /**
   * The file name of a session without its extension. The option takes over its places and times.
   */
  session: z
    .string()
    .regex(/^[a-z0-9-]+$/, { error: 'reference' })
    .optional(),
});

type Option = z.infer<typeof option>;

/** Whether guests may wait for a full option. */
export const waitingList = z.boolean().optional();

/** A question with options. */
export interface OptionQuestion extends AnyQuestion {
  readonly options: readonly Option[];
}

/** The label of each option, by its value. */
export function optionLabels({ options }: OptionQuestion): ReadonlyMap<string, string> {
  return new Map(options.map(({ value, label }) => [value, label]));
}

/** A radio button cannot be unticked: this one takes back a choice that may be left out. */
function noAnswerMarkup({ name }: OptionQuestion, { words }: Surroundings): Markup {
  const id = `${name}-none`;
  return markup`<div class="option"><input${attributes({ type: 'radio', id, name, value: '' })}><label for="${id}">${words.form.types.choice.none}</label></div>
`;
}

/** Whether the option says that the form is filled in on behalf of another. */
function isOnBehalf(
  { name }: OptionQuestion,
  { value }: Option,
  { onBehalf }: Surroundings,
): boolean {
  return onBehalf?.question === name && onBehalf.answer === value;
}

function optionMarkup(
  question: OptionQuestion,
  index: number,
  kind: 'radio' | 'checkbox',
  around: Surroundings,
): Markup {
  const one = question.options[index];
  if (one === undefined) return markup``;
  const id = index === 0 ? question.name : `${question.name}-${index + 1}`;
  const input = attributes({
    type: kind,
    id,
    name: question.name,
    value: one.value,
    // On checkboxes, `required` would demand every one of them.
    required: kind === 'radio' && callsItselfRequired(question),
    checked: around.typed.get(question.name)?.includes(one.value) === true,
    class: isOnBehalf(question, one, around) ? 'means-another' : undefined,
  });
  const words =
    one.places === undefined && one.session === undefined
      ? one.label
      : markup`${one.label} <span data-place="${placeName(question.name, one.value)}"></span>`;
  return markup`<div class="option"><input${input}><label for="${id}">${words}</label></div>
${around.under(question.name, one)}`;
}

/** A question as a group of radio buttons or checkboxes. */
export function optionsMarkup(
  question: OptionQuestion,
  kind: 'radio' | 'checkbox',
  around: Surroundings,
): Markup {
  const options = question.options.map((_, index) => optionMarkup(question, index, kind, around));
  const givenUp =
    kind === 'radio' && !question.required ? noAnswerMarkup(question, around) : undefined;
  return markup`<fieldset${frame(question, around)}${attributes({ 'aria-describedby': describedBy(question, around) })}>
<legend>${labelWords(question, around)}</legend>
${hintAndError(question, around)}
<div class="options">
${options}${givenUp}${around.waiting?.question === question.name ? around.waiting.box : undefined}</div>
</fieldset>`;
}
