import { answerColumns, openAll } from '../export/open-registrations.ts';
import type { Definition } from '../form/definition.ts';
import { wordedFor } from '../form/on-behalf.ts';
import type { OpenedRecord } from '../record/record.ts';
import { claimStatusWords } from '../record/claim-status.ts';
import { states, stateWords, stepWords } from '../record/states.ts';
import {
  isNote,
  type Claim,
  type HeldRegistration,
  type HistoryEntry,
  type Offering,
  type Store,
  type StoredRegistration,
} from '../store/store.ts';

/** How many registrations have each state, one line for each. Unused states are left out. */
export function stateCounts(held: readonly HeldRegistration[]): string[] {
  return states.flatMap((state) => {
    const number = held.filter((one) => one.state === state).length;
    return number === 0 ? [] : [`${stateWords[state]}: ${number}`];
  });
}

/** The limited choices that were ever asked for, each with as many places as the form has now. */
async function limitedIn(store: Store, limits: Offering['limits']) {
  const now = new Map(limits.map((limit) => [limit.name, limit]));
  return (await store.places()).map((place) => ({ ...place, ...now.get(place.name) }));
}

/** How many places of each limited choice are taken, one line for each. */
export async function placeCounts(store: Store, limits: Offering['limits']): Promise<string[]> {
  const places = await limitedIn(store, limits);
  return places.map(
    ({ name, taken, capacity, waits }) =>
      `places of ${name}: ${taken} of ${capacity}${waits === 0 ? '' : `, ${waits} waiting`}`,
  );
}

/**
 * The limited choices with a place to offer at a moment: a free one with guests waiting, or an
 * expired offer.
 */
export async function unoffered(store: Store, { at, limits }: Offering): Promise<string[]> {
  const lapsed = (await store.survey()).claims.filter(
    ({ standing, until = at }) => standing === 'offered' && until <= at,
  );
  const places = await limitedIn(store, limits);
  return places
    .filter(
      ({ name, taken, capacity, waits, until }) =>
        until !== undefined &&
        ((waits > 0 && taken < capacity) || lapsed.some(({ place }) => place === name)),
    )
    .map(({ name }) => name);
}

/** The limited choices whose count differs from the registrations that have a place. */
export async function miscounted(store: Store): Promise<string[]> {
  const claims = (await store.survey()).claims.filter(({ held }) => held);
  const places = await store.places();
  return places
    .filter(({ name, taken }) => claims.filter(({ place }) => place === name).length !== taken)
    .map(({ name }) => name);
}

/** The line about a registration that cannot be read. */
export function unreadableLine(reference: string, cause: string): string {
  return `${reference} cannot be read. ${cause}`.trim();
}

function minutes(moment: string): string {
  return moment.slice(0, 16).replace('T', ' ');
}

function claimWords({ held, standing, until = '' }: Claim): string {
  if (standing === 'firm') return held ? 'taken' : 'given back';
  return standing === 'offered'
    ? `offered until ${minutes(until)} UTC`
    : claimStatusWords[standing];
}

function changeWords(entry: HistoryEntry): string {
  return 'place' in entry ? `${entry.place}: ${claimStatusWords[entry.to]}` : stepWords(entry);
}

/** A change and who made it, or a note. */
function lineOf(entry: HistoryEntry): string {
  return isNote(entry) ? entry.who : `${changeWords(entry)}, by ${entry.who}`;
}

/** An answer behind its question, which may be a sentence of its own. */
function answered(question: string, answer: string): string {
  return /[?.!:]$/.test(question) ? `${question} ${answer}` : `${question}: ${answer}`;
}

/**
 * Everything about one registration, for an organiser's terminal: answers, state and history. The
 * questions are worded as they were asked, for guests themselves or for who registers another.
 * @throws Error with one sentence if there is none, or the key does not open it.
 */
export async function showOne(
  store: Store,
  reference: string,
  definition: Definition,
  open: (stored: StoredRegistration) => Promise<OpenedRecord>,
): Promise<string> {
  const survey = await store.survey();
  const unreadable = survey.unreadable.find((one) => one.reference === reference);
  if (unreadable !== undefined) throw new Error(unreadableLine(reference, unreadable.cause));
  const held = survey.held.find((one) => one.reference === reference);
  if (held === undefined)
    throw new Error(`There is no registration with the reference ${reference}.`);
  const claims = survey.claims.filter((one) => one.reference === reference);
  const { opened, unopened } = await openAll([held], open, claims);
  const record = opened[0]?.record;
  if (record === undefined) {
    throw new Error(unreadableLine(reference, unopened[0]?.cause ?? ''));
  }
  const asked = wordedFor(definition, new Map(Object.entries(record.answers)));
  const answers = answerColumns(asked, [record])
    .map(({ title, text }) => ({ title, answer: text(record) }))
    .filter(({ answer }) => answer !== '');
  const history = await store.history(reference);
  return [
    `reference: ${reference}`,
    `state: ${stateWords[held.state]}`,
    ...claims.map((claim) => `place of ${claim.place}: ${claimWords(claim)}`),
    ...answers.map(({ title, answer }) => answered(title, answer)),
    `${minutes(held.receivedAt)} UTC: received`,
    ...history.map((entry) => `${minutes(entry.at)} UTC: ${lineOf(entry)}`),
  ].join('\n');
}
