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

/** The summary to print: the counts, then each outcome. */
export function summaryText({ source, outcomes, unchanged, remarks }: Summary): string {
  const counts = kinds.flatMap(([kind, words]) => {
    const number = outcomes.filter((outcome) => outcome.kind === kind).length;
    return number === 0 ? [] : [`${number} ${words}`];
  });
  const ordered = kinds.flatMap(([kind]) => outcomes.filter((outcome) => outcome.kind === kind));
  return [
    `Sessions of ${source}: ${[...counts, `${unchanged} unchanged`].join(', ')}.`,
    ...ordered.map(({ words }) => words),
    ...remarks,
  ].join('\n');
}
