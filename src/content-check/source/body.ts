import Slugger from 'github-slugger';
import type { MdastNode } from 'satteri';
import { childrenOf, readMarkdown, wordsOf } from '../../markdown/read-markdown.ts';
import { mdxFinding } from './mdx-words.ts';
import type { Finding } from './mistake.ts';

/** A part of a page's text, and the line where it begins. */
export interface Placed<Node = MdastNode> {
  readonly line: number;
  readonly node: Node;
}

type Of<Type extends MdastNode['type']> = Extract<MdastNode, { type: Type }>;

/** The text of a page below its frontmatter, split into the parts that are checked. */
export interface Body {
  /** The lines of the file, as written. */
  readonly lines: readonly string[];
  /** Every node in text order. */
  readonly nodes: readonly Placed[];
  /** The headings as they appear in addresses (`#where-it-is`), made the way Astro makes them. */
  readonly headings: readonly string[];
  /** Set if the text is unreadable. Its headings are unknown then. */
  readonly broken: Finding | undefined;
}

function nodesIn(node: MdastNode, line = 1): Placed[] {
  const own = node.position?.start.line ?? line;
  return [{ line: own, node }, ...childrenOf(node).flatMap((child) => nodesIn(child, own))];
}

/** Whether a node has a type; narrows the node's own. */
export function ofType<Type extends MdastNode['type']>(type: Type) {
  return (placed: Placed): placed is Placed<Of<Type>> => placed.node.type === type;
}

/** The body of a text that cannot be separated from its frontmatter. */
export const noBody: Body = { lines: [], nodes: [], headings: [], broken: undefined };

/**
 * Reads the body of a page, a session or a speaker: Markdown or MDX, by the file's extension. The
 * text starts at the file's first line, so that line numbers are the file's.
 */
export function readBody(text: string, path: string): Body {
  const lines = text.split('\n');
  try {
    const nodes = nodesIn(readMarkdown(text, path));
    const slugger = new Slugger();
    const headings = nodes.filter(ofType('heading')).map(({ node }) => slugger.slug(wordsOf(node)));
    return { lines, nodes, headings, broken: undefined };
  } catch (error) {
    return { lines, nodes: [], headings: [], broken: mdxFinding(error, text) };
  }
}
