import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definition } from '../testing/endpoint.fixture.ts';
import { definitionSchema } from '../form/definition.ts';
import { exportFor, purposeNamed } from './purpose-export.ts';
import type { OpenedRegistration } from './open-registrations.ts';
import { anyText, runs } from '../testing/properties.fixture.ts';
import type { Answer } from '../record/record.ts';
import type { Purpose } from '../form/purposes.ts';
import { sample } from '../testing/store.fixture.ts';

function opened(
  number: number,
  answers: Record<string, Answer>,
  deleted: string[] = [],
): OpenedRegistration {
  const { reference, receivedAt } = sample(number);
  return {
    record: { reference, receivedAt, form: 'f', answers, deleted },
    repeats: undefined,
    state: 'received',
  };
}

const guests = [
  opened(1, {
    name: 'Özdemir',
    organisation: 'City',
    position: 'Mayor',
    country: 'NL',
    needs: 'b',
  }),
  opened(2, { name: 'Zhou', organisation: 'Police', position: 'Chief', country: 'BE', needs: 'a' }),
  opened(3, { name: 'anna', organisation: 'Court', position: 'Judge', country: 'FR', needs: 'b' }),
  opened(4, { name: 'Bo', organisation: 'Press', position: 'Editor', country: 'SE' }, ['needs']),
];

function exported(name: string, registrations = guests) {
  return exportFor(definition, registrations, purposeNamed(definition, name));
}

/** The catering export for guests with these needs, in order of arrival. */
function counted(needs: readonly (string | undefined)[]): string {
  const arrived = needs.map((text, number) =>
    opened(number, text === undefined ? {} : { needs: text }),
  );
  return JSON.stringify(exported('catering', arrived));
}

it.each(['declined', 'withdrawn', 'deletion-asked'] as const)(
  'a purpose leaves out who is %s',
  (state) => {
    const [gone] = guests.map((guest) => ({ ...guest, state }));
    const left = gone === undefined ? [] : [gone, ...guests.slice(1)];
    expect(JSON.stringify(exported('badges', left))).not.toContain('Özdemir');
    expect(exported('catering', left).rows[1]).toEqual(['All guests', '', '3']);
    expect(exportFor(definition, left).rows[1]).toContain('Özdemir');
  },
);

describe('an export for badges', () => {
  it('holds the name, organisation, position and country of each guest, and nothing else', () => {
    const { rows, data } = exported('badges', guests.slice(0, 1));
    expect(rows).toEqual([
      ['Full name', 'Organisation', 'Position', 'Country'],
      ['Özdemir', 'City', 'Mayor', 'Netherlands'],
    ]);
    const answers = { name: 'Özdemir', organisation: 'City', position: 'Mayor', country: 'NL' };
    expect(data).toEqual([{ answers, deleted: [] }]);
  });
});

describe('an export for security', () => {
  it('is sorted by name, whatever the accents and capitals', () => {
    const { rows, data } = exported('security');
    expect(rows.slice(1).map(([name]) => name)).toEqual(['anna', 'Bo', 'Özdemir', 'Zhou']);
    expect(rows[1]).toEqual(['anna', 'Court', 'France', 'Judge']);
    expect(data).toMatchObject([{}, { answers: { name: 'Bo' } }, {}, {}]);
  });
});

describe('an export for catering', () => {
  it('counts the answers, with the total and without a name or reference', () => {
    const { rows, data } = exported('catering');
    expect(rows).toEqual([
      ['Question', 'Answer', 'Guests'],
      ['All guests', '', '4'],
      ['Dietary or access needs', '(deleted)', '1'],
      ['Dietary or access needs', 'a', '1'],
      ['Dietary or access needs', 'b', '2'],
    ]);
    const needs = [
      { answer: '(deleted)', guests: 1 },
      { answer: 'a', guests: 1 },
      { answer: 'b', guests: 2 },
    ];
    expect(data).toEqual({ guests: 4, answers: { needs } });
  });

  it('is the same in whatever order the registrations arrived', () => {
    // Of the second kind, two differ only in what alphabetical order ignores.
    const needed = fc.oneof(anyText, fc.constantFrom('a', 'a\u0001', 'a\u200B', undefined));
    const arrivals = fc.array(needed, { maxLength: 8 });
    const orders = arrivals.chain((needs) =>
      fc.tuple(
        fc.constant(needs),
        fc.shuffledSubarray(needs, { minLength: needs.length, maxLength: needs.length }),
      ),
    );
    fc.assert(
      fc.property(orders, ([one, other]) => {
        expect(counted(one)).toBe(counted(other));
      }),
      runs,
    );
  });
});

describe('counts of choices', () => {
  const form = {
    sections: [
      {
        title: 'Food',
        questions: [
          {
            name: 'menus',
            type: 'several choices' as const,
            label: 'Menus',
            required: false,
            deleted_first: false,
            errors: {},
            options: [
              { value: 'vegan', label: 'Vegan' },
              { value: 'halal', label: 'Halal' },
              { value: 'any', label: 'Anything' },
            ],
          },
        ],
      },
    ],
  };
  const purpose: Purpose = { name: 'catering', kind: 'counts', questions: ['menus'] };

  it('stand in the order of the form, each choice by itself, also those that nobody made', () => {
    const registrations = [
      opened(1, { menus: ['halal', 'any'] }),
      opened(2, { menus: ['halal'] }),
      opened(3, { menus: ['gone'] }),
    ];
    expect(exportFor(form, registrations, purpose).rows.slice(1)).toEqual([
      ['All guests', '', '3'],
      ['Menus', 'Vegan', '0'],
      ['Menus', 'Halal', '2'],
      ['Menus', 'Anything', '1'],
      ['Menus', 'gone', '1'],
    ]);
  });
});

describe('an export of dates and numbers', () => {
  const form = {
    sections: definitionSchema.shape.sections.parse([
      {
        title: 'Coming',
        questions: [
          { name: 'arrival', type: 'date', label: 'Arrival' },
          { name: 'children', type: 'number', label: 'Children' },
        ],
      },
    ]),
  };
  const registrations = [
    opened(1, { arrival: '2017-02-15', children: '10' }),
    opened(2, { arrival: '2017-02-14', children: '9' }),
    opened(3, { children: '-10' }),
    opened(4, { arrival: '2016-12-31' }),
    opened(5, { children: '-9' }),
  ];
  it.each([
    ['children', 1, ['', '-10', '-9', '9', '10']],
    ['arrival', 0, ['', '', '2016-12-31', '2017-02-14', '2017-02-15']],
  ])('is sorted by size, those without an answer first: %s', (by, column, sorted) => {
    const questions = ['arrival', 'children'];
    const purpose: Purpose = { name: 'rooms', kind: 'list', questions, sorted_by: by };
    const { rows } = exportFor(form, registrations, purpose);
    expect(rows.slice(1).map((row) => row[column])).toEqual(sorted);
  });

  it('counts the answers in the order of their size', () => {
    const purpose: Purpose = { name: 'rooms', kind: 'counts', questions: ['children'] };
    expect(exportFor(form, registrations, purpose).rows.slice(2)).toEqual([
      ['Children', '-10', '1'],
      ['Children', '-9', '1'],
      ['Children', '9', '1'],
      ['Children', '10', '1'],
    ]);
  });
});

describe('the name of a purpose', () => {
  it('is asked for again where it is misspelt', () => {
    expect(() => purposeNamed(definition, 'badge')).toThrow(
      'content/registration.yaml has no purpose "badge". Did you mean "badges"?',
    );
    expect(() => purposeNamed(definition, 'press')).toThrow(
      'content/registration.yaml has no purpose "press". Write "badges", "catering" or "security".',
    );
    expect(() => purposeNamed({ purposes: [] }, 'badges')).toThrow(
      'content/registration.yaml has no purpose "badges". Leave --for out.',
    );
  });
});
