import { remembered } from '../../event/memoize.ts';
import type { Definition, Question } from './definition.ts';

// No question can have these names: a question's name holds no hyphen.
/** The form's hidden field with the version of the definition that the page was built from. */
export const versionField = 'form-version';
/**
 * The form's honeypot: off screen, to be left empty. Its name is no bait: a browser that fills in forms
 * by their names must not fill it, for then a guest's registration would be lost.
 */
export const trapField = 'leave-empty';
/** The field in which the form's script says for how many milliseconds the form was open. */
export const openField = 'open-for';
/** The field with which a guest asks to wait for what is full. */
export const waitField = 'waiting-list';
/** The field with which an invited guest puts what they send in the place of what they sent before. */
export const replaceField = 'replace-registration';

/** The field in which the form's script sends the challenge that it solved. */
export const challengeField = 'solved-challenge';

/** The form's field for the code of an invitation. */
export const codeField = 'invitation-code';

/** The words of the form about codes; undefined where it asks for none. */
export function codeWords({ access, invitation }: Pick<Definition, 'access' | 'invitation'>) {
  return access === 'invitation' ? invitation : undefined;
}

/** The field for the code, in the shape of a question. */
export const codeQuestion = remembered((definition: Definition): Question | undefined => {
  const asked = codeWords(definition);
  return (
    asked && {
      type: 'text',
      name: codeField,
      label: asked.label,
      hint: asked.hint,
      required: true,
      limit: 200,
      autocomplete: 'off',
      deleted_first: false,
      errors: { missing: asked.missing },
    }
  );
});

/** Everything that the form asks: the code first, where it asks for one, and then every question. */
export function askedOf(definition: Definition): readonly Question[] {
  const code = codeQuestion(definition);
  return code === undefined ? questionsOf(definition) : [code, ...questionsOf(definition)];
}

/** Every question of the form, in its order. */
export const questionsOf = remembered((definition: Definition): readonly Question[] =>
  definition.sections.flatMap((section) => section.questions),
);

/** The questions that are asked only where `question` has the given answer. */
export function questionsUnder(
  definition: Definition,
  question: string,
  answer: string,
): Question[] {
  return questionsOf(definition).filter(
    ({ asked_when: when }) => when?.question === question && when.answer === answer,
  );
}

/** Whether guests may wait for some choice of the form. */
export const hasWaitingList = remembered((definition: Definition): boolean =>
  questionsOf(definition).some(
    (question) => 'options' in question && question.waiting_list === true,
  ),
);

/** Whether the form's script solves a challenge. A valid code counts for more, so a form that asks for one does not. */
export function asksForChallenge({
  access,
  calculation = false,
}: Pick<Definition, 'access' | 'calculation'>): boolean {
  return calculation && access !== 'invitation';
}

/** Leaves out how many places there are, and who may wait for one: neither makes another form. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'places' || key === 'waiting_list' ? undefined : value;
}

/** The name of a form's questions as they stand, 12 hexadecimal digits; another word is another version. */
export const formVersion = remembered(async ({ sections }: Definition): Promise<string> => {
  const words = new TextEncoder().encode(JSON.stringify(sections, withoutPlaces));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', words));
  return Array.from(digest.slice(0, 6), (byte) => byte.toString(16).padStart(2, '0')).join('');
});
