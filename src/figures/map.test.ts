import { describe, expect, it } from 'vitest';
import { bearing, distance, distanceInWords, fitPlane, roundLength } from './map.ts';

const venue = { latitude: 52.06565, longitude: 4.33956 };
const central = { latitude: 52.0803, longitude: 4.325 };
const hs = { latitude: 52.0697, longitude: 4.3222 };
const schilderswijk = { latitude: 52.069, longitude: 4.305 };
const frame = { width: 340, height: 300, margin: { x: 52, y: 66 } };

describe('the sketch map', () => {
  it('measures distances along the great circle', () => {
    // One degree of latitude on a sphere with the earth's mean radius.
    expect(distance({ latitude: 0, longitude: 0 }, { latitude: 1, longitude: 0 })).toBeCloseTo(
      111_195.08,
      1,
    );
    expect(Math.round(distance(venue, central))).toBe(1909);
  });

  it.each([
    [central, '1.9 km', 'north_west'],
    [hs, '1.3 km', 'west'],
    [schilderswijk, '2.4 km', 'west'],
  ])('says how far and where a place is', (place, length, wind) => {
    expect(distanceInWords('en', distance(venue, place))).toBe(length);
    expect(bearing(venue, place)).toBe(wind);
  });

  it('is true to scale: drawn distances agree with measured ones within one per cent', () => {
    const plane = fitPlane([venue, central, hs, schilderswijk], frame);
    const from = plane.project(venue);
    for (const place of [central, hs, schilderswijk]) {
      const to = plane.project(place);
      const drawn = Math.hypot(to.x - from.x, to.y - from.y) / plane.unitsPerMetre;
      expect(Math.abs(drawn / distance(venue, place) - 1)).toBeLessThan(0.01);
    }
  });

  it('has north at the top and east at the right', () => {
    const plane = fitPlane([venue, central, schilderswijk], frame);
    expect(plane.project(central).y).toBeLessThan(plane.project(venue).y);
    expect(plane.project(schilderswijk).x).toBeLessThan(plane.project(venue).x);
  });

  it('keeps every place inside the margins', () => {
    const plane = fitPlane([venue, central, hs, schilderswijk], frame);
    for (const { x, y } of [venue, central, hs, schilderswijk].map(plane.project)) {
      expect(x).toBeGreaterThanOrEqual(frame.margin.x - 0.001);
      expect(x).toBeLessThanOrEqual(frame.width - frame.margin.x + 0.001);
      expect(y).toBeGreaterThanOrEqual(frame.margin.y - 0.001);
      expect(y).toBeLessThanOrEqual(frame.height - frame.margin.y + 0.001);
    }
  });

  it.each([
    [110, 0.1, 1000],
    [110, 0.05, 2000],
    [110, 0.02, 5000],
    [110, 1, 100],
  ])('takes a round length for the scale bar', (units, unitsPerMetre, metres) => {
    expect(roundLength(units, unitsPerMetre)).toBe(metres);
  });
});
