import { expect, it } from 'vitest';
import { endOf, overlap, type Span } from './overlap.ts';

const at = (time: string) => Date.parse(`2017-02-15T${time}Z`);
const span = (start: string, end?: string): Span => ({
  start: at(start),
  end: end === undefined ? undefined : at(end),
});

it.each([
  ['one that begins as the other ends', span('09:00', '10:00'), span('10:00', '11:00'), false],
  ['one that begins a minute before', span('09:00', '10:00'), span('09:59', '11:00'), true],
  ['one inside the other', span('09:00', '12:00'), span('10:00', '10:05'), true],
  ['the same times', span('09:00', '10:00'), span('09:00', '10:00'), true],
  ['both at nine without an end', span('09:00'), span('09:00'), true],
  ['a quarter of an hour after one without an end', span('09:00'), span('09:15', '10:00'), true],
  ['a minute before its assumed end', span('09:00'), span('09:29', '10:00'), true],
  ['half an hour after one without an end', span('09:00'), span('09:30', '10:00'), false],
  ['one without an end inside a longer one', span('09:00', '12:00'), span('11:45'), true],
  ['one that ends as one without an end begins', span('08:00', '09:00'), span('09:00'), false],
  ['over midnight', span('23:30', '24:00'), span('23:45'), true],
])('two sessions overlap, or do not: %s', (_, one, other, expected) => {
  expect(overlap(one, other)).toBe(expected);
  expect(overlap(other, one)).toBe(expected);
});

it('a session without an end is taken to last half an hour', () => {
  expect(endOf(span('09:00'))).toBe(at('09:30'));
  expect(endOf(span('09:00', '09:05'))).toBe(at('09:05'));
});
