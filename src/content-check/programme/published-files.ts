import type { FrontmatterFile, PublishedFiles } from '../../programme/publication.ts';
import { frontmatterIn } from '../source/frontmatter.ts';
import type { WrittenProgramme } from './programme-targets.ts';
import { readYaml } from '../source/yaml-source.ts';
import type { SessionSource, SpeakerSource } from '../source/session-source.ts';

function pageFile([path, text]: readonly [string, string]): FrontmatterFile {
  return { path, frontmatter: readYaml(frontmatterIn(text) ?? '', 'frontmatter').value };
}

function writtenFile({ path, written }: SessionSource | SpeakerSource): FrontmatterFile {
  return { path, frontmatter: written() };
}

/**
 * The files that say when they are published, from the folder's texts and the programme that is
 * written in them. What cannot be read has no frontmatter.
 */
export function filesOf(
  texts: ReadonlyMap<string, string>,
  { sessions, speakers }: WrittenProgramme,
): PublishedFiles {
  return {
    pages: [...texts].filter(([path]) => /^[^/]+\.mdx$/.test(path)).map(pageFile),
    sessions: sessions.map(writtenFile),
    speakers: speakers.map(writtenFile),
  };
}
