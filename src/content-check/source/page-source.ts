import { valueAt } from '../../explain/explain-shape.ts';
import { pageAddress, pageSchema } from '../../event/page.ts';
import { type Body, noBody, readBody } from './body.ts';
import { characterFindings } from './characters.ts';
import { frontmatterIn, lackOf } from './frontmatter.ts';
import type { Finding } from './mistake.ts';
import { readYaml, schemaFindings, type YamlSource } from './yaml-source.ts';

/** A page of the content folder as it is written. */
export interface PageSource {
  /** Its file, from the content folder: `venue.mdx`. */
  readonly path: string;
  /** Where it stands on the site. */
  readonly address: string;
  /** The line that says so, or the first; undefined where the frontmatter cannot be read. */
  readonly addressLine: number | undefined;
  /** From when it is public, as it is written; undefined where it always is. */
  readonly publishFrom: string | undefined;
  readonly body: Body;
  /** What is wrong with its frontmatter, or with the text as a whole. */
  readonly findings: readonly Finding[];
}

/** The pages without which no site is built. */
const always = new Set(['404.mdx', 'privacy.mdx', 'register.mdx', 'search.mdx']);

/** A page that the site cannot do without may not wait. */
function waitingFindings(path: string, address: string, source: YamlSource): Finding[] {
  const waits = valueAt(source.value, ['publish_from']) !== undefined;
  if (!waits || !(always.has(path) || address === '/')) return [];
  const what = 'the site always needs this page';
  return [{ line: source.lineOf(['publish_from']), what, remedy: 'Remove the line.' }];
}

function withoutFrontmatter(path: string, text: string): PageSource {
  const { finding, bodyReadable } = lackOf(text, 'page', ['title', 'description']);
  return {
    path,
    address: fileAddress(path),
    addressLine: undefined,
    publishFrom: undefined,
    body: bodyReadable ? readBody(text, path) : noBody,
    findings: [finding],
  };
}

function fileAddress(path: string): string {
  return pageAddress(path.replace(/\.mdx$/, ''), {});
}

/** Reads a page from its text. */
export function readPage(path: string, text: string): PageSource {
  const frontmatter = frontmatterIn(text);
  if (frontmatter === undefined) return withoutFrontmatter(path, text);
  const source = readYaml(frontmatter, 'frontmatter');
  const { address, publish_from } = pageSchema.shape;
  const parsed = address.safeParse(valueAt(source.value, ['address']));
  const body = readBody(text, path);
  const addressPath = parsed.data === undefined ? [] : ['address'];
  return {
    path,
    address: parsed.data ?? fileAddress(path),
    addressLine:
      parsed.success && source.value !== undefined ? source.lineOf(addressPath) : undefined,
    publishFrom: publish_from.safeParse(valueAt(source.value, ['publish_from'])).data,
    body,
    findings: [
      ...characterFindings(text),
      ...source.broken,
      ...schemaFindings(pageSchema, source),
      ...waitingFindings(path, parsed.data ?? fileAddress(path), source),
      ...(body.broken === undefined ? [] : [body.broken]),
    ],
  };
}
