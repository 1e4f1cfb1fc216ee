import type { SessionFrontmatter, SpeakerFrontmatter } from '../../programme/session.ts';
import type { Body } from './body.ts';
import type { Finding } from './mistake.ts';
import type { YamlSource } from './yaml-source.ts';

/** The file of a session or a speaker as it is written. */
export interface ProgrammeSource<Frontmatter> {
  /** Its file, from the content folder: `sessions/opening.md`. */
  readonly path: string;
  /** The file's name without its ending. */
  readonly slug: string;
  /** The value at a place of the frontmatter as it is written; undefined without one. */
  readonly written: (...path: (string | number)[]) => unknown;
  readonly lineOf: YamlSource['lineOf'];
  /** The frontmatter, where nothing in it is against its schema. */
  readonly frontmatter: Frontmatter | undefined;
  readonly body: Body;
  /** What is wrong with its frontmatter by itself, or with the text as a whole. */
  readonly findings: readonly Finding[];
}

export type SessionSource = ProgrammeSource<SessionFrontmatter>;
export type SpeakerSource = ProgrammeSource<SpeakerFrontmatter>;
