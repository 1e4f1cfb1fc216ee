/**
 * The same function, which works out what it answers for an object once and keeps it as long as the
 * object lives. For a pure function of an object that nobody changes.
 */
export function memoize<Of extends WeakKey, Answer>(work: (of: Of) => Answer): (of: Of) => Answer {
  const answers = new WeakMap<Of, { readonly answer: Answer }>();
  return (of) => {
    const known = answers.get(of) ?? { answer: work(of) };
    answers.set(of, known);
    return known.answer;
  };
}

/** The same function without a parameter, which makes what it answers when it is first asked. */
export function once<Answer>(make: () => Answer): () => Answer {
  let made: { readonly answer: Answer } | undefined;
  return () => {
    made ??= { answer: make() };
    return made.answer;
  };
}

/** Of so many pairs the answers are kept: a process that runs for months may ask for ever new ones. */
const mostPairs = 20_000;

/**
 * The same function, which works out what it answers for a pair of values once. For a pure function
 * that is asked for a few pairs again and again; when they are too many, all are forgotten.
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
