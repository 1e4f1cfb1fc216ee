import { didYouMean } from '../../explain/nearest.ts';
import type { Definition } from '../form/definition.ts';
import { answerColumns, type AnswerColumn, type OpenedRegistration } from './open-registrations.ts';
import type { Purpose } from '../form/purposes.ts';
import type { OpenedRecord } from '../record/record.ts';
import { isHolding, stateWords } from '../record/states.ts';
import { placeName } from '../form/question/limited-option.ts';

type Form = Pick<Definition, 'sections'>;

/** The content of an export in any format. */
export interface Exported {
  /** A heading and its rows, all equally long, in words. */
  readonly rows: readonly (readonly string[])[];
  /** The same as JSON for a program. */
  readonly data: unknown;
}

/**
 * The purpose with a name.
 * @throws Error with one sentence if the form has none.
 */
export function purposeNamed({ purposes }: Pick<Definition, 'purposes'>, name: string): Purpose {
  const found = purposes.find((purpose) => purpose.name === name);
  if (found !== undefined) return found;
  const names = purposes.map((purpose) => purpose.name);
  const remedy = names.length === 0 ? 'Leave --for out.' : didYouMean(name, names);
  throw new Error(`content/registration.yaml has no purpose "${name}". ${remedy}`);
}

function exportAll(form: Form, opened: readonly OpenedRegistration[]): Exported {
  const columns = answerColumns(
    form,
    opened.map(({ record }) => record),
  );
  const heading = [
    'Reference',
    'Received',
    'State',
    'Repeats',
    ...columns.map(({ title }) => title),
  ];
  const rows = opened.map(({ record, repeats, state }) => [
    record.reference,
    record.receivedAt,
    stateWords[state],
    repeats ?? '',
    ...columns.map(({ text }) => text(record)),
  ]);
  const data = opened.map(({ record: { reference, receivedAt, ...record }, repeats, state }) => ({
    reference,
    state,
    receivedAt,
    repeats: repeats ?? null,
    ...record,
  }));
  return { rows: [heading, ...rows], data };
}

const { compare } = new Intl.Collator('en');

/**
 * Alphabetical order. Texts that it considers equal, such as by an invisible character, go by their
 * codes.
 */
function alphabetically(one: string, other: string): number {
  return compare(one, other) || (one < other ? -1 : Number(one > other));
}

/** The value of a number in digits. A missing answer comes before any number. */
function sizeOf(text: string): number {
  return text === '' ? -Infinity : Number(text);
}

const wholeNumber = /^-?\d+$/;

/** The order of texts: by value if all are numbers, otherwise alphabetical. */
function orderOf(texts: readonly string[]): (one: string, other: string) => number {
  return texts.every((text) => wholeNumber.test(text))
    ? (one, other) => sizeOf(one) - sizeOf(other) || alphabetically(one, other)
    : alphabetically;
}

function columnsOf(form: Form, questions: readonly string[]): AnswerColumn[] {
  const columns = answerColumns(form, []);
  return questions.flatMap((question) => columns.find(({ name }) => name === question) ?? []);
}

/** The status of the choices in some questions that are not firm. */
function openPlaces(questions: readonly string[], places: NonNullable<OpenedRecord['places']>) {
  const own = Object.entries(places).filter(([name]) =>
    questions.some((question) => name.startsWith(placeName(question, ''))),
  );
  return own.length === 0 ? {} : { places: Object.fromEntries(own) };
}

/** The guests in the order of their answers to one question, those without an answer first. */
function sortedBy(
  guests: readonly OpenedRecord[],
  text: AnswerColumn['text'],
): readonly OpenedRecord[] {
  const order = orderOf(guests.map(text).filter((one) => one !== ''));
  return guests.toSorted((one, other) => order(text(one), text(other)));
}

function exportList(
  form: Form,
  guests: readonly OpenedRecord[],
  { questions, sorted_by: by }: Extract<Purpose, { kind: 'list' }>,
): Exported {
  const columns = columnsOf(form, questions);
  const key = columns.find(({ name }) => name === by);
  const sorted = key === undefined ? guests : sortedBy(guests, key.text);
  const data = sorted.map(({ answers, deleted, places = {} }) => ({
    answers: Object.fromEntries(
      questions.flatMap((name) => (Object.hasOwn(answers, name) ? [[name, answers[name]]] : [])),
    ),
    deleted: deleted.filter((name) => questions.includes(name)),
    ...openPlaces(questions, places),
  }));
  const rows = sorted.map((guest) => columns.map(({ text }) => text(guest)));
  return { rows: [columns.map(({ title }) => title), ...rows], data };
}

/** How often each answer was given: the options in order, others by value or alphabetically. */
function tally(
  { offered, texts }: AnswerColumn,
  guests: readonly OpenedRecord[],
): { answer: string; guests: number }[] {
  const counts = new Map(offered.map((answer) => [answer, 0]));
  const answers = guests.flatMap(texts);
  for (const answer of answers.toSorted(orderOf(answers))) {
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
  }
  return Array.from(counts, ([answer, count]) => ({ answer, guests: count }));
}

function exportCounts(
  form: Form,
  guests: readonly OpenedRecord[],
  { questions }: Extract<Purpose, { kind: 'counts' }>,
): Exported {
  const tallies = columnsOf(form, questions).map((column) => ({
    ...column,
    counts: tally(column, guests),
  }));
  const rows = tallies.flatMap(({ title, counts }) =>
    counts.map((count) => [title, count.answer, String(count.guests)]),
  );
  return {
    rows: [['Question', 'Answer', 'Guests'], ['All guests', '', String(guests.length)], ...rows],
    data: {
      guests: guests.length,
      answers: Object.fromEntries(tallies.map(({ name, counts }) => [name, counts])),
    },
  };
}

/** The registrations that a purpose is about: those of guests who neither withdrew nor were declined. */
export function takenFor(
  opened: readonly OpenedRegistration[],
  purpose: Purpose | undefined,
): readonly OpenedRegistration[] {
  return purpose === undefined ? opened : opened.filter(({ state }) => isHolding(state));
}

/**
 * The export for a purpose: a row for each guest with the answers it includes, or how often each
 * answer was given, in an order that does not reveal who gave it. Without a purpose, everything
 * about every registration, in order of arrival.
 */
export function exportFor(
  form: Form,
  opened: readonly OpenedRegistration[],
  purpose?: Purpose,
): Exported {
  if (purpose === undefined) return exportAll(form, opened);
  const guests = takenFor(opened, purpose).map(({ record }) => record);
  return purpose.kind === 'list'
    ? exportList(form, guests, purpose)
    : exportCounts(form, guests, purpose);
}
