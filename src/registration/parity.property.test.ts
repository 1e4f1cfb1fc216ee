import { englishWords } from '../words/read-words.ts';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyFields } from './http/read-body.ts';
import { definitionSchema } from './form/definition.ts';
import {
  answers as valid,
  definition as shipped,
  formPost,
  jsonPost,
  openSample,
  type Sample,
} from './testing/endpoint.fixture.ts';
import { anyText, runs } from './testing/properties.fixture.ts';
import { Refusal } from './record/refusal.ts';
import { checkSubmission } from './form/submission.ts';

const topics = ['prevention', 'prison', 'return'] as const;
const definition = definitionSchema.parse({
  ...shipped,
  sections: [
    ...shipped.sections,
    {
      title: 'Topics',
      questions: [
        {
          name: 'topics',
          type: 'several choices',
          label: 'Topics',
          options: topics.map((value) => ({ value, label: value })),
        },
        { name: 'arrival', type: 'date', label: 'Arrival', min: '2017-02-10' },
        { name: 'children', type: 'number', label: 'Children', max: 9 },
      ],
    },
  ],
});

/** Values as a program writes them. Undefined leaves a field out. */
type Values = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** The fields that a browser sends for the same values, with its line breaks. */
function fieldsOf(values: Values): [string, string][] {
  return Object.entries(values).flatMap(([name, value]): [string, string][] => {
    if (value === undefined || value === false) return [];
    if (value === true) return [[name, 'yes']];
    if (typeof value === 'number') return [[name, String(value)]];
    if (typeof value !== 'string') return value.map((one) => [name, one]);
    return [[name, name === 'needs' ? value.replace(/\r\n?|\n/g, '\r\n') : value]];
  });
}

function encoded(values: Values): string {
  return new URLSearchParams(fieldsOf(values)).toString();
}

const name = fc.stringMatching(/^[A-ZÀ-Ý][a-zà-ÿ’'-]{0,20}( [A-Z][a-zà-ÿ]{1,10})?$/u);
const oddName = fc.constantFrom(
  '李',
  'Nguye\u0302\u0303n',
  "'t Hart",
  '=1+1',
  '👩‍🚒 Lyon',
  'ﬁ',
  '\u00A0Ö\u200B',
);
const words = fc.oneof({ weight: 3, arbitrary: name }, oddName);
const line = fc.oneof({ weight: 20, arbitrary: words }, anyText);
const lines = fc.array(line, { maxLength: 3 }).map((parts) => parts.join('\n'));
const several = fc.array(fc.constantFrom(...topics), { maxLength: 4 });

function changed(text: fc.Arbitrary<string>, more: fc.Arbitrary<string>): fc.Arbitrary<Values> {
  return fc
    .record(
      {
        behalf: fc.constantFrom('myself', 'other'),
        secretary_name: text,
        secretary_email: fc.constantFrom('ann@example.org', 'Ann@Bücher.example'),
        name: text,
        organisation: text,
        position: text,
        country: fc.constantFrom('NL', 'BE', 'GB'),
        telephone: fc.constantFrom('', '+31 70 123 45 67', '+49 (0)30 123456'),
        needs: more,
        topics: several,
        arrival: fc.constantFrom('', '2017-02-10', ' 2017-02-16 '),
        children: fc.constantFrom('', '0', '-0', '007', 7, -3, -0),
        notice: fc.constantFrom(true, 'yes'),
      },
      { requiredKeys: ['secretary_name', 'secretary_email', 'notice'] },
    )
    .map((values) => ({ ...valid, ...values }));
}

/** Includes missing values, values that are not offered, and fields that the form does not have. */
const anyValues = fc
  .tuple(
    changed(line, lines),
    fc.option(
      fc.record(
        {
          name: fc.constant(undefined),
          field: fc.oneof(fc.constant(undefined), anyText),
          country: fc.constantFrom('', 'nl', 'XX'),
          topics: fc.constantFrom(['gone'], ['prison', '']),
          arrival: fc.constantFrom('2017-02-09', '2017-02-30', '15 February'),
          children: fc.constantFrom(10, 1.5, 1e21, '10', '1,5', 'two'),
          notice: fc.constantFrom(false, '', 'no'),
          is_admin: fc.constant('1'),
        },
        { requiredKeys: [] },
      ),
      { nil: {}, freq: 3 },
    ),
  )
  .map(([values, wrong]): Values => ({ ...values, ...wrong }));

function outcome(kind: 'form' | 'json', body: string) {
  try {
    const fields = bodyFields(kind, Buffer.from(body));
    return checkSubmission(definition, 'version', fields, englishWords());
  } catch (error) {
    if (error instanceof Refusal) return { problem: error.problem, errors: error.errors };
    throw error;
  }
}

test('the same values as a form and as JSON have the same outcome', () => {
  const seen = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(anyValues, (values) => {
      const asForm = outcome('form', encoded(values));
      expect(asForm).toEqual(outcome('json', JSON.stringify(values)));
      seen['answers' in asForm ? 'accepted' : 'refused'] += 1;
    }),
    { ...runs, numRuns: 600 },
  );
  expect(seen.accepted).toBeGreaterThan(100);
  expect(seen.refused).toBeGreaterThan(100);
});

let sample: Sample;
beforeAll(async () => {
  sample = await openSample({ definition });
});
afterAll(() => sample.clear());

test('the same answers as a form and as JSON are one stored record', async () => {
  await fc.assert(
    fc.asyncProperty(
      changed(
        words,
        fc.array(words).map((all) => all.join('\n')),
      ),
      async (values) => {
        await sample.send(jsonPost(values));
        const asJson = await sample.records();
        await sample.store.deleteAll();
        const reply = await sample.send(formPost({}, {}, encoded(values)));
        expect(reply.status).toBe(303);
        const asForm = await sample.records();
        expect(asForm).toHaveLength(1);
        expect(asForm.map((record) => record.answers)).toEqual(
          asJson.map((record) => record.answers),
        );
        expect((await sample.send(jsonPost(values))).status).toBe(201);
        expect(await sample.records()).toEqual(asForm);
        await sample.store.deleteAll();
      },
    ),
    { ...runs, numRuns: 40 },
  );
});
