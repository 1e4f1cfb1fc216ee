import { fitPlane, roundLength, type Point, type Position } from './map.ts';
import {
  around,
  boxOfMark,
  placeLabels,
  type Box,
  type Labelled,
  type Mark,
} from './place-labels.ts';
import { wrapWords } from './text-size.ts';

/** A place of the sketch map. */
export interface MapPlace extends Position {
  readonly name: string;
  readonly kind: 'venue' | 'station' | 'neighbourhood';
  /** What stands below its name. */
  readonly below?: string;
}

interface DrawnPlace extends Mark {
  readonly place: MapPlace;
}

/** The sketch map, in units of its drawing. */
export interface VenueMap {
  /** All that is drawn to scale, with its labels. */
  readonly frame: Box;
  readonly centre: Point;
  /** The venue and its landmarks. */
  readonly places: readonly Labelled<DrawnPlace>[];
  /** The bar of the scale: its length on the map in units, and on the ground in metres. */
  readonly scale: { readonly units: number; readonly metres: number };
}

const WIDTH = 340;
const HEIGHT = 212;
const MARGIN = { x: 44, y: 16 };
const LONGEST_LINE = 140;
const LONGEST_SCALE = WIDTH / 3;
const radii = { venue: 7, station: 5, neighbourhood: 15 } as const;

/** Draws the venue and its landmarks to scale, north at the top, each with its name. */
export function venueMap(venue: MapPlace, landmarks: readonly MapPlace[]): VenueMap {
  const frame = { width: WIDTH, height: HEIGHT, margin: MARGIN };
  const plane = fitPlane([venue, ...landmarks], frame);
  const drawn = (place: MapPlace): DrawnPlace => {
    const { x, y } = plane.project(place);
    const below = place.below === undefined ? [] : [place.below];
    const lines = [...wrapWords(place.name, LONGEST_LINE), ...below];
    return { x: Math.round(x), y: Math.round(y), radius: radii[place.kind], lines, place };
  };
  const centre = drawn(venue);
  const others = landmarks.map(drawn);
  const spokes = others.map((other) => [other, centre] as const);
  const places = placeLabels([centre, ...others], spokes, WIDTH);
  const boxes = places.flatMap((place) => [boxOfMark(place), place.label.box]);
  const metres = roundLength(LONGEST_SCALE, plane.unitsPerMetre);
  return {
    frame: { ...around(boxes), left: 0, right: WIDTH },
    centre,
    places,
    scale: { metres, units: Math.round(metres * plane.unitsPerMetre) },
  };
}
