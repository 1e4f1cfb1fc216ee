import { z } from 'zod';
import { issue, repeated, type Contradiction } from './contradictions.ts';

const words = z.string().trim().min(1);
const purpose = {
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, { error: 'purpose-name' }),
  /** The questions that the purpose includes, in column order. */
  questions: z.array(words).min(1),
};

/** What an export for one purpose includes: a row for each guest, or counts without names. */
export const purposeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...purpose, kind: z.literal('list'), sorted_by: words.optional() }),
  z.strictObject({ ...purpose, kind: z.literal('counts') }),
]);

export type Purpose = z.infer<typeof purposeSchema>;

const absent = undefined;
const named = z.object({ name: z.string().optional().catch(absent) }).catch({});
const section = z.object({ questions: z.array(named).catch([]) }).catch({ questions: [] });
const written = z.object({
  name: z.string().optional().catch(absent),
  questions: z.array(z.string().optional().catch(absent)).catch([]),
  sorted_by: z.string().optional().catch(absent),
});
const form = z.object({
  sections: z.array(section).catch([]),
  purposes: z.array(written.catch({ questions: [] })).catch([]),
  listed: written.shape.questions,
});

/** The questions of a list that do not exist or appear in it twice. */
function wrongNames(
  questions: readonly (string | undefined)[],
  known: string[],
  path: Contradiction['path'],
): Contradiction[] {
  const unknown = questions.flatMap((name, index) =>
    name === undefined || known.includes(name)
      ? []
      : [issue('unknown-question', [...path, index], { written: name, known })],
  );
  const twice = repeated(questions).map(({ value, place }) =>
    issue('repeated', [...path, place], { written: value, known: [] }),
  );
  return [...unknown, ...twice];
}

function wrongQuestions(
  { questions, sorted_by: by }: z.infer<typeof written>,
  known: string[],
  path: Contradiction['path'],
): Contradiction[] {
  const found = wrongNames(questions, known, [...path, 'questions']);
  if (by === undefined || questions.includes(by)) return found;
  const listed = questions.flatMap((name) => name ?? []);
  const params = { written: by, known: listed };
  return [...found, issue('unlisted-question', [...path, 'sorted_by'], params)];
}

/**
 * Where the purposes or the organisers' list name a question that does not exist, or use a name
 * twice. Takes the unchecked form and ignores parts of the wrong shape.
 */
export function wrongPurposes(definition: unknown): Contradiction[] {
  const parsed = form.safeParse(definition);
  if (!parsed.success) return [];
  const { sections, purposes, listed } = parsed.data;
  const known = sections.flatMap(({ questions }) => questions.flatMap(({ name }) => name ?? []));
  const twice = repeated(purposes.map(({ name }) => name)).map(({ value, place }) =>
    issue('repeated', ['purposes', place, 'name'], { written: value, known: [] }),
  );
  const wrong = purposes.flatMap((one, index) => wrongQuestions(one, known, ['purposes', index]));
  return [...twice, ...wrong, ...wrongNames(listed, known, ['listed'])];
}
