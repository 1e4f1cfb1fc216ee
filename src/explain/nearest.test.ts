import { expect, test } from 'vitest';
import { choiceOf, didYouMean, nearest } from './nearest.ts';

test.each([
  ['titel', 'title'],
  ['tilte', 'title'],
  ['Title', 'title'],
  ['descripton', 'description'],
  ['adress', 'address'],
])('takes "%s" for "%s"', (written, meant) => {
  expect(nearest(written, ['description', 'title', 'address'])).toBe(meant);
});

test('suggests nothing where more than a third of the letters differ', () => {
  expect(nearest('author', ['title', 'address'])).toBeUndefined();
});

test('prefers the name with the fewest slips over an earlier one', () => {
  expect(nearest('/venue', ['/menu/', '/venue/'])).toBe('/venue/');
});

test('lists the choice where nothing is near', () => {
  expect(didYouMean('hotel', ['station', 'neighbourhood'])).toBe(
    'Write "station" or "neighbourhood".',
  );
});

test('says to remove what has no alternative', () => {
  expect(didYouMean('colour', [])).toBe('Remove it.');
});

test('joins a choice of three with commas and "or"', () => {
  expect(choiceOf(['a', 'b', 'c'])).toBe('"a", "b" or "c"');
});
