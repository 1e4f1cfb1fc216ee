import type { MdastNode } from 'satteri';
import { childrenOf } from './read-markdown.ts';

const apart = new Set<MdastNode['type']>([
  'paragraph',
  'list',
  'listItem',
  'descriptionTerm',
  'descriptionDetails',
  'blockquote',
  'mdxJsxFlowElement',
]);
// They are no part of what a text says first.
const beside = new Set<MdastNode['type']>([
  'heading',
  'code',
  'table',
  'thematicBreak',
  'footnoteDefinition',
]);

function shown(node: MdastNode): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value;
  if (node.type === 'image' || node.type === 'imageReference') return node.alt ?? '';
  if (node.type === 'break') return ' ';
  if (node.type === 'mdxJsxTextElement' && node.name === 'br') return ' ';
  const inside = childrenOf(node).map(shown).join('');
  return apart.has(node.type) ? ` ${inside} ` : inside;
}

/** The words of the first paragraph, list or quotation of a text on one line; empty if there is none. */
export function firstWords(root: MdastNode): string {
  for (const node of childrenOf(root)) {
    const words = beside.has(node.type) ? '' : shown(node).replaceAll(/\s+/g, ' ').trim();
    if (words !== '') return words;
  }
  return '';
}
