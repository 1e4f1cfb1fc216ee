import { expect, test } from 'vitest';
import { searchWords } from './search-query.ts';

test.for([
  ['Best-practice', 'Best practice'],
  ['"best practice"', 'best practice'],
  ['„Best‑practice“', 'Best practice'],
  ['Rijssen–Holten', 'Rijssen Holten'],
  ['état-major-général', 'état major général'],
  ['e-mail', 'e-mail'],
  ['2017-02-08', '2017-02-08'],
  [' - ', '-'],
  ['"', ''],
])('the query %s asks for %s', ([query = '', words]) => {
  expect(searchWords(query)).toBe(words);
});
