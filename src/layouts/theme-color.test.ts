import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { themeColor } from './theme-color.ts';

// Not a character reference (`&#123;`) or a private field (`this.#fed`).
const COLOR =
  /(?<![&.\w])#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(/i;

test('reads a colour by day and by night', () => {
  const css = ':root { --color-ink: light-dark(#012345, #abcdef); }';
  expect(themeColor('ink', css)).toEqual({ day: '#012345', night: '#abcdef' });
});

test('reads the colours of the theme', () => {
  const tokens = readFileSync('src/styles/tokens.css', 'utf8');
  expect(themeColor('paper', tokens).day).toMatch(/^#[\da-f]{6}$/);
});

test('says which colour is missing and how to write it', () => {
  expect(() =>
    themeColor('ink', ':root { --color-inkpot: light-dark(#000000, #ffffff); }'),
  ).toThrow(
    'src/styles/tokens.css has no colour "ink". ' +
      'Write it as "--color-ink: light-dark(#rrggbb, #rrggbb);".',
  );
});

test('writes colours in tokens.css alone', async () => {
  const files = await Array.fromAsync(glob('src/**/*.{astro,css,ts}'));
  const colored = files.filter((file) => COLOR.test(readFileSync(file, 'utf8')));
  const own = ['src/layouts/theme-color.test.ts', 'src/styles/tokens.css'];
  expect(colored.toSorted()).toEqual(own);
});
