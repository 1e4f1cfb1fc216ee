import { valueAt } from '../../explain/explain-shape.ts';
import { type Collection, type Present, slugIn } from '../../programme/collections.ts';
import type { SessionFrontmatter, SpeakerFrontmatter } from '../../programme/session.ts';
import { type Body, noBody, readBody } from './body.ts';
import { characterFindings, wholeFindings } from './characters.ts';
import { frontmatterIn, lackOf } from './frontmatter.ts';
import type { Finding } from './mistake.ts';
import { readYaml, schemaFindings, type YamlSource } from './yaml-source.ts';

/** A file of a collection as written. */
export interface EntrySource<Frontmatter> {
  /** The path from the content folder: `sessions/opening.md`. */
  readonly path: string;
  /** The file's name without folder and extension. */
  readonly slug: string;
  /** The page's address on the site. */
  readonly address: string;
  /** The value at a path of the frontmatter, as written; undefined if there is none. */
  readonly written: (...path: (string | number)[]) => unknown;
  readonly lineOf: YamlSource['lineOf'];
  /** The frontmatter, if it fits its schema. */
  readonly frontmatter: Frontmatter | undefined;
  readonly body: Body;
  /** The mistakes in its frontmatter alone, or in the text as a whole. */
  readonly findings: readonly Finding[];
  /** Whether it is public. An unreadable file is not. */
  readonly isPublic: (present: Present) => boolean;
}

export type SessionSource = EntrySource<SessionFrontmatter>;
export type SpeakerSource = EntrySource<SpeakerFrontmatter>;

/** Reads a file of a collection from its text. */
function readEntry<Frontmatter>(
  collection: Collection<Frontmatter>,
  path: string,
  slug: string,
  text: string,
): EntrySource<Frontmatter> {
  const { thing, schema, keys } = collection;
  const at = { path, slug, address: collection.address(slug) };
  const frontmatter = frontmatterIn(text);
  const whole = wholeFindings(text);
  if (frontmatter === undefined || whole.length > 0) {
    const { finding, bodyReadable } = lackOf(text, thing, keys);
    const body = bodyReadable && whole.length === 0 ? readBody(text, path) : noBody;
    const empty = { written: () => undefined, lineOf: () => 1, frontmatter: undefined };
    const findings = whole.length > 0 ? whole : [finding];
    return { ...at, ...empty, body, findings, isPublic: () => false };
  }
  const source = readYaml(frontmatter, 'frontmatter');
  const { data } = schema.safeParse(source.value);
  const body = readBody(text, path);
  return {
    ...at,
    written: (...place) => valueAt(source.value, place),
    lineOf: source.lineOf,
    frontmatter: data,
    body,
    findings: [
      ...characterFindings(text),
      ...source.broken,
      ...(data === undefined ? schemaFindings(schema, source) : []),
      ...(body.broken === undefined ? [] : [body.broken]),
    ],
    isPublic: (present) => data !== undefined && collection.isPublic(data, slug, present),
  };
}

/** Reads a collection's files from all texts by path. */
export function readEntries<Frontmatter>(
  collection: Collection<Frontmatter>,
  texts: ReadonlyMap<string, string>,
): EntrySource<Frontmatter>[] {
  return [...texts].flatMap(([path, text]) => {
    const slug = slugIn(collection, path);
    return slug === undefined ? [] : [readEntry(collection, path, slug, text)];
  });
}
