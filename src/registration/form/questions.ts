import { memoize } from '../../event/memoize.ts';
import type { Words } from '../../words/words.ts';
import type { Definition, Question } from './definition.ts';
import { invitationCodeField } from './fields.ts';
import { guestWords } from './guest-words.ts';

/** Whether the form asks for an invitation code. */
export function asksForCode({ access }: Pick<Definition, 'access'>): boolean {
  return access === 'invitation';
}

/** The code field as a question; undefined if the form asks for no code. */
export function codeQuestion(definition: Definition, words: Words): Question | undefined {
  if (!asksForCode(definition)) return undefined;
  const { label, hint, missing } = guestWords(definition, words).invitation;
  return {
    type: 'text',
    name: invitationCodeField,
    label,
    hint,
    required: true,
    limit: 200,
    autocomplete: 'off',
    deleted_first: false,
    errors: { missing },
  };
}

/** All that the form asks: the code first, if there is one, then every question. */
export function askedOf(definition: Definition, words: Words): readonly Question[] {
  const code = codeQuestion(definition, words);
  return code === undefined ? questionsOf(definition) : [code, ...questionsOf(definition)];
}

/** Every question of the form, in order. */
export const questionsOf = memoize((definition: Definition): readonly Question[] =>
  definition.sections.flatMap((section) => section.questions),
);

/** The questions that are asked only if `question` has the given answer, or any. */
export function questionsUnder(
  definition: Definition,
  question: string,
  answer?: string,
): Question[] {
  return questionsOf(definition).filter(
    ({ asked_when: when }) => when?.question === question && when.answer === answer,
  );
}

/** Whether the form has a waiting list for any choice. */
export const hasWaitingList = memoize((definition: Definition): boolean =>
  questionsOf(definition).some(
    (question) => 'options' in question && question.waiting_list === true,
  ),
);

/**
 * Whether the form's script solves a challenge. A valid code is stronger proof, so a form with a
 * code asks for no challenge.
 */
export function asksForChallenge(definition: Pick<Definition, 'access' | 'calculation'>): boolean {
  return definition.calculation === true && !asksForCode(definition);
}

/** Leaves out the number of places and the waiting list. Changing them does not make a new form. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'places' || key === 'waiting_list' ? undefined : value;
}

/**
 * The version of a form: 12 hexadecimal digits. Any other change of its words makes a new version.
 */
export const formVersion = memoize(async ({ sections }: Definition): Promise<string> => {
  const words = new TextEncoder().encode(JSON.stringify(sections, withoutPlaces));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', words));
  return Array.from(digest.slice(0, 6), (byte) => byte.toString(16).padStart(2, '0')).join('');
});
