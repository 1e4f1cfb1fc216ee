import { describe, expect, it } from 'vitest';
import { made, madeUpEvent, sourceOf } from '../../exchange/testing/made-up-event.fixture.ts';
import { dayParts } from './day-parts.ts';

const minute = (number: number) => `${number % 60}`.padStart(2, '0');

/** As many sessions in each of the hours as told, from nine on. */
function partsOf(counts: readonly number[]): [string | undefined, number][] {
  const sessions = counts.flatMap((count, hour) =>
    Array.from({ length: count }, (_, index) =>
      made(`s-${hour}-${index}`, {
        start: `2017-10-28T${9 + hour}:${minute(index)}`.replace('T9', 'T09'),
      }),
    ),
  );
  const { programme } = sourceOf(sessions);
  return dayParts(madeUpEvent, programme.sessions).map((part) => [part.from, part.sessions.length]);
}

describe('the parts of a day', () => {
  it('are one without a name, where sixty sessions are read in one go', () => {
    expect(partsOf([30, 30])).toEqual([[undefined, 60]]);
  });

  it('are hours, of which quiet ones share a part', () => {
    expect(partsOf([30, 31, 5, 7, 9, 2])).toEqual([
      ['09:00', 30],
      ['10:00', 31],
      ['11:00', 21],
      ['14:00', 2],
    ]);
  });

  it('leave an hour whole, however full it is', () => {
    expect(partsOf([61])).toEqual([['09:00', 61]]);
  });
});
