import { answerFilter } from '../export/answer-filter.ts';
import { exportFor, purposeNamed, takenFor } from '../export/purpose-export.ts';
import { exportTable } from '../export/terminal-table.ts';
import { withLookAlikes } from '../export/look-alike.ts';
import { openStored, repeatsAmong, type OpenedRegistration } from '../export/open-registrations.ts';
import { openWith } from '../seal/seal.ts';
import { decide } from '../changes/change-state.ts';
import { offeringAt, offerPlaces } from '../places/offers.ts';
import { typedReference } from '../record/reference.ts';
import { isHolding, isState, states, stateWords, type State } from '../record/states.ts';
import { claimStatusWords } from '../record/claim-status.ts';
import type { Store } from '../store/store.ts';
import { contentHere } from './content-here.ts';
import { formatOf, writeNew } from '../export/export-file.ts';
import { identitiesIn } from '../hosts/process/key-file.ts';
import { makeFolderFor } from '../hosts/process/local-folder.ts';
import { placeCounts, showOne, stateCounts, unreadableLine } from './show.ts';
import { type Values } from './usage.ts';

/** A sentence as a part of another. */
function clause(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '');
}

/** Opens what can be read. The registrations that cannot are named with the reason, and counted. */
async function openedWith(key: string, store: Store): Promise<readonly OpenedRegistration[]> {
  const open = openWith(await identitiesIn(key));
  const { opened, unopened } = await openStored(store, open);
  if (unopened.length === 0) return opened;
  if (opened.length === 0) {
    const causes = [...new Set(unopened.map(({ cause }) => cause))].join(' ');
    throw new Error(
      `The key file ${key} does not open any of the ${unopened.length} registrations. ${causes}`,
    );
  }
  const all = opened.length + unopened.length;
  const named = unopened.map(({ reference, cause }) => `${reference} (${clause(cause)})`);
  console.error(
    `${all} registrations: ${opened.length} read, ${unopened.length} not: ${named.join(', ')}.`,
  );
  process.exitCode = 3;
  return opened;
}

/**
 * Whether a registration has the state that was typed; `waiting` is any that waits for a place.
 * @throws Error with one sentence, which lists the states, if there is none of that name.
 */
function stateFilter(typed: string | undefined): (one: OpenedRegistration) => boolean {
  if (typed === undefined) return () => true;
  if (typed === 'waiting') {
    return ({ state, record: { places = {} } }) =>
      isHolding(state) && Object.values(places).includes('waiting');
  }
  if (isState(typed)) return ({ state }) => state === typed;
  throw new Error(`--state is "${typed}". Write one of: ${states.join(', ')}, waiting.`);
}

/** Lists the registrations in a table: all, or those with one state or one answer. */
export async function list(store: Store, { key, state, answer }: Values): Promise<void> {
  const isWanted = stateFilter(state);
  const { definition } = await contentHere();
  const isAnswered = answer === undefined ? () => true : answerFilter(definition, answer);
  const opened = withLookAlikes(definition, await openedWith(key, store));
  const wanted = opened.filter((one) => isWanted(one) && isAnswered(one.record));
  process.stdout.write(exportTable(definition, wanted));
}

/** @throws Error with one sentence if a typed reference is invalid. */
export function referencesIn(typed: readonly string[]): string[] {
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
  const written = takenFor(opened, taken).length;
  const left = opened.length - written;
  const others = left === 0 ? '' : ` Left out, because they are declined or withdrawn: ${left}.`;
  console.log(`Registrations in ${file}: ${written}.${others}`);
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
  const { held, unreadable } = await store.survey();
  const counts = Object.entries(await store.counts());
  console.log(`registrations: ${held.length + unreadable.length}`);
  for (const { reference, cause } of unreadable) console.log(unreadableLine(reference, cause));
  if (unreadable.length > 0) process.exitCode = 3;
  for (const line of [...stateCounts(held), ...(await placeCounts(store, limits))])
    console.log(line);
  console.log(`of these, with a repeated e-mail address: ${repeatsAmong(held)}`);
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
