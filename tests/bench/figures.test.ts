import { describe, expect, it } from 'vitest';
import { figureInWords, figureOf, quantile, ratioOf } from './figures.ts';

describe('a figure', () => {
  it('is the middle of an odd number of measurements', () => {
    expect(figureOf([3, 1, 10])).toEqual({ count: 3, median: 3, low: 1, high: 10 });
  });

  it('lies between the two in the middle of an even number', () => {
    expect(figureOf([4, 1, 2, 10]).median).toBe(3);
  });

  it('of nothing is no number', () => {
    expect(figureOf([])).toEqual({ count: 0, median: NaN, low: NaN, high: NaN });
  });

  it('is written with its spread', () => {
    expect(figureInWords({ count: 5, median: 1.041, low: 0.98, high: 1.1 }, 2)).toBe(
      '1.04 (0.98–1.10)',
    );
  });
});

describe('a ratio', () => {
  it('compares each measurement with its own partner', () => {
    expect(ratioOf([2, 30, 6], [1, 10, 2])).toEqual({ count: 3, median: 3, low: 2, high: 3 });
  });
});

describe('a quantile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it.each([
    [0.5, 50],
    [0.99, 99],
    [1, 100],
    [0, 1],
  ])('of %d is the measurement at its rank', (share, value) => {
    expect(quantile(hundred, share)).toBe(value);
  });
});
