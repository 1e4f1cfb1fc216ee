import { markdownToMdast, type MdastNode, mdxToMdast } from 'satteri';

/** What Markdown can do here beyond the common notation: also a term with its definitions. */
export const features = { gfm: true, smartPunctuation: true, definitionList: true };

/**
 * The tree of a text, from the parser that makes the pages: MDX if `path` ends in `.mdx`, otherwise Markdown. There
 * may be frontmatter above it.
 * @throws Error if the text is MDX and cannot be read.
 */
export function readMarkdown(text: string, path: string): MdastNode {
  return (path.endsWith('.mdx') ? mdxToMdast : markdownToMdast)(text, {
    features: { ...features, frontmatter: true },
  });
}

/** What is inside a node. */
export function childrenOf(node: MdastNode): readonly MdastNode[] {
  return 'children' in node ? node.children : [];
}

/** The words that a node shows: text and code, without pictures. */
export function wordsOf(node: MdastNode): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value;
  return childrenOf(node).map(wordsOf).join('');
}
