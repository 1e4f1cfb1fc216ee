import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import subsetFont from 'subset-font';
import { z } from 'zod';
import type { Characters } from './characters.ts';
import type { Face } from './faces.ts';

/** Kerning, ligatures, accents, and figures of one or of their own width. */
const keepFeatures = ['kern', 'liga', 'ccmp', 'locl', 'mark', 'mkmk', 'pnum', 'tnum'];
/** Letters of Europe's and Vietnam's languages. The rest of `latin-ext` is phonetics. */
const letters = /[\u0100-\u024f\u1e00-\u1eff\u20a0-\u20c0]/;

const rangesSchema = z.object({
  latin: z.string(),
  'latin-ext': z.string(),
  vietnamese: z.string(),
});

/** One font file, and the characters that a browser takes from it. */
export interface Cut {
  readonly path: string;
  readonly unicodeRange: [string, ...string[]];
}

/** The characters of a CSS `unicode-range`. */
function charactersIn(range: string): string[] {
  return range.split(',').flatMap((part) => {
    const [first = '', last = first] = part.replace('U+', '').split('-');
    const from = Number.parseInt(first, 16);
    const length = Number.parseInt(last, 16) - from + 1;
    return Array.from({ length }, (_, index) => String.fromCodePoint(from + index));
  });
}

const code = (point = 0): string => point.toString(16).toUpperCase().padStart(4, '0');

/** Characters as a CSS `unicode-range`, neighbours together. */
export function rangeOf(characters: readonly string[]): [string, ...string[]] {
  const points = characters.map((character) => character.codePointAt(0) ?? 0);
  const sorted = points.toSorted((one, other) => one - other);
  const starts = sorted.filter((point, index) => point - 1 !== sorted[index - 1]);
  const ends = sorted.filter((point, index) => point + 1 !== sorted[index + 1]);
  const [first = 'U+0020', ...others] = starts.map((start, index) =>
    start === ends[index] ? `U+${code(start)}` : `U+${code(start)}-${code(ends[index])}`,
  );
  return [first, ...others];
}

/** A text as font names hold it, two bytes a letter, one character each. */
const wide = (text: string): string => text.replaceAll(/./g, '\0$&');

/**
 * The font under a name of the same length that its licence does not reserve. Its notice stays. The
 * next cut computes the checksum.
 */
function renamed(font: Uint8Array): Uint8Array {
  const names = [
    ['Source Sans', 'Letter Sans'],
    ['SourceSans', 'LetterSans'],
  ] as const;
  const bytes = names.reduce(
    (text, [own, other]) => text.replaceAll(own, other).replaceAll(wide(own), wide(other)),
    Buffer.from(font).toString('latin1'),
  );
  return Buffer.from(bytes, 'latin1');
}

/** A file with some characters of a face, from the cache if it was cut before. */
async function cutFile(source: string, face: Face, text: string, cache: string): Promise<string> {
  const font = await readFile(source);
  const wanted = JSON.stringify([text, face.axes, keepFeatures, 'renamed']);
  const name = createHash('sha256').update(font).update(wanted).digest('hex').slice(0, 16);
  const path = join(cache, `${name}.woff2`);
  if (existsSync(path)) return path;
  const options = {
    targetFormat: 'woff2',
    keepFeatures,
    variationAxes: face.axes,
  } as const;
  const part = await subsetFont(font, text, { targetFormat: 'sfnt', keepFeatures });
  const cut = await subsetFont(renamed(part), text, options);
  // Another build may write the same file: each sees it whole.
  await mkdir(cache, { recursive: true });
  await writeFile(`${path}.${process.pid}`, cut);
  await rename(`${path}.${process.pid}`, path);
  return path;
}

/**
 * The files of a face: one with the characters of the content, which every page loads, and further
 * ones that a browser loads for the letters in them alone.
 * @param root the project's folder
 * @param cache the folder that the files are written to
 */
export async function cutFace(
  face: Face,
  characters: Characters,
  { root, cache }: { readonly root: string; readonly cache: string },
): Promise<Cut[]> {
  const folder = join(root, face.folder);
  const unicode = await readFile(join(folder, 'unicode.json'), 'utf8');
  const ranges = rangesSchema.parse(JSON.parse(unicode));
  const used = new Set(characters[face.first]);
  const latin = charactersIn(ranges.latin);
  const parts = [
    ['vietnamese', charactersIn(ranges.vietnamese)],
    ['latin-ext', charactersIn(ranges['latin-ext']).filter((letter) => letters.test(letter))],
    ['latin', latin.filter((letter) => !used.has(letter))],
    ['latin', latin.filter((letter) => used.has(letter))],
  ] as const;
  return Promise.all(
    parts.map(async ([subset, text]) => ({
      path: await cutFile(
        join(folder, `files/${basename(folder)}-${subset}-${face.file}.woff2`),
        face,
        text.join(''),
        cache,
      ),
      unicodeRange: rangeOf(text),
    })),
  );
}
