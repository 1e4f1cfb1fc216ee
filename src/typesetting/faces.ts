/** A font of fontsource, and what is kept of it. */
export interface Face {
  /** The folder of its package. */
  readonly folder: string;
  /** The axes and the style that the names of its files end in. */
  readonly file: 'wght-normal' | 'wght-italic' | 'opsz-normal';
  readonly axes: Readonly<Record<string, number | { min: number; max: number }>>;
  /** The weights that it stands for in the styles. */
  readonly weight: string;
  readonly style: 'normal' | 'italic';
  /** Which characters its first file holds. */
  readonly first: 'text' | 'display';
  /**
   * Its average letter in English text, in ems, by which system fonts take its size while it is
   * not there (https://github.com/seek-oss/capsize).
   */
  readonly width: number;
}

/** A family of the styles, with its custom property. */
export interface Family {
  readonly name: string;
  readonly cssVariable: `--font-${string}`;
  readonly kind: 'serif' | 'sans-serif';
  /** Above and below the baseline, in ems. */
  readonly ascent: number;
  readonly descent: number;
  readonly faces: readonly Face[];
}

const newsreader = 'node_modules/@fontsource-variable/newsreader';
const upright = {
  folder: newsreader,
  file: 'wght-normal',
  style: 'normal',
  first: 'text',
  width: 0.4285,
} as const;

/** Serif, sans and display: each with the weights that the styles use. */
export const families: readonly Family[] = [
  {
    name: 'Newsreader',
    cssVariable: '--font-serif',
    kind: 'serif',
    ascent: 0.735,
    descent: 0.265,
    faces: [
      { ...upright, axes: { wght: 400 }, weight: '400' },
      // One more file, only for a page with bold words in its text.
      { ...upright, axes: { wght: 600 }, weight: '600 700' },
      {
        ...upright,
        file: 'wght-italic',
        axes: { wght: 400 },
        weight: '400',
        style: 'italic',
        width: 0.402,
      },
    ],
  },
  {
    name: 'Newsreader Display',
    cssVariable: '--font-display',
    kind: 'serif',
    ascent: 0.735,
    descent: 0.265,
    faces: [
      {
        folder: newsreader,
        file: 'opsz-normal',
        axes: { opsz: 72, wght: 400 },
        weight: '400',
        style: 'normal',
        first: 'display',
        width: 0.451,
      },
    ],
  },
  {
    // Source Sans 3. A cut must not use the name, which its licence reserves.
    name: 'Letter Sans',
    cssVariable: '--font-sans',
    kind: 'sans-serif',
    ascent: 1.024,
    descent: 0.4,
    faces: [
      {
        folder: 'node_modules/@fontsource-variable/source-sans-3',
        file: 'wght-normal',
        axes: { wght: { min: 400, max: 650 } },
        weight: '400 700',
        style: 'normal',
        first: 'text',
        width: 0.398,
      },
    ],
  },
];
