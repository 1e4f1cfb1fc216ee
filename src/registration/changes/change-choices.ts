import { memoize } from '../../event/memoize.ts';
import type { Definition, Question } from '../form/definition.ts';
import { isRegistrationOpen, type Endpoint } from '../http/endpoint.ts';
import { offeringAt } from '../places/offers.ts';
import { fullErrors, limitedIn, placesOf } from '../places/places.ts';
import { formVersion, questionsOf } from '../form/questions.ts';
import type { Answer } from '../record/record.ts';
import { Refusal } from '../record/refusal.ts';
import { conflictErrors } from '../form/session-choices.ts';
import type { Change, Claim } from '../store/store.ts';
import { checkSubmission, type Fields, type Typed } from '../form/submission.ts';
import { personalCodeField, wishField } from '../form/fields.ts';

function isLimited(question: Question): boolean {
  return (
    'options' in question &&
    question.options.some(({ places, session }) => (places ?? session) !== undefined)
  );
}

/** A question with those that are asked only after an answer to it. */
function family(question: Question, all: readonly Question[]): Question[] {
  const under = all.filter(({ asked_when: when }) => when?.question === question.name);
  return [question, ...under.flatMap((one) => family(one, all))];
}

/**
 * The part of a form that a guest may answer anew: the questions with limited choices that everybody is asked,
 * and those under them. Left out are those with answers that are deleted first, which would have to be
 * sealed apart, and those that have the name of a field of the guest's own page.
 */
export const changeable = memoize((definition: Definition): Definition => {
  const all = questionsOf(definition);
  const families = all
    .filter((question) => question.asked_when === undefined && isLimited(question))
    .map((question) => family(question, all))
    .filter((questions) =>
      questions.every(
        ({ name, deleted_first: first }) =>
          !first && name !== personalCodeField && name !== wishField,
      ),
    );
  const chosen = new Set(families.flat());
  const sections = definition.sections
    .map(({ title, questions }) => ({
      title,
      questions: questions.filter((one) => chosen.has(one)),
    }))
    .filter(({ questions }) => questions.length > 0);
  return { ...definition, sections };
});

/** What stands in the form at first: the limited choices that the guest has, waits for or is offered. */
export function chosenNow(definition: Definition, claims: readonly Claim[]): Typed {
  const standing = claims
    .filter((claim) => claim.standing !== 'given-up')
    .map(({ place }) => place);
  return new Map(
    questionsOf(definition).map(({ name }) => {
      const own = standing.filter((place) => place.startsWith(`${name}/`));
      return [name, own.map((place) => place.slice(name.length + 1))];
    }),
  );
}

/** What was sent as answers, without the fields of the guest's own page. */
export function answerFields(fields: Fields): Fields {
  return new Map(
    Array.from(fields).filter(([name]) => name !== personalCodeField && name !== wishField),
  );
}

/** Whether guests may change their choices now: the form has some, and registration is open. */
export function canChange(endpoint: Endpoint): boolean {
  return isRegistrationOpen(endpoint) && changeable(endpoint.definition).sections.length > 0;
}

/** All questions with their answers: none is an empty list, which takes the place of an earlier one. */
function inFull(definition: Definition, answers: Readonly<Record<string, Answer>>) {
  const names = questionsOf(definition).map(({ name }) => name);
  return Object.fromEntries(names.map((name) => [name, answers[name] ?? []] as const));
}

/**
 * Puts what a change writes into a registration and swaps its places for those among the answers; false
 * where it keeps no places, and nothing changed.
 * @throws Refusal, and StoreUnavailable as the store does.
 */
export async function swapPlaces(
  { offeredSessions, store, now }: Endpoint,
  definition: Definition,
  answers: Readonly<Record<string, Answer>>,
  change: Pick<Change, 'reference' | 'waits' | 'amended' | 'version'>,
): Promise<boolean> {
  const chosen = placesOf(definition, answers, offeredSessions);
  const wanted = chosen.map(({ place }) => place);
  const others = limitedIn(definition, offeredSessions)
    .map(({ place }) => place.name)
    .filter((name) => wanted.every((place) => place.name !== name));
  const offering = offeringAt(definition, now());
  const changed = await store.change({ ...change, wanted, others, ...offering });
  if (typeof changed === 'string') return changed === 'changed';
  const mayWait = wanted.some(({ name, waiting }) => waiting && changed.full.includes(name));
  throw new Refusal('session-full', fullErrors(chosen, changed.full), { mayWait });
}

/**
 * Checks a guest's other choices and puts them, sealed, beside the registration; places are swapped, or
 * nothing changes.
 * @throws Refusal, and StoreUnavailable as the store does.
 */
export async function changeChoices(
  endpoint: Endpoint,
  reference: string,
  fields: Fields,
): Promise<void> {
  if (!canChange(endpoint)) throw new Refusal('registration-closed');
  const definition = changeable(endpoint.definition);
  const form = await formVersion(endpoint.definition);
  const { answers, waits } = checkSubmission(definition, form, answerFields(fields));
  const conflicts = conflictErrors(definition, answers, endpoint.offeredSessions);
  if (conflicts.length > 0) throw new Refusal('schedule-conflict', conflicts);
  const receivedAt = new Date(endpoint.now()).toISOString();
  const record = { reference, receivedAt, form, answers: inFull(definition, answers) };
  const { sealed: amended } = await endpoint.seal(record);
  const changed = await swapPlaces(endpoint, definition, answers, { reference, waits, amended });
  if (!changed) throw new Refusal('not-found');
}
