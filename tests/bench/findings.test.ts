import { expect, test } from 'vitest';
import { judge, table, type Findings } from './findings.ts';

const ratio = (median: number) => ({ count: 5, median, low: median - 0.1, high: median + 0.1 });

test.each([
  ['at most', 1.05, 1.05, 'met'],
  ['at most', 1.05, 1.06, 'missed'],
  ['at least', 0.7, 0.7, 'met'],
  ['at least', 0.7, 0.69, 'missed'],
] as const)('a goal of %s %d is judged on %d: %s', (side, bound, median, verdict) => {
  expect(judge({ side, bound }, ratio(median))).toBe(verdict);
});

test('there is no verdict from fewer than five rounds, unless they are counts', () => {
  const few = { ...ratio(1), count: 4 };
  expect(judge({ side: 'at most', bound: 1.5 }, few)).toBe('too few rounds');
  expect(judge({ side: 'at most', bound: 1.5, counted: true }, few)).toBe('met');
});

test.each([
  [0.75, 1.25, 'met'],
  [0.74, 1.25, 'too wide a spread'],
  [NaN, NaN, 'too wide a spread'],
])('rounds between %d and %d around 1 say: %s', (low, high, verdict) => {
  expect(judge({ side: 'at most', bound: 1.5 }, { count: 5, median: 1, low, high })).toBe(verdict);
});

test('a table aligns its columns and judges each line that has a goal', () => {
  const goal = { side: 'at most', bound: 1.05 } as const;
  const findings: Findings = {
    title: 'Paint',
    conditions: ['on a phone'],
    heads: ['page', 'ms'],
    rows: [
      { name: '/', columns: ['100'], ratio: ratio(1), goal },
      { name: '/venue/', columns: ['1100'], ratio: ratio(1.5), goal },
      { name: '/search/', columns: ['90'], ratio: ratio(9) },
    ],
  };
  expect(table(findings)).toBe(
    [
      'Paint',
      '  on a phone',
      '',
      '  page         ms              ratio     goal   verdict',
      '  /           100   1.00 (0.90–1.10)   ≤ 1.05       met',
      '  /venue/    1100   1.50 (1.40–1.60)   ≤ 1.05    missed',
      '  /search/     90   9.00 (8.90–9.10)',
      '',
    ].join('\n'),
  );
});
