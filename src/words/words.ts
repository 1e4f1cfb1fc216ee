import type { Words } from 'virtual:words';

// The type follows from `en.yaml`: a build, `astro sync` and `astro check` rewrite it.
export type { Words } from 'virtual:words';

/**
 * Whether a value was assembled from a language's words and the content's. The content check has
 * checked what is in it.
 */
export function isWords(value: unknown): value is Words {
  return typeof value === 'object' && value !== null && 'language' in value;
}
