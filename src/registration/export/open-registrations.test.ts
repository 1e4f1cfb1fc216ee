import { describe, expect, it } from 'vitest';
import { definitionSchema } from '../form/definition.ts';
import { readCsv } from '../testing/csv.fixture.ts';
import { csvText, inertCell, originalCell } from './csv.ts';
import { exportFor } from './purpose-export.ts';
import { exportTable } from './terminal-table.ts';
import { openAll, repeatsAmong, type OpenedRegistration } from './open-registrations.ts';
import type { Answer, OpenedRecord } from '../record/record.ts';
import { held, sample } from '../testing/store.fixture.ts';

const definition = {
  sections: definitionSchema.shape.sections.parse([
    {
      title: 'You',
      questions: [
        { name: 'name', type: 'text', label: 'Full name', limit: 100 },
        { name: 'country', type: 'country', label: 'Country' },
        {
          name: 'topics',
          type: 'several choices',
          label: 'Topics',
          options: [
            { value: 'one', label: 'The first, and best' },
            { value: 'two', label: 'The second' },
          ],
        },
        { name: 'consent', type: 'consent', label: 'I read the [notice](/privacy/).' },
      ],
    },
  ]),
};

function record(number: number, answers: Record<string, Answer>): OpenedRecord {
  const { reference, receivedAt } = sample(number);
  return { reference, receivedAt, form: 'f', answers, deleted: [] };
}

function opened(answers: Record<string, Answer>, repeats?: string): OpenedRegistration[] {
  return [{ record: record(1, answers), repeats, state: 'received' }];
}

function exportCsv(form: typeof definition, registrations: readonly OpenedRegistration[]): string {
  return csvText(exportFor(form, registrations).rows);
}

describe('a cell', () => {
  it.each([
    ['=HYPERLINK("https://evil.example")', `'=HYPERLINK("https://evil.example")`],
    ['+31 70 123 45 67', "'+31 70 123 45 67"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t'=1"],
    ['\r=1', "'\r'=1"],
    ['\0=1', "'\0=1"],
    ['＝1+1', "'＝1+1"],
    ['Mr;=1+1', "Mr;'=1+1"],
    ['none\n- nuts', "none\n'- nuts"],
    ["'t Hart", "''t Hart"],
  ])('%j is made inert as %j, and comes back', (text, cell) => {
    expect(inertCell(text)).toBe(cell);
    expect(originalCell(cell)).toBe(text);
  });

  it.each(['O’Brien', 'Jan-Willem', 'a=b', '1+1', 'me@example.org', '李', '', "d'Arc"])(
    'stays as it is where nothing could begin a formula: %j',
    (text) => {
      expect(inertCell(text)).toBe(text);
      expect(originalCell(text)).toBe(text);
    },
  );

  it('comes back from every mixture of the characters that count', () => {
    const characters = ["'", '=', '+', ';', ',', '\t', '\n', 'a', ' '];
    for (let number = 0; number < characters.length ** 4; number += 1) {
      const places = [1, 9, 81, 729].map((power) => Math.floor(number / power) % 9);
      const text = places.map((index) => characters[index]).join('');
      expect(originalCell(inertCell(text)), JSON.stringify(text)).toBe(text);
    }
  });
});

describe('the CSV file', () => {
  it('brings quotes, commas and line breaks back', () => {
    const name = 'Anna "Ann", of\nThe Hague;  ';
    const [, row] = readCsv(exportCsv(definition, opened({ name })));
    expect(row?.[4]).toBe(name);
  });

  it.each(['<script>alert(1)</script>', '"><img onerror>', '{{7*7}}', '${7*7}'])(
    'holds %s as text of one cell',
    (name) => {
      const [head, row] = readCsv(exportCsv(definition, opened({ name })));
      expect(row).toHaveLength(head?.length ?? 0);
      expect(row?.[4]).toBe(name);
    },
  );

  it('begins with a byte order mark and ends every line with CRLF', () => {
    const text = exportCsv(definition, opened({ name: 'Anna' }));
    expect(text.startsWith('\uFEFFReference,Received,State,Repeats,Full name,')).toBe(true);
    expect(text.split('\r\n')).toHaveLength(3);
    expect(text.endsWith('\r\n')).toBe(true);
  });

  it('follows the form and says choices, countries and consent in words', () => {
    const answers = { name: 'Anna', country: 'NL', topics: ['one', 'two'], consent: true };
    expect(readCsv(exportCsv(definition, opened(answers, '0000-0009')))).toEqual([
      [
        'Reference',
        'Received',
        'State',
        'Repeats',
        'Full name',
        'Country',
        'Topics',
        'I read the notice.',
      ],
      [
        '0000-0001',
        '2017-01-16T09:00:00.000Z',
        'received',
        '0000-0009',
        'Anna',
        'Netherlands',
        'The first, and best, The second',
        'Yes',
      ],
    ]);
  });

  it('says of an answer that it was deleted, also where the form no longer has the question', () => {
    const gone = { ...record(1, { name: 'Anna' }), deleted: ['topics', 'needs'] };
    const [heading, row] = readCsv(
      exportCsv(definition, [{ record: gone, repeats: undefined, state: 'received' }]),
    );
    expect(heading?.slice(6)).toEqual(['Topics', 'I read the notice.', 'needs']);
    expect(row?.slice(4)).toEqual(['Anna', '', '(deleted)', '', '(deleted)']);
  });

  it('keeps answers to questions and choices that the form no longer has', () => {
    const [heading, row] = readCsv(
      exportCsv(definition, opened({ topics: ['gone'], shoe_size: '42' })),
    );
    expect([heading?.at(-1), row?.at(-1)]).toEqual(['shoe_size', '42']);
    expect(row).toContain('gone');
  });
});

describe('the JSON file', () => {
  it('holds the raw answers', () => {
    const answers = { country: 'NL', topics: ['one'], consent: true };
    expect(exportFor(definition, opened(answers)).data).toEqual([
      {
        reference: '0000-0001',
        state: 'received',
        receivedAt: '2017-01-16T09:00:00.000Z',
        repeats: null,
        form: 'f',
        answers,
        deleted: [],
      },
    ]);
  });

  it('names the questions whose answers were deleted', () => {
    const gone = { ...record(1, {}), deleted: ['needs'] };
    const rows: OpenedRegistration[] = [{ record: gone, repeats: undefined, state: 'received' }];
    expect(exportFor(definition, rows).data).toMatchObject([{ answers: {}, deleted: ['needs'] }]);
  });
});

describe('the table', () => {
  const listing = { ...definition, listed: ['name', 'country'] };

  it('aligns the answers that tell guests apart, and marks a repeat', () => {
    const rows: OpenedRegistration[] = [
      ...opened({ name: 'Anna Özdemir', country: 'NL' }),
      {
        record: record(2, { name: 'Li', country: 'BE' }),
        repeats: '0000-0001',
        state: 'under-review',
      },
    ];
    expect(exportTable(listing, rows)).toBe(
      [
        'reference  received (UTC)    state         name          country',
        '0000-0001  2017-01-16 09:00  received      Anna Özdemir  Netherlands',
        '0000-0002  2017-01-16 09:00  under review  Li            Belgium      repeats 0000-0001',
        '',
      ].join('\n'),
    );
  });

  it('has the columns that the form lists, whatever its questions are called', () => {
    const questions = ['full_name', 'city'].map((name) => ({
      name,
      type: 'text',
      label: name,
      limit: 100,
    }));
    const sections = definitionSchema.shape.sections.parse([{ title: 'You', questions }]);
    const rows = opened({ full_name: 'Ada King', city: 'London' });
    const table = exportTable({ sections, named_by: 'full_name' }, rows);
    expect(table).toMatch(/ full_name\n.* Ada King\n$/);
    const both = exportTable({ sections, listed: ['city', 'full_name'] }, rows);
    expect(both).toMatch(/ city {4}full_name\n.* London {2}Ada King\n$/);
  });

  it('gives a terminal no control characters', () => {
    const table = exportTable(listing, opened({ name: 'A\u001B[2J\u202Eb' }));
    expect(table).toContain('A [2J b');
  });
});

describe('opening all registrations', () => {
  const stored = [held(1), held(2), { ...held(3), emailKey: sample(1).emailKey }];

  it('names one that does not open by its reference and goes on', async () => {
    const { opened: rows, unopened } = await openAll(stored, async ({ reference }) => {
      if (reference === '0000-0002') throw new Error('It is damaged.');
      return { ...record(1, {}), reference };
    });
    expect(rows.map((row) => row.record.reference)).toEqual(['0000-0001', '0000-0003']);
    expect(unopened).toEqual([{ reference: '0000-0002', cause: 'It is damaged.' }]);
  });

  it('marks a repeated e-mail address with the first reference, even if that does not open', async () => {
    const { opened: rows } = await openAll(stored, async ({ reference }) => {
      if (reference === '0000-0001') throw new Error('It is damaged.');
      return { ...record(1, {}), reference };
    });
    expect(rows.map(({ repeats }) => repeats)).toEqual([undefined, '0000-0001']);
    expect(repeatsAmong(stored)).toBe(1);
  });
});
