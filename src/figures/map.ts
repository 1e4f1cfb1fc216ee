/** A position on the earth: decimal degrees, WGS 84. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A map's plane: where a position is on it, and the units of one metre. */
export interface Plane {
  readonly project: (position: Position) => Point;
  readonly unitsPerMetre: number;
}

/** The mean radius of the earth in metres (IUGG). */
const EARTH = 6_371_008.8;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** The great-circle distance between two positions in metres (haversine formula). */
export function distance(from: Position, to: Position): number {
  const north = radians(to.latitude - from.latitude);
  const east = radians(to.longitude - from.longitude);
  const half =
    Math.sin(north / 2) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(east / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.sqrt(half));
}

const mercator = ({ latitude, longitude }: Position): Point => ({
  x: EARTH * radians(longitude),
  y: -EARTH * Math.log(Math.tan(Math.PI / 4 + radians(latitude) / 2)),
});

const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
const extent = (values: number[]) => Math.max(...values) - Math.min(...values);

/**
 * Fits positions into a frame by the Mercator projection, which preserves angles and keeps north
 * up. The scale is exact at the middle latitude; within a city it varies by less than a thousandth.
 * @param frame width and height in units of the drawing, and the margin on each side
 */
export function fitPlane(
  positions: readonly Position[],
  frame: { width: number; height: number; margin: Point },
): Plane {
  const points = positions.map(mercator);
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const scale = Math.min(
    (frame.width - 2 * frame.margin.x) / Math.max(extent(xs), 1),
    (frame.height - 2 * frame.margin.y) / Math.max(extent(ys), 1),
  );
  const centre = { x: middle(xs), y: middle(ys) };
  const latitude = middle(positions.map((position) => position.latitude));
  return {
    project: (position) => {
      const { x, y } = mercator(position);
      return {
        x: frame.width / 2 + (x - centre.x) * scale,
        y: frame.height / 2 + (y - centre.y) * scale,
      };
    },
    unitsPerMetre: scale / Math.cos(radians(latitude)),
  };
}

/** The longest round length (1, 2 or 5 times a power of ten, in metres) that fits into `units`. */
export function roundLength(units: number, unitsPerMetre: number): number {
  const metres = units / unitsPerMetre;
  const power = 10 ** Math.floor(Math.log10(metres));
  const factor = [5, 2].find((candidate) => candidate * power <= metres) ?? 1;
  return factor * power;
}

/** A distance in words of a language (BCP 47): `1.9 km`, or `450 m` below one kilometre. */
export function distanceInWords(language: string, metres: number): string {
  const [unit, length] =
    metres < 950
      ? (['meter', Math.round(metres / 50) * 50] as const)
      : (['kilometer', Math.round(metres / 100) / 10] as const);
  return new Intl.NumberFormat(language, { style: 'unit', unit }).format(length);
}

const compass = [
  'north',
  'north_east',
  'east',
  'south_east',
  'south',
  'south_west',
  'west',
  'north_west',
] as const;

/** One of the eight winds. */
export type Direction = (typeof compass)[number];

/** The direction from one position to another. */
export function bearing(from: Position, to: Position): Direction {
  const start = mercator(from);
  const end = mercator(to);
  const degrees = (Math.atan2(end.x - start.x, start.y - end.y) * 180) / Math.PI;
  return compass[Math.round(((degrees + 360) % 360) / 45) % 8] ?? 'north';
}
