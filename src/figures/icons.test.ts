import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

const icon = (name: string) => readFile(resolve(import.meta.dirname, '../../public', name));

/** The first picture of an icon file, which is a PNG after a header of 6 bytes and one of 16. */
const fromIco = (bytes: Buffer) => bytes.subarray(22);

const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;

/** The mean place of the red pixels across a picture, and of the dark ones, from 0 to 1. */
async function across(picture: Buffer): Promise<{ red: number; dark: number }> {
  const { data, info } = await sharp(picture)
    .flatten({ background: 'white' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const places: { red: number[]; dark: number[] } = { red: [], dark: [] };
  for (let at = 0; at < data.length; at += info.channels) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
    const place = ((at / info.channels) % info.width) / info.width;
    if (red > 130 && green < 80) places.red.push(place);
    if (red < 60 && blue < 100) places.dark.push(place);
  }
  return { red: mean(places.red), dark: mean(places.dark) };
}

describe('the icons', () => {
  for (const name of [
    'favicon.svg',
    'favicon.ico',
    'apple-touch-icon.png',
    'icon-192.png',
    'icon-512.png',
  ]) {
    it(`let the lines come from the right and meet at the left, like the motif: ${name}`, async () => {
      const bytes = await icon(name);
      const { red, dark } = await across(name.endsWith('.ico') ? fromIco(bytes) : bytes);
      expect(red).toBeLessThan(0.4);
      expect(dark).toBeGreaterThan(0.5);
    });
  }

  it('leave no corner of the icon on a home screen to the colour of the system', async () => {
    const { isOpaque } = await sharp(await icon('apple-touch-icon.png')).stats();
    expect(isOpaque).toBe(true);
  });
});
