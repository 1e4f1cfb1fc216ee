import type { Definition } from '../form/definition.ts';
import { questionsOf } from '../form/questions.ts';
import type { OpenedRecord } from '../record/record.ts';
import { isChosen } from '../form/question/limited-option.ts';

/**
 * Reads a filter such as `field=government`: a question with options, and the value of one. Returns
 * whether a record has that answer.
 * @throws Error with one sentence, which lists the possible values, if the filter is invalid.
 */
export function answerFilter(
  definition: Definition,
  typed: string,
): (record: OpenedRecord) => boolean {
  const [name = '', value = ''] = typed.split('=', 2);
  const offering = questionsOf(definition).filter((one) => 'options' in one);
  const question = offering.find((one) => one.name === name);
  if (question === undefined) {
    const names = offering.map((one) => one.name).join(', ');
    throw new Error(
      `--answer is "${typed}". Write a question, "=" and a value; the questions are: ${names}.`,
    );
  }
  const values = question.options.map((option) => option.value);
  if (!values.includes(value)) {
    throw new Error(`"${name}" has no value "${value}". Write one of: ${values.join(', ')}.`);
  }
  return ({ answers: { [name]: answer } }) => isChosen(answer, value);
}
