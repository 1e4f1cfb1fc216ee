import type { Definition } from '../form/definition.ts';
import { labelsOf } from '../form/types/types.ts';
import type { Answer, OpenedRecord } from '../record/record.ts';
import type { State } from '../record/states.ts';
import { claimStatusWords, type ClaimStatus } from '../record/claim-status.ts';
import type {
  Claim,
  HeldRegistration,
  Store,
  StoredRegistration,
  UnreadableRegistration,
} from '../store/store.ts';
import { placeName } from '../form/question/limited-option.ts';

/** A registration that the organiser's key opened. */
export interface OpenedRegistration {
  readonly record: OpenedRecord;
  /** The reference of the first registration with the same e-mail address, if that is another. */
  readonly repeats: string | undefined;
  /** The reference of the first registration whose e-mail address looks like this one's and is another. */
  readonly looksLike?: string | undefined;
  readonly state: State;
}

/** The registrations that opened, and those that did not. */
export interface Opening {
  readonly opened: readonly OpenedRegistration[];
  readonly unopened: readonly UnreadableRegistration[];
}

/** The reference of the first registration with each e-mail address, by the address's key. */
function firstReferences(stored: readonly StoredRegistration[]): Map<string, string> {
  const first = new Map<string, string>();
  for (const { emailKey, reference } of stored) {
    if (!first.has(emailKey)) first.set(emailKey, reference);
  }
  return first;
}

/** How many registrations repeat an e-mail address. */
export function repeatsAmong(stored: readonly StoredRegistration[]): number {
  return stored.length - firstReferences(stored).size;
}

/** The record with the status of its limited choices. */
function withPlaces(record: OpenedRecord, claims: readonly Claim[] = []): OpenedRecord {
  const open = claims.filter(({ standing }) => standing !== 'firm');
  if (open.length === 0) return record;
  const places = Object.fromEntries(open.map(({ place, standing }) => [place, standing]));
  return { ...record, places };
}

/**
 * Opens registrations in order, with their claims. One that does not open does not stop the others.
 */
export async function openAll(
  stored: readonly HeldRegistration[],
  open: (stored: StoredRegistration) => Promise<OpenedRecord>,
  claims: readonly Claim[] = [],
): Promise<Opening> {
  const first = firstReferences(stored);
  const claimsOf = Map.groupBy(claims, ({ reference }) => reference);
  const opened: OpenedRegistration[] = [];
  const unopened: UnreadableRegistration[] = [];
  for (const registration of stored) {
    const { reference, emailKey, state } = registration;
    const earliest = first.get(emailKey);
    try {
      const record = withPlaces(await open(registration), claimsOf.get(reference));
      opened.push({ record, repeats: earliest === reference ? undefined : earliest, state });
    } catch (cause) {
      unopened.push({ reference, cause: cause instanceof Error ? cause.message : 'Unknown.' });
    }
  }
  return { opened, unopened };
}

/** Opens everything that a store holds, in order, with the registrations that cannot be read. */
export async function openStored(
  store: Pick<Store, 'survey'>,
  open: (stored: StoredRegistration) => Promise<OpenedRecord>,
): Promise<Opening> {
  const { held, claims, unreadable } = await store.survey();
  const { opened, unopened } = await openAll(held, open, claims);
  return { opened, unopened: [...unreadable, ...unopened] };
}

/** A column of answers: a question of the form, or one that it no longer has. */
export interface AnswerColumn {
  readonly name: string;
  readonly title: string;
  /** The options of a choice question, in words. */
  readonly offered: readonly string[];
  /**
   * The answer as organisers read it: labels for choices, names for countries; one text for each
   * value.
   */
  readonly texts: (record: OpenedRecord) => readonly string[];
  /** The same in one text, empty without an answer. */
  readonly text: (record: OpenedRecord) => string;
}

/** Organisers read the exports in the language of their command. */
const organisersLanguage = 'en';

/** Shown for a deleted answer, whether or not there was one. */
const deletedWords = '(deleted)';

function textsOf(
  labels: ReadonlyMap<string, string>,
  answer: Answer | undefined,
  standingOf: (value: string) => ClaimStatus | undefined,
): string[] {
  if (answer === undefined) return [];
  if (typeof answer === 'boolean') return [answer ? 'Yes' : 'No'];
  const values = typeof answer === 'string' ? [answer] : answer;
  return values.map((value) => {
    const standing = standingOf(value);
    const label = labels.get(value) ?? value;
    return standing === undefined ? label : `${label} (${claimStatusWords[standing]})`;
  });
}

/** The columns of answers: the form's questions in order, then any others in the records. */
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
    const labels =
      question === undefined ? new Map<string, string>() : labelsOf(question, organisersLanguage);
    const texts = ({ answers, deleted, places }: OpenedRecord) =>
      deleted.includes(name)
        ? [deletedWords]
        : textsOf(labels, answers[name], (value) => places?.[placeName(name, value)]);
    return {
      name,
      offered: question !== undefined && 'options' in question ? [...labels.values()] : [],
      texts,
      text: (record) => texts(record).join(', '),
      // Only the words of a Markdown link. Its address means nothing in a heading.
      title: question?.label.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1') ?? name,
    };
  });
}
