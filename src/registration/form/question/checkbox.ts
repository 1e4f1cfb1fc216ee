import type { Words } from '../../../words/words.ts';
import { controlAttributes, frame, hintAndError, labelWords } from './anatomy.ts';
import { attributes, markup } from './html.ts';
import { noLabels, type QuestionType } from './question-type.ts';
import { aboutQuestion, type AnyQuestion, type Checked, type TypeWords } from './question.ts';

function check(question: AnyQuestion, value: unknown, own: TypeWords): Checked {
  if (value === true || value === 'yes') return { answer: true };
  if (value === false || value === '') return { answer: undefined };
  // Any other value leaves the box unticked.
  const { invalid, missing } = question.errors;
  return { error: invalid ?? missing ?? aboutQuestion(question, own.invalid) };
}

/** What the types with one box to tick have in common. */
export function checkbox(words: (words: Words) => TypeWords) {
  return {
    words,
    markup: (question, around) => {
      const checked = around.typed.get(question.name)?.includes('yes') === true;
      const box = attributes({ type: 'checkbox', value: 'yes', checked });
      return markup`<div${frame(question, around)}>
${hintAndError(question, around)}
<div class="option"><input${controlAttributes(question, around)}${box}><label for="${question.name}">${labelWords(question, around)}</label></div>
</div>`;
    },
    check: (question, value, said) => check(question, value, words(said)),
    several: false,
    mostBytes: () => 'true'.length,
    labels: noLabels,
  } satisfies Omit<QuestionType, 'schema'>;
}
