/** What an import did with one session. */
export type OutcomeKind =
  'new' | 'back' | 'moved' | 'retitled' | 'changed' | 'cancelled' | 'skipped';

/** One thing that an import did or could not do, in a sentence. */
export interface Outcome {
  readonly kind: OutcomeKind;
  readonly words: string;
}

/** The result of an import. */
export interface Summary {
  /** `schedule.xml (frab XML)` */
  readonly source: string;
  readonly outcomes: readonly Outcome[];
  readonly unchanged: number;
  /** Sentences about what a person should look at. */
  readonly doubts: readonly string[];
  /** Further sentences. */
  readonly remarks: readonly string[];
}

const kinds: readonly (readonly [OutcomeKind, string])[] = [
  ['new', 'new'],
  ['back', 'back in the programme'],
  ['moved', 'moved'],
  ['retitled', 'retitled'],
  ['changed', 'changed'],
  ['cancelled', 'cancelled'],
  ['skipped', 'skipped'],
];

function isSkipped({ kind }: Outcome): boolean {
  return kind === 'skipped';
}

/** The summary to print: what needs a person, the counts, then each other outcome. */
export function summaryText({ source, outcomes, unchanged, doubts, remarks }: Summary): string {
  const counts = kinds.flatMap(([kind, words]) => {
    const number = outcomes.filter((outcome) => outcome.kind === kind).length;
    return number === 0 ? [] : [`${number} ${words}`];
  });
  const ordered = kinds.flatMap(([kind]) => outcomes.filter((outcome) => outcome.kind === kind));
  return [
    ...ordered.filter(isSkipped).map(({ words }) => words),
    ...doubts,
    `Sessions of ${source}: ${[...counts, `${unchanged} unchanged`].join(', ')}.`,
    ...ordered.filter((outcome) => !isSkipped(outcome)).map(({ words }) => words),
    ...remarks,
  ].join('\n');
}
