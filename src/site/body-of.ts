import type { CollectionEntry } from 'astro:content';
import type { Body } from '../programme/abstract.ts';

/** The text of a session's or a speaker's file below its frontmatter. */
export function bodyOf({
  body: text = '',
  filePath: path = '',
}: CollectionEntry<'sessions' | 'speakers'>): Body {
  return { text, path };
}
