import { describe, expect, it } from 'vitest';
import { boxOfMark, overlap } from './place-labels.ts';
import { textSize, textWidth, wrapWords } from './text-size.ts';
import { venueMap, type MapPlace } from './venue-map.ts';

const venue: MapPlace = {
  name: 'Fokker Terminal',
  kind: 'venue',
  latitude: 52.06565,
  longitude: 4.33956,
};

const names = [
  'Central Station',
  'The Old Harbour Museum and Gardens',
  'Quay',
  'Neighbourhood of the Seven Bridges',
  'North',
  '国際会議場前',
];

const sixAt = (north: (index: number) => number, east: (index: number) => number): MapPlace[] =>
  names.map((name, index) => ({
    name,
    kind: index % 2 === 0 ? 'station' : 'neighbourhood',
    below: `${index + 1}.5 km`,
    latitude: venue.latitude + north(index),
    longitude: venue.longitude + east(index),
  }));

const arrangements: Record<string, MapPlace[]> = {
  'none but the venue': [],
  'due west, one behind another': sixAt(
    () => 0,
    (index) => -0.01 * (index + 1),
  ),
  'due north, one behind another': sixAt(
    (index) => 0.01 * (index + 1),
    () => 0,
  ),
  'in the south-east, close together': sixAt(
    (index) => -0.1 - index / 1e4,
    (index) => 0.1 + index / 1e4,
  ),
  'at one position': sixAt(
    () => 0.02,
    () => 0.02,
  ),
  'at the venue itself': sixAt(
    () => 0,
    () => 0,
  ),
  'round the venue': sixAt(
    (index) => 0.01 * Math.cos(index),
    (index) => 0.01 * Math.sin(index),
  ),
};

describe('the names on the sketch map', () => {
  for (const [where, landmarks] of Object.entries(arrangements)) {
    it(`cover neither each other nor a mark, with six landmarks ${where}`, () => {
      const { places, frame } = venueMap(venue, landmarks);
      const labels = places.map(({ label }) => label.box);
      labels.forEach((box, index) => {
        expect(labels.slice(index + 1).filter((other) => overlap(box, other))).toEqual([]);
        expect(places.map(boxOfMark).filter((mark) => overlap(box, mark))).toEqual([]);
        expect(box.left).toBeGreaterThanOrEqual(frame.left);
        expect(box.right).toBeLessThanOrEqual(frame.right);
        expect(box.top).toBeGreaterThanOrEqual(frame.top);
        expect(box.bottom).toBeLessThanOrEqual(frame.bottom);
      });
    });
  }

  it('stand beside their marks where there is room, and else at the end of a line from them', () => {
    const far = sixAt(
      (index) => 0.01 * Math.cos(index),
      (index) => 0.01 * Math.sin(index),
    ).slice(0, 3);
    expect(venueMap(venue, far).places.map(({ label }) => label.leader)).toEqual(
      Array.from({ length: 4 }, () => undefined),
    );
    const close = arrangements['at one position'] ?? [];
    const leaders = venueMap(venue, close).places.filter(({ label }) => label.leader !== undefined);
    expect(leaders.length).toBeGreaterThan(0);
  });
});

describe('names in a drawing', () => {
  it('break between words only where they are too long', () => {
    expect(wrapWords('The Hague Central', 140)).toEqual(['The Hague Central']);
    expect(wrapWords('The Old Harbour Museum', 100)).toEqual(['The Old', 'Harbour', 'Museum']);
    expect(wrapWords('Rehabilitative', 20)).toEqual(['Rehabilitative']);
  });

  it('need more room for capitals and for East Asian characters', () => {
    expect(textWidth('国')).toBe(textSize);
    expect(textWidth('QUAY')).toBeGreaterThan(textWidth('quay'));
  });
});
