import type { Words } from 'virtual:words';

// The type follows from `en.yaml`: a build, `astro sync` and `astro check` write it anew.
export type { Words } from 'virtual:words';

/**
 * Whether a value has been put together from a language's words and those of the content. What stands in
 * them was checked by the check of the content.
 */
export function isWords(value: unknown): value is Words {
  return typeof value === 'object' && value !== null && 'language' in value;
}
