import { describe, expect, it } from 'vitest';
import { measuresFigure } from './measures-figure.ts';
import { convergingLines } from './motif.ts';
import { jsonForScript } from '../programme/structured-data.ts';

describe('the motif', () => {
  it('draws each line from the one point to the far side', () => {
    const lines = convergingLines(5, { width: 100, height: 40 }).split('M').slice(1);
    expect(lines).toHaveLength(5);
    for (const line of lines) expect(line).toMatch(/^0 20C.* 100 \d+$/);
    expect(lines.at(0)).toMatch(/ 100 0$/);
    expect(lines.at(-1)).toMatch(/ 100 40$/);
  });
});

describe('the figure of measures', () => {
  it('crosses every kind with every level and lets all lines meet', () => {
    const figure = measuresFigure(4, 3);
    expect(figure.crossings).toHaveLength(12);
    const { x, y } = figure.meeting;
    for (const line of figure.lines) expect(line.endsWith(`${x} ${y}`)).toBe(true);
  });

  it('keeps its parts apart for other numbers of kinds and levels', () => {
    const figure = measuresFigure(6, 1);
    expect(figure.levelX).toHaveLength(1);
    expect(new Set(figure.kindY).size).toBe(6);
    expect(Math.max(...figure.kindY)).toBeLessThan(figure.height);
  });
});

describe('structured data', () => {
  it('cannot end its script element', () => {
    expect(jsonForScript({ name: '</script><script>' })).not.toContain('<');
  });
});
