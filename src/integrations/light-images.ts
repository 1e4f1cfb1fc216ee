import sharpService from 'astro/assets/services/sharp';

/** The longer side of the largest image, in pixels. */
const longest = 2560;
/** The size of the heaviest image, in bytes. */
const heaviest = 400_000;
/** What is tried until an image is light enough: its quality, and the part of its pixels. */
const attempts = [
  [70, 1],
  [55, 1],
  [55, 0.7],
  [45, 0.5],
  [45, 0.35],
  [45, 0.2],
] as const;

/**
 * Astro's own images, but never larger or heavier than a page can bear: an editor may put the file
 * of a camera beside a page.
 */
const lightImages: typeof sharpService = {
  ...sharpService,
  async validateOptions(options, config, logger) {
    const valid = (await sharpService.validateOptions?.(options, config, logger)) ?? options;
    const { width = 0, height = 0 } = valid;
    const part = longest / Math.max(width, height);
    if (part >= 1) return valid;
    return { ...valid, width: Math.round(width * part), height: Math.round(height * part) };
  },
  async transform(bytes, options, config, logger) {
    let image = await sharpService.transform(bytes, options, config, logger);
    for (const [quality, part] of attempts) {
      if (image.data.length <= heaviest || image.format === 'svg') break;
      const smaller = { width: options['width'] * part, height: options['height'] * part };
      image = await sharpService.transform(
        bytes,
        { ...options, quality, ...smaller },
        config,
        logger,
      );
    }
    return image;
  },
};

export default lightImages;
