import { choiceWords } from '../form/question/question.ts';
import type { Definition, Question } from '../form/definition.ts';
import { questionsOf } from '../form/questions.ts';
import type { Answer } from '../record/record.ts';
import type { FieldError } from '../record/refusal.ts';
import type { OfferedSessions } from '../form/session-choices.ts';
import type { Place, Taken } from '../store/store.ts';
import { say } from '../../words/text.ts';
import type { Words } from '../../words/words.ts';
import { isChosen, placeName } from '../form/question/limited-option.ts';

/** A limited choice that a guest made. */
export interface ChosenPlace {
  readonly place: Place;
  readonly question: Question;
  /** The label of the choice. */
  readonly label: string;
  /** When the session that it stands for begins: milliseconds since the epoch. */
  readonly start: number | undefined;
}

/** The limited choices of a question: with a limit of their own, or their session's. */
function limitedOf(
  question: Question,
  offeredSessions: OfferedSessions,
): readonly (ChosenPlace & { readonly value: string })[] {
  if (!('options' in question)) return [];
  return question.options.flatMap(({ value, label, places, session = '' }) => {
    const offered = offeredSessions[session];
    const capacity = places ?? offered?.places;
    if (capacity === undefined) return [];
    const name = placeName(question.name, value);
    const place = { name, capacity, waiting: question.waiting_list === true };
    return [{ value, label, question, place, start: offered?.start }];
  });
}

/** Every limited choice of the form. */
export function limitedIn(
  definition: Definition,
  offeredSessions: OfferedSessions,
): readonly (ChosenPlace & { readonly value: string })[] {
  return questionsOf(definition).flatMap((question) => limitedOf(question, offeredSessions));
}

/** A limited choice in words, by its name. One that the form no longer has is shown by its name. */
export function placeWords(
  {
    definition,
    offeredSessions,
  }: { readonly definition: Definition; readonly offeredSessions: OfferedSessions },
  name: string,
): string {
  const found = limitedIn(definition, offeredSessions).find(({ place }) => place.name === name);
  return found === undefined ? name : choiceWords(found.question, found.label);
}

/** The choices with limited places in checked answers. */
export function placesOf(
  definition: Definition,
  answers: Readonly<Record<string, Answer>>,
  offeredSessions: OfferedSessions,
): readonly ChosenPlace[] {
  return questionsOf(definition).flatMap((question) =>
    limitedOf(question, offeredSessions).filter(({ value }) =>
      isChosen(answers[question.name], value),
    ),
  );
}

/** The error for each question whose choice has no place left. */
export function fullErrors(
  chosen: readonly ChosenPlace[],
  full: readonly string[],
  { form }: Words,
): readonly FieldError[] {
  return chosen.flatMap(({ place, question, label }) => {
    if (!full.includes(place.name)) return [];
    const text = place.waiting === true ? form.full_or_wait : form.full;
    return [{ field: question.name, detail: say(text, { choice: label }) }];
  });
}

/** Whether a choice still has a place. */
export type Availability = 'available' | 'full';

/** Whether each limited choice of the form still has a place, by name. */
export function availability(
  definition: Definition,
  offeredSessions: OfferedSessions,
  taken: readonly Taken[],
): Readonly<Record<string, Availability>> {
  // Free places belong to the waiting list.
  const counts = new Map(taken.map((place) => [place.name, place.taken + place.waits]));
  return Object.fromEntries(
    limitedIn(definition, offeredSessions).map(({ place: { name, capacity } }) => [
      name,
      (counts.get(name) ?? 0) < capacity ? 'available' : 'full',
    ]),
  );
}
