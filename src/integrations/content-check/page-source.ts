import { pageAddress, pageSchema } from '../../event/page.ts';
import { type Body, readBody } from './body.ts';
import { characterFindings } from './characters.ts';
import type { Finding } from './mistake.ts';
import { readYaml, schemaFindings } from './yaml-source.ts';

/** A page of the content folder as it is written. */
export interface PageSource {
  /** Its file, from the content folder: `venue.mdx`. */
  readonly path: string;
  /** Where it stands on the site. */
  readonly address: string;
  /** The line that says so, or the first; undefined where the frontmatter cannot be read. */
  readonly addressLine: number | undefined;
  readonly body: Body;
  /** What is wrong with its frontmatter, or with the text as a whole. */
  readonly findings: readonly Finding[];
}

const nothing: Body = { nodes: [], headings: [], broken: undefined };

function withoutFrontmatter(path: string, text: string): PageSource {
  const page = { path, address: fileAddress(path), addressLine: undefined };
  if (/^\s+---\n/.test(text)) {
    const what = 'empty lines stand above the frontmatter';
    return { ...page, body: nothing, findings: [{ line: 1, what, remedy: 'Remove them.' }] };
  }
  if (text.startsWith('---\n')) {
    const finding = {
      line: 1,
      what: 'the frontmatter that begins here is never closed',
      remedy: 'Write a line "---" below its last key.',
    };
    return { ...page, body: nothing, findings: [finding] };
  }
  const finding = {
    line: 1,
    what: 'the page has no frontmatter',
    remedy: 'Begin it with a line "---", then "title:" and "description:", then a line "---".',
  };
  return { ...page, body: readBody(text), findings: [finding] };
}

function fileAddress(path: string): string {
  return pageAddress(path.replace(/\.mdx$/, ''), {});
}

/** Reads a page from its text. */
export function readPage(path: string, text: string): PageSource {
  const frontmatter = /^---[ \t]*\n([^]*?)(?<=\n)---[ \t]*(?:\n|$)/.exec(text)?.[1];
  if (frontmatter === undefined) return withoutFrontmatter(path, text);
  const source = readYaml(frontmatter, 'frontmatter');
  const parsed = pageSchema.shape.address.safeParse(addressIn(source.value));
  const body = readBody(text);
  const addressPath = parsed.data === undefined ? [] : ['address'];
  return {
    path,
    address: parsed.data ?? fileAddress(path),
    addressLine:
      parsed.success && source.value !== undefined ? source.lineOf(addressPath) : undefined,
    body,
    findings: [
      ...characterFindings(text),
      ...source.broken,
      ...schemaFindings(pageSchema, source),
      ...(body.broken === undefined ? [] : [body.broken]),
    ],
  };
}

function addressIn(frontmatter: unknown): unknown {
  return typeof frontmatter === 'object' && frontmatter !== null && 'address' in frontmatter
    ? frontmatter.address
    : undefined;
}
