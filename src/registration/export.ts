import { countries } from '../event/countries.ts';
import type { Definition, Question } from './definition.ts';
import type { Answer, OpenedRecord } from './record.ts';
import type { State } from './states.ts';
import type { HeldRegistration, StoredRegistration } from './store.ts';

/** A registration that the organiser's key opened. */
export interface OpenedRegistration {
  readonly record: OpenedRecord;
  /** The reference of the first registration with the same e-mail address, where that is another. */
  readonly repeats: string | undefined;
  readonly state: State;
}

/** A registration that did not open, by its reference, with a sentence that holds no answer. */
export interface UnopenedRegistration {
  readonly reference: string;
  readonly cause: string;
}

/** The reference of the first registration of each e-mail address, by the address's key. */
function firstReferences(stored: readonly StoredRegistration[]): Map<string, string> {
  const first = new Map<string, string>();
  for (const { emailKey, reference } of stored) {
    if (!first.has(emailKey)) first.set(emailKey, reference);
  }
  return first;
}

/** How many registrations come from an e-mail address that registered before. */
export function repeatsAmong(stored: readonly StoredRegistration[]): number {
  return stored.length - firstReferences(stored).size;
}

/** Opens registrations in their order; those that do not open stop nothing. */
export async function openAll(
  stored: readonly HeldRegistration[],
  open: (stored: StoredRegistration) => Promise<OpenedRecord>,
): Promise<{ opened: OpenedRegistration[]; unopened: UnopenedRegistration[] }> {
  const first = firstReferences(stored);
  const opened: OpenedRegistration[] = [];
  const unopened: UnopenedRegistration[] = [];
  for (const registration of stored) {
    const { reference, emailKey, state } = registration;
    const earliest = first.get(emailKey);
    try {
      const record = await open(registration);
      opened.push({ record, repeats: earliest === reference ? undefined : earliest, state });
    } catch (cause) {
      unopened.push({ reference, cause: cause instanceof Error ? cause.message : 'Unknown.' });
    }
  }
  return { opened, unopened };
}

/** A column of answers: a question of the form, or one that the form no longer has. */
export interface AnswerColumn {
  readonly name: string;
  readonly title: string;
  /** The answer as an organiser reads it: labels for choices, names for countries. */
  readonly text: (record: OpenedRecord) => string;
}

/** What stands in the place of an answer that was deleted, whether or not there was one. */
const deletedWords = '(deleted)';

const countryNames = new Map(countries().map(({ code, name }) => [code, name]));

function wordsFor(question: Question | undefined, value: string): string {
  if (question?.type === 'country') return countryNames.get(value) ?? value;
  if (question?.type !== 'choice' && question?.type !== 'several choices') return value;
  return question.options.find((option) => option.value === value)?.label ?? value;
}

function textOf(question: Question | undefined, answer: Answer | undefined): string {
  if (answer === undefined) return '';
  if (typeof answer === 'boolean') return answer ? 'Yes' : 'No';
  if (typeof answer === 'string') return wordsFor(question, answer);
  return answer.map((value) => wordsFor(question, value)).join(', ');
}

/** The columns of answers: the form's questions in their order, then what else the records hold. */
export function answerColumns(
  definition: Pick<Definition, 'sections'>,
  records: readonly OpenedRecord[],
): AnswerColumn[] {
  const questions = new Map(
    definition.sections.flatMap((section) => section.questions).map((one) => [one.name, one]),
  );
  const held = records.flatMap(({ answers, deleted }) => [...Object.keys(answers), ...deleted]);
  return [...new Set([...questions.keys(), ...held])].map((name) => {
    const question = questions.get(name);
    return {
      name,
      // Of a Markdown link in a label, the words: its address says nothing in a heading.
      title: question?.label.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1') ?? name,
      text: ({ answers, deleted }) =>
        deleted.includes(name) ? deletedWords : textOf(question, answers[name]),
    };
  });
}

/**
 * The registrations as JSON: raw answers by the names of their questions, with what they repeat. `deleted`
 * names the questions whose answers are gone.
 */
export function exportJson(opened: readonly OpenedRegistration[]): string {
  const rows = opened.map(({ record, repeats, state }) => ({
    reference: record.reference,
    state,
    receivedAt: record.receivedAt,
    repeats: repeats ?? null,
    form: record.form,
    answers: record.answers,
    deleted: record.deleted,
  }));
  return `${JSON.stringify(rows, undefined, 2)}\n`;
}
