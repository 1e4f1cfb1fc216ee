/**
 * The same function, which works out what it answers for an object once and keeps it as long as the
 * object lives. For a pure function of an object that nobody changes.
 */
export function remembered<Of extends WeakKey, Answer>(
  work: (of: Of) => Answer,
): (of: Of) => Answer {
  const answers = new WeakMap<Of, { readonly answer: Answer }>();
  return (of) => {
    const known = answers.get(of) ?? { answer: work(of) };
    answers.set(of, known);
    return known.answer;
  };
}
