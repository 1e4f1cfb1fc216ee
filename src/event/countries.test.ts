import { expect, test } from 'vitest';
import { countries, isCountry } from './countries.ts';

test('lists the 249 codes of ISO 3166-1 and Kosovo', () => {
  expect(new Set(countries().map(({ code }) => code)).size).toBe(250);
});

test('gives every code an English name', () => {
  expect(countries().filter(({ code, name }) => code === name)).toEqual([]);
});

test('sorts by name, with accents beside their letters', () => {
  const names = countries().map(({ name }) => name);
  expect(names.indexOf('Åland Islands')).toBeLessThan(names.indexOf('Albania'));
});

test.each(['NL', 'XK'])('knows %s', (code) => {
  expect(isCountry(code)).toBe(true);
});

test.each(['', 'nl', 'XX', 'NL BE', 'EU'])('does not know "%s"', (code) => {
  expect(isCountry(code)).toBe(false);
});
