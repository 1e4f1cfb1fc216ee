import type { z } from 'zod';
import { valueAt } from '../../explain/explain-shape.ts';
import { noBody, readBody } from './body.ts';
import { characterFindings } from './characters.ts';
import { frontmatterIn, lackOf } from './frontmatter.ts';
import { withReadyId } from './session-ids.ts';
import { readYaml, schemaFindings } from './yaml-source.ts';
import { sessionSchema, speakerSchema } from '../../programme/session.ts';
import type { ProgrammeSource, SessionSource, SpeakerSource } from './session-source.ts';

interface Form<Frontmatter> {
  readonly thing: string;
  readonly schema: z.ZodType<Frontmatter>;
  /** What the frontmatter has to hold. */
  readonly keys: readonly string[];
}

function slugOf(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.mdx?$/, '');
}

function withoutFrontmatter(path: string, text: string, thing: string, keys: readonly string[]) {
  const { finding, bodyReadable } = lackOf(text, thing, keys);
  return {
    path,
    slug: slugOf(path),
    written: () => undefined,
    lineOf: () => 1,
    frontmatter: undefined,
    body: bodyReadable ? readBody(text, path) : noBody,
    findings: [finding],
  };
}

function readFile<Frontmatter>(
  path: string,
  text: string,
  { thing, schema, keys }: Form<Frontmatter>,
): ProgrammeSource<Frontmatter> {
  const frontmatter = frontmatterIn(text);
  if (frontmatter === undefined) return withoutFrontmatter(path, text, thing, keys);
  const source = readYaml(frontmatter, 'frontmatter');
  const { data } = schema.safeParse(source.value);
  const body = readBody(text, path);
  return {
    path,
    slug: slugOf(path),
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
  };
}

/** Reads a session from its text. */
export function readSession(path: string, text: string): SessionSource {
  const keys = ['id', 'title', 'kind'];
  const session = readFile(path, text, { thing: 'session', schema: sessionSchema, keys });
  return { ...session, findings: withReadyId(session.findings, session.slug) };
}

/** Reads a speaker from its text. */
export function readSpeaker(path: string, text: string): SpeakerSource {
  return readFile(path, text, { thing: 'speaker', schema: speakerSchema, keys: ['name'] });
}
