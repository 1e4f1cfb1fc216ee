import type { Definition } from './definition.ts';
import { questionsOf } from './questions.ts';
import type { Answer } from '../record/record.ts';
import type { FieldError } from '../record/refusal.ts';
import { overlap } from '../../programme/overlap.ts';
import { say } from '../../words/text.ts';
import type { Words } from '../../words/words.ts';
import { isChosen } from './question/limited-option.ts';

/** What a choice takes over from its session. Times are in milliseconds since the epoch. */
interface OfferedSession {
  readonly places?: number | undefined;
  readonly start?: number | undefined;
  readonly end?: number | undefined;
}

/** The sessions that the form offers, by file name. */
export type OfferedSessions = Readonly<Record<string, OfferedSession>>;

/** The file names of the sessions that a form offers. */
export function sessionsOffered(definition: Definition): string[] {
  return questionsOf(definition).flatMap((question) =>
    'options' in question ? question.options.flatMap(({ session }) => session ?? []) : [],
  );
}

interface Chosen {
  readonly question: string;
  readonly label: string;
  readonly start: number;
  readonly end: number | undefined;
}

/** The chosen sessions with known times, in the form's order. */
function chosenIn(
  definition: Definition,
  answers: Readonly<Record<string, Answer>>,
  offeredSessions: OfferedSessions,
): Chosen[] {
  return questionsOf(definition).flatMap((question) => {
    if (!('options' in question)) return [];
    const answer = answers[question.name];
    return question.options.flatMap(({ value, label, session = '' }) => {
      const { start, end } = offeredSessions[session] ?? {};
      if (!isChosen(answer, value) || start === undefined) return [];
      return [{ question: question.name, label, start, end }];
    });
  });
}

/** The error for each chosen session that overlaps one chosen before it. */
export function conflictErrors(
  definition: Definition,
  answers: Readonly<Record<string, Answer>>,
  offeredSessions: OfferedSessions,
  { form }: Words,
): FieldError[] {
  const chosen = chosenIn(definition, answers, offeredSessions);
  return chosen.flatMap((one, index) => {
    const earlier = chosen.slice(0, index);
    const other = earlier.find((before) => overlap(before, one));
    return other === undefined
      ? []
      : [
          {
            field: one.question,
            detail: say(form.same_time, { choice: one.label, other: other.label }),
          },
        ];
  });
}
