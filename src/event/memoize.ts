/**
 * The same function with its result for each object kept as long as the object lives. For pure
 * functions of objects that do not change.
 */
export function memoize<Of extends WeakKey, Answer>(work: (of: Of) => Answer): (of: Of) => Answer {
  const answers = new WeakMap<Of, { readonly answer: Answer }>();
  return (of) => {
    const known = answers.get(of) ?? { answer: work(of) };
    answers.set(of, known);
    return known.answer;
  };
}

/** The same function without parameters, called once, on first use. */
export function once<Answer>(make: () => Answer): () => Answer {
  let made: { readonly answer: Answer } | undefined;
  return () => {
    made ??= { answer: make() };
    return made.answer;
  };
}

/**
 * The most pairs whose results are kept: a process that runs for months may ask for ever new ones.
 */
const mostPairs = 20_000;

/**
 * The same function with its results for pairs of values kept. For pure functions that are called
 * with a few pairs again and again. When there are too many, all are forgotten.
 */
export function memoizePair<Second extends string | number, Answer>(
  work: (first: string, second: Second) => Answer,
): (first: string, second: Second) => Answer {
  const answers = new Map<string, { readonly answer: Answer }>();
  return (first, second) => {
    const pair = `${first} ${second}`;
    const known = answers.get(pair) ?? { answer: work(first, second) };
    if (answers.size >= mostPairs) answers.clear();
    answers.set(pair, known);
    return known.answer;
  };
}
