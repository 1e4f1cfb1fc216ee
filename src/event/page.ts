import { z } from 'zod';
import { isDate, isDateTime } from './dates.ts';

const words = z.string().trim().min(1);

/** The schema of a page's frontmatter (`content/*.mdx`). */
export const pageSchema = z.strictObject({
  title: words,
  /** One or two sentences for search engines, share cards and search results. */
  description: words.max(200),
  /** The page's address. By default it comes from the file's name: `venue.mdx` is `/venue/`. */
  address: z
    .string()
    .regex(/^\/([a-z0-9-]+\/)*$/, { error: 'page-address' })
    .optional(),
  /**
   * The page's position in the header's links, and its name there. Without it, it is not listed.
   */
  navigation: z.strictObject({ name: words, place: z.number().int().min(1) }).optional(),
  /** Words that find the page in the search, though it does not hold them. */
  search_words: z.array(words).default([]),
  /** False keeps the page out of the search index and the sitemap. */
  listed: z.boolean().default(true),
  /** Before this moment the page is not built. */
  publish_from: words
    .refine((text) => isDate(text) || isDateTime(text), { error: 'date-or-time' })
    .optional(),
});

export type PageFrontmatter = z.infer<typeof pageSchema>;

/** The address of a page below the site's root, with both slashes: `/venue/`. */
export function pageAddress(
  fileName: string,
  frontmatter: { address?: string | undefined },
): string {
  return frontmatter.address ?? `/${fileName}/`;
}
