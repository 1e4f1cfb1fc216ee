import { describe, expect, it } from 'vitest';
import { measuresFigure } from './measures-figure.ts';
import { convergingLines } from './motif.ts';
import { around, overlap } from './place-labels.ts';
import { lineHeight, textSize, textWidth } from './text-size.ts';
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
  const kinds = ['Preventive', 'Security', 'Criminal', 'Rehabilitative'];
  const levels = ['Global', 'National', 'Local'];

  it('crosses every kind with every level and lets all lines come from the right into one point', () => {
    const figure = measuresFigure({ kinds, levels });
    expect(figure.crossings).toHaveLength(12);
    const { x, y } = figure.meeting;
    for (const line of figure.kindLines) {
      expect(line.startsWith(`M${x} ${y}C`)).toBe(true);
      expect(line.endsWith(`H${figure.width}`)).toBe(true);
    }
    for (const crossing of figure.crossings) expect(crossing.x).toBeGreaterThan(x);
  });

  it('centres every name on its line', () => {
    const { kinds: names, crossings } = measuresFigure({ kinds, levels });
    expect(names.map(({ y }) => y)).toEqual([...new Set(crossings.map(({ y }) => y))]);
  });

  it.each([
    [kinds, levels],
    [['One'], ['Only']],
    [Array.from({ length: 7 }, (_, index) => `Measure ${index}`), levels],
    [kinds, ['International', 'European', 'National', 'Regional', 'Local', 'Neighbourhood']],
    [['Disrupting attacks before they are carried out', 'Reintegration into society'], levels],
  ])('lets no name cover another, for the kinds %j and the levels %j', (someKinds, someLevels) => {
    const figure = measuresFigure({ kinds: someKinds, levels: someLevels });
    const boxes = [...figure.levels, ...figure.kinds].map(({ x, y, lines }) => {
      const width = Math.max(...lines.map(textWidth));
      const height = lines.length * lineHeight * textSize;
      return {
        left: x - width / 2,
        right: x + width / 2,
        top: y - height / 2,
        bottom: y + height / 2,
      };
    });
    const covered = boxes.filter((box, index) =>
      boxes.slice(index + 1).some((other) => overlap(box, other)),
    );
    expect(covered).toEqual([]);
    const whole = around(boxes);
    expect(whole.right).toBeLessThanOrEqual(figure.width);
    expect(whole.top).toBeGreaterThanOrEqual(figure.top);
    expect(whole.bottom).toBeLessThan(figure.meetingNameY);
  });
});

describe('structured data', () => {
  it('cannot end its script element', () => {
    expect(jsonForScript({ name: '</script><script>' })).not.toContain('<');
  });
});
