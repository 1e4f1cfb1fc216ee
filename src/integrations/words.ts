import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { wordsShape } from '../words/read-words.ts';
import { declarationOf } from '../words/shape.ts';

/**
 * Writes the type of the words from their English file, so that code with a missing word fails the
 * check.
 */
export function words(): AstroIntegration {
  return {
    name: 'words',
    hooks: {
      'astro:config:done': ({ config, injectTypes }) => {
        const texts = fileURLToPath(new URL('src/words/text.ts', config.root));
        const content = declarationOf(wordsShape(), texts);
        injectTypes({ filename: 'words.d.ts', content });
      },
    },
  };
}
