import { stateWords, statesLeadingTo, type State } from '../record/states.ts';
import type { Moved, Offering, Store } from '../store/store.ts';

/** A change of state that an organiser or a guest asks for. */
export interface Decision {
  readonly to: State;
  /** Who decides: `organiser`, `guest`, or the name that an organiser gave. */
  readonly who: string;
  /** When, and what is offered of the places that come free. */
  readonly offering: Offering;
}

/** The result for one registration, in words. */
export interface Decided {
  readonly words: string;
  /** Whether it now has the requested state. */
  readonly done: boolean;
}

async function wordsFor(store: Store, reference: string, moved: Moved, to: State): Promise<string> {
  switch (moved) {
    case 'moved':
      return `${stateWords[to]}.`;
    case 'unknown':
      return 'there is no registration with this reference.';
    case 'full':
      return `not ${stateWords[to]}: a place that it needs is taken. Nothing was changed.`;
    default: {
      const state = (await store.find(reference))?.state ?? to;
      return state === to
        ? `is ${stateWords[to]} already.`
        : `is ${stateWords[state]}, and cannot become ${stateWords[to]}.`;
    }
  }
}

/**
 * Changes the state of registrations one by one. Each succeeds or fails on its own.
 * @throws StoreUnavailable if the store fails.
 */
export async function decide(
  store: Store,
  references: readonly string[],
  { to, who, offering }: Decision,
): Promise<Decided[]> {
  const decided: Decided[] = [];
  for (const reference of references) {
    const moved = await store.move({ reference, from: statesLeadingTo[to], to, who, ...offering });
    const words = await wordsFor(store, reference, moved, to);
    decided.push({ words: `${reference}: ${words}`, done: moved === 'moved' });
  }
  return decided;
}
