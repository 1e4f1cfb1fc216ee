import { memoize } from '../../event/memoize.ts';
import type { Definition, Question } from './definition.ts';

function reworded<Asked extends Question>(question: Asked): Asked {
  const { on_behalf: own } = question;
  if (own === undefined) return question;
  return { ...question, ...own, errors: { ...question.errors, ...own.errors } };
}

/** The form in the words for somebody who fills it in on behalf of another. */
const onBehalf = memoize((definition: Definition): Definition => ({
  ...definition,
  sections: definition.sections.map(({ questions, ...section }) => ({
    ...section,
    questions: questions.map(reworded),
  })),
}));

/** Whether somebody fills in the form on behalf of another. */
export function isOnBehalf(
  { on_behalf: when }: Pick<Definition, 'on_behalf'>,
  answerTo: (question: string) => unknown,
): boolean {
  return when !== undefined && answerTo(when.question) === when.answer;
}

/** The form in the words for whoever sent these fields. */
export function wordedFor(
  definition: Definition,
  fields: ReadonlyMap<string, unknown>,
): Definition {
  const isOther = isOnBehalf(definition, (question) => fields.get(question));
  return isOther ? onBehalf(definition) : definition;
}
