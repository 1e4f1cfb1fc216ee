import { expect, test } from 'vitest';
import { countryNames, isCountry } from './countries.ts';

test('lists the codes of ISO 3166-1 but for six territories where nobody lives, and Kosovo', () => {
  expect(countryNames('en').size).toBe(244);
});

test.each(['en', 'nl'])('gives every code a name: %s', (language) => {
  expect(Array.from(countryNames(language)).filter(([code, name]) => code === name)).toEqual([]);
});

test('names countries in the language that is asked for', () => {
  expect(countryNames('nl').get('DE')).toBe('Duitsland');
});

test('sorts by name, with accents beside their letters', () => {
  const names = [...countryNames('en').values()];
  expect(names.indexOf('Åland Islands')).toBeLessThan(names.indexOf('Albania'));
});

test.each(['NL', 'XK'])('knows %s', (code) => {
  expect(isCountry(code)).toBe(true);
});

test.each(['', 'nl', 'XX', 'NL BE', 'EU', 'AQ', 'BV', 'GS', 'HM', 'TF', 'UM'])(
  'does not know "%s"',
  (code) => {
    expect(isCountry(code)).toBe(false);
  },
);
