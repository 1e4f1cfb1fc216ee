import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import lightImages from './light-images.ts';

const logger = { label: '', info() {}, warn() {}, error() {}, debug() {} };
const config = {
  endpoint: { route: '/_image' },
  service: { entrypoint: '', config: {} },
  dangerouslyProcessSVG: false,
  domains: [],
  remotePatterns: [],
  responsiveStyles: false,
};

/** A picture of noise, the hardest to make small. */
async function noise(width: number, height: number): Promise<Buffer> {
  const picture = { width, height, channels: 3 as const, background: 'grey' };
  return sharp({ create: { ...picture, noise: { type: 'gaussian', mean: 128, sigma: 60 } } })
    .jpeg()
    .toBuffer();
}

const sizeOf = async (bytes: Uint8Array) => {
  const { width, height } = await sharp(bytes).metadata();
  return [width, height];
};

describe('an image beside a page', () => {
  it.each([
    [6000, 4000, 2560, 1707],
    [3000, 6000, 1280, 2560],
    [800, 600, 800, 600],
  ])('of %i × %i pixels is shown with %i × %i', async (width, height, shownWidth, shownHeight) => {
    const src = { src: '/hall.jpg', width, height, format: 'jpg' as const };
    const shown = await lightImages.validateOptions?.({ src, width, height }, config, logger);
    expect(shown).toMatchObject({ width: shownWidth, height: shownHeight });
  });

  it('weighs at most 400 kB', async () => {
    const options = { src: '/hall.jpg', width: 1600, height: 1200, format: 'webp' };
    const photo = await noise(1600, 1200);
    const { data } = await lightImages.transform(photo, options, config, logger);
    expect(photo.length).toBeGreaterThan(400_000);
    expect(data.length).toBeLessThanOrEqual(400_000);
  });

  it('keeps its pixels and its quality if it is light', async () => {
    const options = { src: '/hall.jpg', width: 200, height: 100, format: 'webp' };
    const photo = await noise(200, 100);
    const { data } = await lightImages.transform(photo, options, config, logger);
    expect(await sizeOf(data)).toEqual([200, 100]);
    expect(data).toEqual(await sharp(photo).webp().toBuffer());
  });
});
