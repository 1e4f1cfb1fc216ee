import { listInWords } from '../../words/text.ts';
import type { Words } from '../../words/words.ts';
import type { Answer } from '../record/record.ts';
import type { Definition, Question } from './definition.ts';
import { invitationCodeField, replaceField, waitField } from './fields.ts';
import { guestWords } from './guest-words.ts';
import { plainLabel } from './question/question.ts';
import { askedOf } from './questions.ts';
import { isAsked, type Fields, type Submission } from './submission.ts';
import { valueInWords } from './types/types.ts';

/** An answer as its guest reads it again. */
export interface AnswerInWords {
  readonly field: string;
  readonly question: string;
  readonly answer: string;
}

function inWords(question: Question, answer: Answer | undefined, words: Words): string {
  if (answer === undefined) return words.form.check.not_answered;
  if (typeof answer === 'boolean') return words.form.check.yes;
  const values = typeof answer === 'string' ? [answer] : answer;
  const { language } = words;
  return listInWords(
    language,
    values.map((value) => valueInWords(question, value, language)),
  );
}

/** Every question that was asked with its checked answer, in the form's order. */
export function answersInWords(
  definition: Definition,
  fields: Fields,
  { answers, code, waits, replaces }: Submission,
  words: Words,
): readonly AnswerInWords[] {
  const questions = askedOf(definition, words);
  const given: Submission['answers'] =
    code === undefined ? answers : { ...answers, [invitationCodeField]: code };
  const { waitingList, invitation } = guestWords(definition, words);
  const box = (field: string, question: string, ticked: boolean) =>
    ticked ? [{ field, question, answer: words.form.check.yes }] : [];
  return [
    ...questions
      .filter((question) => isAsked(question, questions, fields))
      .map((question) => ({
        field: question.name,
        question: plainLabel(question),
        answer: inWords(question, given[question.name], words),
      })),
    ...box(waitField, waitingList.ask, waits),
    ...box(replaceField, invitation.replace, replaces),
  ];
}
