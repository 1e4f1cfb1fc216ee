import { mkdtempDisposable, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { expect, it } from 'vitest';
import { cutFace, rangeOf } from './cut-fonts.ts';
import { families } from './faces.ts';

const sans = families.flatMap(({ name, faces }) => (name === 'Letter Sans' ? faces : []));
const characters = { text: 'Den Haag', display: '' };

it('cuts the same bytes twice, the first file for the characters of the content', async () => {
  const [face] = sans;
  if (face === undefined) throw new Error('There is no sans.');
  const cut = async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'cut-'));
    const cuts = await cutFace(face, characters, { root: process.cwd(), cache: folder.path });
    const files = cuts.map(async ({ path }) => [...(await readFile(path))].join());
    return {
      ranges: cuts.map(({ unicodeRange }) => unicodeRange),
      files: await Promise.all(files),
    };
  };
  const [one, other] = [await cut(), await cut()];
  expect(one).toEqual(other);
  expect(one.ranges.at(-1)).toEqual(rangeOf([...new Set('Den Haag')]));
});

it('does not use a name that the licence of a font reserves', async () => {
  const [face] = sans;
  if (face === undefined) throw new Error('There is no sans.');
  await using folder = await mkdtempDisposable(join(tmpdir(), 'cut-'));
  const cuts = await cutFace(face, characters, { root: process.cwd(), cache: folder.path });
  for (const { path } of cuts) {
    const whole = await subsetFont(await readFile(path), 'Den Haag', {
      targetFormat: 'sfnt',
      keepFeatures: [],
    });
    const text = Buffer.from(whole).toString('latin1').replaceAll('\0', '');
    expect(text).toContain('Letter Sans');
    expect(text).not.toMatch(/Source ?Sans/);
  }
});

it('writes neighbours as one range', () => {
  expect(rangeOf([...'abcxz'])).toEqual(['U+0061-0063', 'U+0078', 'U+007A']);
});
