import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { themeColor } from './theme-color.ts';
import { contrastOf, trackRules } from './track-colors.ts';

const hex = (red: string, green: string, blue: string) => `#${red}${green}${blue}`;
const white = hex('ff', 'ff', 'ff');
const black = hex('00', '00', '00');
const yellow = hex('ff', 'e6', '00');
const navy = hex('00', '00', '80');
const teal = hex('1f', '8a', '8a');

const tokens = readFileSync('src/styles/tokens.css', 'utf8');

/** The colours of the rules of one track: by day and by night. */
function colorsOf(color: string): string[] {
  return Array.from(
    trackRules([{ color }], tokens).matchAll(/--track:(#\w+)/g),
    ([, found = '']) => found,
  );
}

describe('contrast', () => {
  it('goes from 1 to 21', () => {
    expect(contrastOf(white, white)).toBe(1);
    expect(contrastOf(white, black)).toBeCloseTo(21);
  });

  it('is that of the examples that everybody computes', () => {
    expect(contrastOf(hex('77', '77', '77'), white)).toBeCloseTo(4.48, 2);
    expect(contrastOf(white, hex('ff', '00', '00'))).toBeCloseTo(4, 2);
  });
});

describe('the colour of a track', () => {
  it('is the written one where it can be seen, by day and by night', () => {
    expect(colorsOf(teal)).toEqual([teal, teal]);
  });

  it.each([yellow, navy, white, black])('can be seen by day and by night: %s', (color) => {
    const found = colorsOf(color);
    expect(found).toHaveLength(2);
    for (const name of ['paper', 'sheet']) {
      const { day, night } = themeColor(name, tokens);
      expect(contrastOf(found[0] ?? day, day)).toBeGreaterThanOrEqual(3);
      expect(contrastOf(found[1] ?? night, night)).toBeGreaterThanOrEqual(3);
    }
  });

  it('is not there where none is written', () => {
    expect(trackRules([{}, { color: teal }], tokens)).toMatch(/^\.track-1\{/);
  });
});
