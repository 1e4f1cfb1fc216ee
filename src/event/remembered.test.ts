import { expect, test, vi } from 'vitest';
import { remembered } from './remembered.ts';

test('works out what it answers for an object once', () => {
  const work = vi.fn(({ name }: { name: string }) => name.length);
  const length = remembered(work);
  const event = { name: 'Conference' };
  expect([length(event), length(event)]).toEqual([10, 10]);
  expect(work).toHaveBeenCalledTimes(1);
});

test('answers for another object by that one, however alike they are', () => {
  const list = remembered(({ name }: { name: string }) => [name]);
  expect(list({ name: 'Conference' })).not.toBe(list({ name: 'Conference' }));
});

test('keeps an answer of undefined as well', () => {
  const work = vi.fn(() => undefined);
  const nothing = remembered(work);
  const event = {};
  expect([nothing(event), nothing(event)]).toEqual([undefined, undefined]);
  expect(work).toHaveBeenCalledTimes(1);
});
