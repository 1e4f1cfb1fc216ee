/** The states of a registration. */
export const states = [
  'received',
  'under-review',
  'confirmed',
  'declined',
  'withdrawn',
  'deletion-asked',
] as const;

export type State = (typeof states)[number];

/** Whether a text names a state. */
export function isState(text: string): text is State {
  return (states as readonly string[]).includes(text);
}

/** Each state in words, for the middle of a sentence. */
export const stateWords: Readonly<Record<State, string>> = {
  received: 'received',
  'under-review': 'under review',
  confirmed: 'confirmed',
  declined: 'declined',
  withdrawn: 'withdrawn',
  'deletion-asked': 'withdrawn, to be deleted',
};

/** One step of a registration's history in words: a new state, or new answers. */
export function stepWords({ from, to }: { readonly from: State; readonly to: State }): string {
  return from === to ? 'answers changed' : stateWords[to];
}

/** For each state, the states from which an organiser or a guest can reach it. */
export const statesLeadingTo: Readonly<Record<State, readonly State[]>> = {
  received: [],
  'under-review': ['received', 'confirmed', 'declined'],
  confirmed: ['received', 'under-review', 'declined'],
  declined: ['received', 'under-review', 'confirmed'],
  // A guest who withdrew registers anew. Nobody else reopens the registration.
  withdrawn: ['received', 'under-review', 'confirmed', 'declined'],
  'deletion-asked': ['received', 'under-review', 'confirmed', 'declined', 'withdrawn'],
};

/** The states in which a registration keeps its places. */
const holding = ['received', 'under-review', 'confirmed'] satisfies State[] as readonly State[];

/** Whether this state is final. A guest who sends the same answers after it registers anew. */
export function isFinal(state: State): boolean {
  return state === 'withdrawn' || state === 'deletion-asked';
}

/** Whether a registration in this state keeps its places. */
export function isHolding(state: State): boolean {
  return holding.includes(state);
}
