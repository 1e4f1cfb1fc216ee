import { z } from 'zod';
import { labelledControl } from '../question/anatomy.ts';
import { attributes, markup } from '../question/html.ts';
import { bytesOfCharacter, noLabels, type QuestionType } from '../question/question-type.ts';
import { questionParts, textLimit } from '../question/question.ts';
import { checkText } from '../question/typed-text.ts';

const schema = z.strictObject({ type: z.literal('long text'), ...questionParts, limit: textLimit });

/** Text of any number of lines. */
export const longText = {
  schema,
  words: ({ form }) => form.types['long text'],
  markup: (question, around) =>
    labelledControl(question, around, (common, value) => {
      const spellcheck = attributes({ spellcheck: question.deleted_first ? 'false' : undefined });
      // The HTML parser drops the first line break in a textarea, so one is added.
      return markup`<textarea${common} rows="5"${spellcheck}>\n${value}</textarea>`;
    }),
  check: (question, value, words) =>
    checkText(question, value, {
      limit: question.limit,
      lines: true,
      words,
      own: words.form.types['long text'],
    }),
  several: false,
  mostBytes: ({ limit }) => bytesOfCharacter * limit,
  labels: noLabels,
} satisfies QuestionType<z.infer<typeof schema>>;
