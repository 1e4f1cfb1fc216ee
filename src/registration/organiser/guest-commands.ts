import { answerFilter } from '../export/answer-filter.ts';
import { exportFor, purposeNamed } from '../export/purpose-export.ts';
import { exportTable } from '../export/terminal-table.ts';
import { withLookAlikes } from '../export/look-alike.ts';
import { openAll, repeatsAmong, type OpenedRegistration } from '../export/open-registrations.ts';
import { openWith } from '../seal/seal.ts';
import { decide } from '../changes/change-state.ts';
import { offeringAt, offerPlaces } from '../places/offers.ts';
import { typedReference } from '../record/reference.ts';
import { isState, states, stateWords, type State } from '../record/states.ts';
import { claimStatusWords } from '../record/claim-status.ts';
import type { Store } from '../store/store.ts';
import { contentHere } from './content-here.ts';
import { formatOf, writeNew } from '../export/export-file.ts';
import { identitiesIn } from '../hosts/process/key-file.ts';
import { makeFolderFor } from '../hosts/process/local-folder.ts';
import { placeCounts, showOne, stateCounts } from './show.ts';
import { type Values } from './usage.ts';

async function openedWith(key: string, store: Store): Promise<OpenedRegistration[]> {
  const stored = await store.list();
  const open = openWith(await identitiesIn(key));
  const { opened, unopened } = await openAll(stored, open, await store.claims());
  if (opened.length === 0 && unopened.length > 0) {
    throw new Error(
      `The key file ${key} does not open any of the ${unopened.length} registrations.`,
    );
  }
  for (const { reference, cause } of unopened) {
    console.error(`${reference} could not be opened. ${cause}`);
  }
  if (unopened.length > 0) {
    const references = unopened.map(({ reference }) => reference).join(', ');
    console.error(
      `${stored.length} registrations: ${opened.length} opened, ${unopened.length} not: ${references}.`,
    );
    process.exitCode = 3;
  }
  return opened;
}

/** Lists the registrations in a table: all, or those with one state or one answer. */
export async function list(store: Store, { key, state, answer }: Values): Promise<void> {
  if (state !== undefined && !isState(state)) {
    throw new Error(`--state is "${state}". Write one of: ${states.join(', ')}.`);
  }
  const { definition } = await contentHere();
  const isAnswered = answer === undefined ? () => true : answerFilter(definition, answer);
  const opened = withLookAlikes(definition, await openedWith(key, store));
  const wanted = opened.filter(
    (one) => (state === undefined || one.state === state) && isAnswered(one.record),
  );
  process.stdout.write(exportTable(definition, wanted));
}

/** @throws Error with one sentence if a typed reference is invalid. */
function referencesIn(typed: readonly string[]): string[] {
  return typed.map((one) => {
    const reference = typedReference(one);
    if (reference === undefined) {
      throw new Error(`"${one}" is not a reference. A reference looks like 7K3Q-9M2D.`);
    }
    return reference;
  });
}

/** Shows one registration with its history. */
export async function show(store: Store, { key }: Values, typed: readonly string[]): Promise<void> {
  const { definition } = await contentHere();
  const [reference = ''] = referencesIn(typed);
  console.log(await showOne(store, reference, definition, openWith(await identitiesIn(key))));
}

/** Moves registrations to a state, one by one. */
export function deciding(to: State) {
  return async (store: Store, { by }: Values, typed: readonly string[]): Promise<void> => {
    const offering = offeringAt(await contentHere(), Date.now());
    const decision = { to, who: by, offering };
    const decided = await decide(store, referencesIn(typed), decision);
    for (const { words } of decided) console.log(words);
    if (decided.some(({ done }) => !done)) process.exitCode = 3;
  };
}

/** Writes all answers, or those for a purpose, to a new file. */
export async function exportTo(
  store: Store,
  { key, for: purpose }: Values,
  [file = '']: readonly string[],
): Promise<void> {
  const format = formatOf(file);
  const { definition, event } = await contentHere();
  const taken = purpose === undefined ? undefined : purposeNamed(definition, purpose);
  const opened = withLookAlikes(definition, await openedWith(key, store));
  const exported = exportFor(definition, opened, taken);
  await makeFolderFor(file);
  await writeNew(file, await format(exported, `${event.short_name} ${purpose ?? ''}`));
  console.log(`Registrations in ${file}: ${opened.length}.`);
  for (const { record, looksLike } of opened) {
    if (looksLike === undefined) continue;
    console.log(
      `${record.reference}: the e-mail address looks like that of ${looksLike}, and is another.`,
    );
  }
}

/** Prints how many registrations there are. */
export async function count(store: Store): Promise<void> {
  const { limits } = offeringAt(await contentHere(), Date.now());
  const stored = await store.list();
  const counts = Object.entries(await store.counts());
  console.log(`registrations: ${stored.length}`);
  for (const line of [...stateCounts(stored), ...(await placeCounts(store, limits))])
    console.log(line);
  console.log(`of these, with a repeated e-mail address: ${repeatsAmong(stored)}`);
  const honeypot = counts.find(([name]) => name === 'honeypot')?.[1] ?? 0;
  console.log(`caught by the honeypot, not stored: ${honeypot}`);
}

/** Offers free places to the waiting list, and prints the guests who got an offer. */
export async function offer(store: Store): Promise<void> {
  const content = await contentHere();
  const changed = await offerPlaces({ ...content, store }, Date.now());
  for (const { reference, place, standing } of changed) {
    console.log(`${reference}: ${place}: ${claimStatusWords[standing]}.`);
  }
  if (changed.length === 0) console.log('There is nothing to offer.');
}

/** Deletes registrations only if their guests asked for it. */
export async function erase(store: Store, _: Values, typed: readonly string[]): Promise<void> {
  const content = await contentHere();
  for (const reference of referencesIn(typed)) {
    const state = (await store.find(reference))?.state;
    const asked = state === 'deletion-asked';
    if (asked) await store.deleteOne(reference, offeringAt(content, Date.now()));
    else process.exitCode = 3;
    const refusal =
      state === undefined
        ? 'there is no registration with this reference.'
        : `is ${stateWords[state]}: only a registration that its guest asked to delete can be deleted on its own.`;
    console.log(`${reference}: ${asked ? 'deleted.' : refusal}`);
  }
}
