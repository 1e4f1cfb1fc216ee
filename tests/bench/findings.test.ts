import { expect, test } from 'vitest';
import { meets, table } from './findings.ts';

const ratio = (median: number) => ({ median, low: median - 0.1, high: median + 0.1 });

test.each([
  ['at most', 1.05, 1.05, true],
  ['at most', 1.05, 1.06, false],
  ['at least', 0.7, 0.7, true],
  ['at least', 0.7, 0.69, false],
] as const)('a goal of %s %d is judged on %d: %s', (side, bound, median, met) => {
  expect(meets({ side, bound }, ratio(median))).toBe(met);
});

test('a table aligns its columns and judges each line', () => {
  const findings = {
    title: 'Paint',
    conditions: ['on a phone'],
    heads: ['page', 'ms'],
    rows: [
      { name: '/', columns: ['100'], ratio: ratio(1) },
      { name: '/venue/', columns: ['1100'], ratio: ratio(1.5) },
    ],
    goal: { side: 'at most', bound: 1.05 },
  } as const;
  expect(table(findings)).toBe(
    [
      'Paint',
      '  on a phone',
      '',
      '  page        ms              ratio     goal',
      '  /          100   1.00 (0.90–1.10)      met',
      '  /venue/   1100   1.50 (1.40–1.60)   missed',
      '',
      '  Goal, a ratio of at most 1.05: missed by 1 of 2.',
      '',
    ].join('\n'),
  );
});

test('a line without a judgement is told and not counted', () => {
  const findings = {
    title: 'Build',
    conditions: [],
    heads: ['', 's'],
    rows: [
      { name: 'small', columns: ['1'], ratio: ratio(9), unjudged: true },
      { name: 'large', columns: ['2'], ratio: ratio(1) },
    ],
    goal: { side: 'at most', bound: 1.5 },
  } as const;
  expect(table(findings).split('\n').slice(2)).toEqual([
    '          s              ratio   goal',
    '  small   1   9.00 (8.90–9.10)       ',
    '  large   2   1.00 (0.90–1.10)    met',
    '',
    '  Goal, a ratio of at most 1.5: met.',
    '',
  ]);
});
