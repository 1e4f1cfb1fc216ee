import type { Definition, Question } from './definition.ts';
import { askedOf, asksForCode, hasWaitingList, questionsOf } from './questions.ts';
import { Refusal, type FieldError } from '../record/refusal.ts';
import type { Answer } from '../record/record.ts';
import { say } from '../../words/text.ts';
import type { Words } from '../../words/words.ts';
import type { Typed } from './question/anatomy.ts';
import { checkAnswer, hasSeveralAnswers } from './types/types.ts';
import {
  challengeField,
  invitationCodeField,
  openField,
  soonestMs,
  replaceField,
  stepField,
  trapField,
  versionField,
  waitField,
} from './fields.ts';

/**
 * The values that arrived, by field: text from a form, any value from JSON. A list holds several
 * choices, or a field that came more than once.
 */
export type Fields = ReadonlyMap<string, unknown>;

/** A checked submission with the answers in their normal form. */
export interface Submission {
  readonly answers: Readonly<Record<string, Answer>>;
  /** Whether the honeypot was filled in. */
  readonly trapped: boolean;
  /** Whether the guest agrees to join the waiting list. */
  readonly waits: boolean;
  /** Whether an invited guest replaces an earlier registration. */
  readonly replaces: boolean;
  /** The invitation code as typed; undefined if the form asks for none. */
  readonly code: string | undefined;
}

/** Whether a value is an answer: neither left out, nor empty, nor only space. */
function isAnswered(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  return value !== undefined && value !== null && value !== false;
}

/** Whether a question is asked, given what was sent. */
export function isAsked(
  question: Question,
  questions: readonly Question[],
  fields: Fields,
  above: readonly Question[] = [],
): boolean {
  const { asked_when: when } = question;
  if (when === undefined) return true;
  const parent = questions.find(({ name }) => name === when.question);
  // Questions that depend on each other in a circle are never asked.
  if (parent === undefined || above.includes(parent)) return false;
  const answer = fields.get(when.question);
  const holds = when.answer === undefined ? isAnswered(answer) : answer === when.answer;
  return holds && isAsked(parent, questions, fields, [...above, question]);
}

function isFormOf(version: string, fields: Fields): boolean {
  const sent = fields.get(versionField);
  return sent === undefined || sent === version;
}

/** Whether every field belongs to the form, and which fields came more than once. */
function misplacedFields(definition: Definition, fields: Fields, words: Words) {
  const ownFields = [
    trapField,
    openField,
    challengeField,
    versionField,
    stepField,
    ...(hasWaitingList(definition) ? [waitField] : []),
    ...(asksForCode(definition) ? [replaceField] : []),
  ];
  const known = new Map<string, 'once' | 'several'>([
    ...ownFields.map((name) => [name, 'once'] as const),
    ...askedOf(definition, words).map(
      (question) => [question.name, hasSeveralAnswers(question) ? 'several' : 'once'] as const,
    ),
  ]);
  const unknown = Array.from(fields.keys()).some((name) => !known.has(name));
  const twice = Array.from(fields).flatMap(([field, value]) =>
    known.get(field) === 'once' && Array.isArray(value) ? [{ field, detail: words.form.once }] : [],
  );
  return { unknown, twice };
}

/**
 * Whether the form's script reports that it was sent at once. Without scripts there is no report.
 */
function isTooSoon(fields: Fields): boolean {
  const open = fields.get(openField);
  return typeof open === 'string' && /^\d{1,15}$/.test(open) && Number(open) < soonestMs;
}

function isTicked(fields: Fields, field: string): boolean {
  const value = fields.get(field);
  return value === true || value === 'yes';
}

/** Whether a guest agrees to join the waiting list. */
export function asksToWait(fields: Fields): boolean {
  return isTicked(fields, waitField);
}

/** Whether a guest replaces an earlier registration. */
export function asksToReplace(fields: Fields): boolean {
  return isTicked(fields, replaceField);
}

/**
 * Checks a submission against the form, all answers at once. An answer to a question that was not
 * asked is dropped, and nothing of it is kept. A form of another version is refused before its fields
 * are looked at, since they may be those of that version; a submission that names none is taken.
 * @throws Refusal `stale-form`, `malformed-body` where a field comes twice, `unknown-field` or `invalid-input`, with what to say about each answer, and
 * `sent-too-soon`.
 */
export function checkSubmission(
  definition: Definition,
  version: string,
  fields: Fields,
  words: Words,
): Submission {
  if (!isFormOf(version, fields)) throw new Refusal('stale-form');
  const questions = askedOf(definition, words);
  const { unknown, twice } = misplacedFields(definition, fields, words);
  if (twice.length > 0) throw new Refusal('malformed-body', twice);
  if (unknown) throw new Refusal('unknown-field');
  const answers: [string, Answer][] = [];
  const errors: FieldError[] = [];
  for (const question of questions) {
    if (!isAsked(question, questions, fields)) continue;
    const checked = checkAnswer(question, fields.get(question.name), words);
    if ('error' in checked) errors.push({ field: question.name, detail: checked.error });
    else if (checked.answer !== undefined) answers.push([question.name, checked.answer]);
  }
  if (errors.length > 0) throw new Refusal('invalid-input', errors);
  if (isTooSoon(fields)) throw new Refusal('sent-too-soon');
  const trap = fields.get(trapField);
  // The code is not an answer. It is not kept, and does not count when two registrations are
  // compared.
  const { [invitationCodeField]: code, ...kept } = Object.fromEntries(answers);
  return {
    answers: kept,
    trapped: trap !== undefined && trap !== '',
    waits: asksToWait(fields),
    replaces: asksToReplace(fields),
    code: typeof code === 'string' ? code : undefined,
  };
}

/** A step before the registration itself. */
export type Step = 'check' | 'correct';

/**
 * The step that a form asks for; undefined if it is a registration.
 * @throws Refusal `unknown-field` for any other word.
 */
export function stepIn(fields: Fields): Step | undefined {
  const step = fields.get(stepField);
  if (step === undefined || step === 'check' || step === 'correct') return step;
  throw new Refusal('unknown-field');
}

/** What to say where the field to be left empty was filled in. */
export function trapError({ form }: Words): FieldError {
  return {
    field: trapField,
    detail: say(form.must_be_empty, { question: form.leave_empty }),
  };
}

/** Keeps what was typed in the form's own fields, without the characters that HTML cannot hold. */
export function typedValues(definition: Definition, fields: Fields): Typed {
  const typed = new Map<string, readonly string[]>();
  for (const name of [invitationCodeField, ...questionsOf(definition).map((one) => one.name)]) {
    const value = fields.get(name);
    const values: unknown[] = Array.isArray(value) ? value : [value === true ? 'yes' : value];
    const texts = values.flatMap((one) => {
      if (typeof one === 'number') return [String(one)];
      return typeof one === 'string' ? [shown(one)] : [];
    });
    if (texts.length > 0) typed.set(name, texts);
  }
  return typed;
}

function shown(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\t\r\n]/gu, '');
}
