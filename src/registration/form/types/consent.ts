import { z } from 'zod';
import type { Words } from '../../../words/words.ts';
import { controlAttributes, frame, hintAndError, labelWords } from '../question/anatomy.ts';
import { attributes, markup } from '../question/html.ts';
import { noLabels, type QuestionType } from '../question/question-type.ts';
import { aboutQuestion, questionParts, type Checked } from '../question/question.ts';

const schema = z.strictObject({ type: z.literal('consent'), ...questionParts });
type Asked = z.infer<typeof schema>;

function check(question: Asked, value: unknown, { form }: Words): Checked {
  if (value === true || value === 'yes') return { answer: true };
  if (value === false || value === '') return { answer: undefined };
  // Any other value leaves the box unticked.
  const { invalid: own, missing } = question.errors;
  return { error: own ?? missing ?? aboutQuestion(question, form.types.consent.invalid) };
}

/** A checkbox with which the guest agrees to something. */
export const consent = {
  schema,
  words: ({ form }) => form.types.consent,
  markup: (question, around) => {
    const checked = around.typed.get(question.name)?.includes('yes') === true;
    const box = attributes({ type: 'checkbox', value: 'yes', checked });
    return markup`<div${frame(question, around)}>
${hintAndError(question, around)}
<div class="option"><input${controlAttributes(question, around)}${box}><label for="${question.name}">${labelWords(question, around)}</label></div>
</div>`;
  },
  check,
  several: false,
  mostBytes: () => 'true'.length,
  labels: noLabels,
} satisfies QuestionType<Asked>;
