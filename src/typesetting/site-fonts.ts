import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroUserConfig, FontProvider } from 'astro';
import { type Characters, charactersOf } from './characters.ts';
import { cutFace } from './cut-fonts.ts';
import { families } from './faces.ts';
import { fallbacksOf } from './stand-ins.ts';

/** The characters of a content folder, or none: the content check explains what is wrong there. */
function charactersIn(content: string): Characters {
  try {
    return charactersOf(content);
  } catch {
    return { text: '', display: '' };
  }
}

/** Gives Astro the families of the site, cut to the characters of the content. */
function cutProvider(): FontProvider {
  let root = '';
  return {
    name: 'cut',
    init: (context) => {
      root = fileURLToPath(context.root);
    },
    resolveFont: async ({ familyName }) => {
      const family = families.find(({ name }) => name === familyName);
      const characters = charactersIn(join(root, 'content'));
      const folders = { root, cache: join(root, '.astro/cache/cut-fonts') };
      const fonts = (family?.faces ?? []).map(async (face) => {
        const cuts = await cutFace(face, characters, folders);
        return cuts.map(({ path, unicodeRange }) => ({
          src: [{ url: path, format: 'woff2' }],
          weight: face.weight,
          style: face.style,
          display: 'swap' as const,
          unicodeRange,
        }));
      });
      return { fonts: (await Promise.all(fonts)).flat() };
    },
  };
}

/**
 * The fonts of the site for Astro's configuration. Text is shown at once in a system's font of the
 * same measures, and in the site's own as soon as it is there. Nothing is preloaded: a preload
 * would come before the text.
 */
export function siteFonts(): NonNullable<AstroUserConfig['fonts']> {
  return families.map((family) => ({
    name: family.name,
    cssVariable: family.cssVariable,
    provider: cutProvider(),
    fallbacks: fallbacksOf(family),
    optimizedFallbacks: false,
  }));
}
