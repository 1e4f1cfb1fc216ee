import { expect, test, vi } from 'vitest';
import { memoize, memoizePair } from './memoize.ts';

test('works out what it answers for an object once', () => {
  const work = vi.fn(({ name }: { name: string }) => name.length);
  const length = memoize(work);
  const event = { name: 'Conference' };
  expect([length(event), length(event)]).toEqual([10, 10]);
  expect(work).toHaveBeenCalledTimes(1);
});

test('answers for another object by that one, however alike they are', () => {
  const list = memoize(({ name }: { name: string }) => [name]);
  expect(list({ name: 'Conference' })).not.toBe(list({ name: 'Conference' }));
});

test('keeps an answer of undefined as well', () => {
  const work = vi.fn(() => undefined);
  const nothing = memoize(work);
  const event = {};
  expect([nothing(event), nothing(event)]).toEqual([undefined, undefined]);
  expect(work).toHaveBeenCalledTimes(1);
});

test('works out what it answers for a pair once', () => {
  const work = vi.fn((zone: string, moment: number) => `${zone} at ${moment}`);
  const text = memoizePair(work);
  expect([text('A/B', 1), text('A/B', 1), text('A/C', 1)]).toEqual([
    'A/B at 1',
    'A/B at 1',
    'A/C at 1',
  ]);
  expect(work).toHaveBeenCalledTimes(2);
});

test('forgets pairs before they are too many, and still answers', () => {
  const work = vi.fn((_: string, moment: number) => moment);
  const same = memoizePair(work);
  for (let moment = 0; moment <= 20_000; moment += 1) expect(same('A/B', moment)).toBe(moment);
  expect(same('A/B', 0)).toBe(0);
  expect(work).toHaveBeenCalledTimes(20_002);
});
