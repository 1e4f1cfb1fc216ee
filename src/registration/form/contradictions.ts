import { z } from 'zod';
import { mostFields, ownFields } from './fields.ts';

/** An issue for zod: where a form contradicts itself, with the known names in `params`. */
export interface Contradiction {
  readonly code: 'custom';
  readonly message:
    | 'unknown-question'
    | 'unlisted-question'
    | 'unknown-option'
    | 'wrong-question-type'
    | 'must-be-asked'
    | 'on-behalf-of-nobody'
    | 'asked-sometimes'
    | 'waits-for-nothing'
    | 'too-many-fields'
    | 'repeated';
  readonly path: (string | number)[];
  readonly params: { readonly written: string; readonly known: string[]; readonly type?: string };
}

const absent = undefined;
const condition = z.object({ question: z.string(), answer: z.string().optional() });
// The parts of a form that the checks need. What the full schema refuses is ignored here, so that
// one mistake does not hide another.
const offered = z.object({
  value: z.string().optional().catch(absent),
  places: z.unknown().optional(),
  session: z.unknown().optional(),
});
const question = z.object({
  name: z.string().optional().catch(absent),
  type: z.string().optional().catch(absent),
  required: z.boolean().catch(true).default(false),
  waiting_list: z.unknown().optional(),
  options: z.array(offered.catch({})).catch([]).default([]),
  asked_when: condition.optional().catch(absent),
  on_behalf: z.unknown().optional(),
});
const anyQuestion = question.catch({ options: [], required: true });
const form = z.object({
  identified_by: z.string().optional().catch(absent),
  named_by: z.string().optional().catch(absent),
  on_behalf: condition.optional().catch(absent),
  sections: z
    .array(z.object({ questions: z.array(anyQuestion).catch([]) }).catch({ questions: [] }))
    .catch([]),
});

type Question = z.infer<typeof question>;
type Path = Contradiction['path'];

/** An issue at a path in the form. */
export function issue(
  message: Contradiction['message'],
  path: Path,
  params: Contradiction['params'],
): Contradiction {
  return { code: 'custom', message, path, params };
}

/** The values that appear earlier in the list, each with its index. */
export function repeated(
  values: readonly (string | undefined)[],
): { value: string; place: number }[] {
  return values.flatMap((value, index) =>
    value !== undefined && values.indexOf(value) < index ? [{ value, place: index }] : [],
  );
}

/** Where a condition names a question that does not exist or has the wrong type. */
function wrongReference(
  written: string,
  type: string,
  questions: readonly Question[],
  path: Path,
): Contradiction[] {
  const named = questions.find(({ name }) => name === written);
  const known = questions.flatMap((one) => (one.type === type && one.name ? [one.name] : []));
  if (named === undefined) return [issue('unknown-question', path, { written, known, type })];
  if (named.type === type || named.type === undefined) return [];
  return [issue('wrong-question-type', path, { written, known, type })];
}

/** A condition names an answer of a choice, or any answer of a question that is always asked. */
function wrongCondition(
  when: z.infer<typeof condition> | undefined,
  others: readonly Question[],
  path: Path,
): Contradiction[] {
  if (when === undefined) return [];
  const { question: asked, answer } = when;
  const named = others.find(({ name }) => name === asked);
  if (answer === undefined && named !== undefined) {
    if (named.asked_when === undefined) return [];
    return [issue('asked-sometimes', [...path, 'question'], { written: asked, known: [] })];
  }
  const wrong = wrongReference(asked, 'choice', others, [...path, 'question']);
  if (wrong.length > 0) return wrong;
  const known = (named?.options ?? []).flatMap(({ value }) => value ?? []);
  if (answer !== undefined && known.includes(answer)) return [];
  return [issue('unknown-option', [...path, 'answer'], { written: answer ?? '', known })];
}

/** Words for somebody who fills in the form for another need the answer that says so. */
function wrongWords(
  placed: readonly { readonly asked: Question; readonly path: Path }[],
  when: z.infer<typeof condition> | undefined,
): Contradiction[] {
  if (when !== undefined) return [];
  return placed.flatMap(({ asked, path }) =>
    asked.on_behalf === undefined
      ? []
      : [issue('on-behalf-of-nobody', [...path, 'on_behalf'], { written: '', known: [] })],
  );
}

/** A waiting list needs at least one limited option. */
function wrongWaiting({ waiting_list: waits, options }: Question, path: Path): Contradiction[] {
  const limited = options.some(({ places, session }) => (places ?? session) !== undefined);
  if (waits !== true || limited) return [];
  return [issue('waits-for-nothing', [...path, 'waiting_list'], { written: '', known: [] })];
}

/** The endpoint takes no more fields than `mostFields`, so that nobody could send a form with more. */
function tooManyFields(questions: readonly Question[]): Contradiction[] {
  const most = mostFields - ownFields;
  const fields = questions.map(({ type, options }) =>
    type === 'several choices' ? options.length : 1,
  );
  const sum = fields.reduce((total, count) => total + count, 0);
  const params = { written: String(sum), known: [String(most)] };
  return sum > most ? [issue('too-many-fields', ['sections'], params)] : [];
}

/** The question by which registrations are told apart has to be an e-mail question that all answer. */
function wrongIdentity(by: string, questions: readonly Question[]): Contradiction[] {
  const path = ['identified_by'];
  const wrong = wrongReference(by, 'e-mail', questions, path);
  const named = questions.find(({ name }) => name === by);
  if (wrong.length > 0 || named === undefined) return wrong;
  if (named.required && named.asked_when === undefined) return [];
  return [issue('must-be-asked', path, { written: by, known: [] })];
}

/** The questions of a form with their paths. An unknown type counts as none. */
function placedQuestions(
  { sections }: z.infer<typeof form>,
  types: readonly string[],
): { asked: Question; path: Path }[] {
  return sections.flatMap(({ questions }, section) =>
    questions.map((asked, index) => ({
      asked: types.includes(asked.type ?? '') ? asked : { ...asked, type: undefined },
      path: ['sections', section, 'questions', index],
    })),
  );
}

/**
 * Where a form contradicts itself: a question name or option value used twice, a condition on a
 * question or answer that is not there, an `identified_by` that is no e-mail question which
 * everyone answers, a `named_by` that is no text, more fields than one submission can hold. Takes the form unchecked and passes over what has not its shape. `types` are
 * the types that a question can have.
 */
export function contradictions(definition: unknown, types: readonly string[]): Contradiction[] {
  const parsed = form.safeParse(definition);
  if (!parsed.success) return [];
  const placed = placedQuestions(parsed.data, types);
  const questions = placed.map(({ asked }) => asked);
  const names = questions.map(({ name }) => name);
  const found = tooManyFields(questions);
  const again = repeated(names).map(({ value, place }) =>
    issue('repeated', [...(placed[place]?.path ?? []), 'name'], { written: value, known: [] }),
  );
  found.push(...again);
  for (const { asked, path } of placed) {
    const others = questions.filter((other) => other !== asked);
    found.push(...wrongCondition(asked.asked_when, others, [...path, 'asked_when']));
    found.push(...wrongWaiting(asked, path));
    for (const { value, place } of repeated(asked.options.map((option) => option.value))) {
      const where = [...path, 'options', place, 'value'];
      found.push(issue('repeated', where, { written: value, known: [] }));
    }
  }
  const { identified_by: by, named_by: called, on_behalf: behalf } = parsed.data;
  found.push(...wrongCondition(behalf, questions, ['on_behalf']), ...wrongWords(placed, behalf));
  if (called !== undefined) found.push(...wrongReference(called, 'text', questions, ['named_by']));
  return by === undefined ? found : [...found, ...wrongIdentity(by, questions)];
}
