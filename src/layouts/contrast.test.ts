import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { themeColor as readColor } from './theme-color.ts';

const source = resolve(import.meta.dirname, '..');

const tokens = readFileSync(join(source, 'styles/tokens.css'), 'utf8');
const themeColor = (name: string) => readColor(name, tokens);

/** The least contrast of text and of what is not text (WCAG 2.2, 1.4.3 and 1.4.11). */
const least = { text: 4.5, line: 3 } as const;

/** Each token that colours text, and what may be behind it. */
const texts: Readonly<Record<string, readonly string[]>> = {
  text: ['paper', 'sheet', 'mark', 'line'],
  quiet: ['paper', 'sheet', 'mark'],
  'accent-text': ['paper', 'sheet', 'mark'],
  error: ['paper', 'sheet'],
  'on-accent': ['accent', 'accent-strong'],
  paper: ['error'],
};

/** Each token whose lines and marks say something, and what may be behind them. */
const lines: Readonly<Record<string, readonly string[]>> = {
  border: ['paper', 'sheet'],
  accent: ['paper', 'sheet'],
  error: ['paper', 'sheet'],
  focus: ['paper', 'sheet'],
};

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const pairsOf = (table: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(table).flatMap(([front, backs]) => backs.map((back) => [front, back] as const));

/** The tokens that the sheets use for a property: `color`, `background`. */
function tokensOf(property: string): ReadonlySet<string> {
  const sheets = globSync('**/*.css', { cwd: source }).map((name) =>
    readFileSync(join(source, name), 'utf8'),
  );
  const declaration = new RegExp(
    String.raw`(?<![\w-])${property}:[^;{}]*?var\(--color-([\w-]+)\)`,
    'g',
  );
  return new Set(
    sheets.flatMap((sheet) => Array.from(sheet.matchAll(declaration), ([, token = '']) => token)),
  );
}

describe('the colours of the theme', () => {
  for (const [kind, table] of [
    ['text', texts],
    ['line', lines],
  ] as const) {
    it.each(pairsOf(table))(`set ${kind} apart: %s on %s, by day and by night`, (front, back) => {
      for (const time of ['day', 'night'] as const) {
        expect(
          contrast(themeColor(front)[time], themeColor(back)[time]),
          time,
        ).toBeGreaterThanOrEqual(least[kind]);
      }
    });
  }

  it('have all their pairs among those', () => {
    // The lines of the motif are drawn in the colour of their element; they say nothing.
    const known = new Set([...Object.keys(texts), 'line']);
    expect([...tokensOf('color')].filter((token) => !known.has(token))).toEqual([]);
    const backs = [...tokensOf('background'), ...tokensOf('background-color')];
    expect(backs.filter((token) => !Object.values(texts).flat().includes(token))).toEqual([]);
  });

  it('keep the red of the wax at night: neither pale nor pink', () => {
    const { night } = themeColor('accent');
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) =>
      Number.parseInt(night.slice(start, start + 2), 16),
    );
    expect(red).toBeGreaterThan(150);
    expect(Math.max(green, blue)).toBeLessThan(red / 2.4);
  });
});
