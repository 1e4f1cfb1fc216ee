import Slugger from 'github-slugger';
import { markdownToMdast, type MdastNode, mdxToMdast } from 'satteri';
import { mdxFinding } from './mdx-words.ts';
import type { Finding } from './mistake.ts';

/** A part of a page's text, and the line on which it begins. */
export interface Placed<Node = MdastNode> {
  readonly line: number;
  readonly node: Node;
}

type Of<Type extends MdastNode['type']> = Extract<MdastNode, { type: Type }>;

/** The text of a page below its frontmatter, in the parts that can be mistaken. */
export interface Body {
  /** Every node in the order of the text. */
  readonly nodes: readonly Placed[];
  /** The names of the headings in addresses (`#where-it-is`), as Astro makes them. */
  readonly headings: readonly string[];
  /** The text could not be read: nothing is known of its headings. */
  readonly broken: Finding | undefined;
}

// The parser and its options are those with which Astro renders the page.
const features = { gfm: true, smartPunctuation: true, frontmatter: true };

function nodesIn(node: MdastNode, line = 1): Placed[] {
  const own = node.position?.start.line ?? line;
  const children = 'children' in node ? node.children : [];
  return [{ line: own, node }, ...children.flatMap((child) => nodesIn(child, own))];
}

/** The words that a node shows: text and code, without signs and pictures. */
export function wordsOf(node: MdastNode): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value;
  return 'children' in node ? node.children.map(wordsOf).join('') : '';
}

/** Whether a node is of a type; narrows what holds it. */
export function ofType<Type extends MdastNode['type']>(type: Type) {
  return (placed: Placed): placed is Placed<Of<Type>> => placed.node.type === type;
}

/** What is known of a text that cannot be told from its frontmatter. */
export const noBody: Body = { nodes: [], headings: [], broken: undefined };

/**
 * Reads the body of a page, a session or a speaker: Markdown where the file's name ends so, and
 * otherwise MDX. The text begins at the file's first line, so that lines are the file's.
 */
export function readBody(text: string, path: string): Body {
  const read = path.endsWith('.md') ? markdownToMdast : mdxToMdast;
  try {
    const nodes = nodesIn(read(text, { features }));
    const slugger = new Slugger();
    const headings = nodes.filter(ofType('heading')).map(({ node }) => slugger.slug(wordsOf(node)));
    return { nodes, headings, broken: undefined };
  } catch (error) {
    return { nodes: [], headings: [], broken: mdxFinding(error, text) };
  }
}
