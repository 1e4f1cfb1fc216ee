/** The longest description in search results and feeds, in characters. */
const longest = 200;

/** The words of a Markdown text on one line, as readers see them. */
function plainText(markdown: string): string {
  return markdown
    .replace(/<[^>]*>/g, ' ')
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]*)\](\([^)]*\)|\[[^\]]*\])/g, '$1')
    .replace(/(\*\*|__|~~|`+)/g, '')
    .replace(/(^|\W)[*_](\S(?:[^*_\n]*\S)?)[*_](?=\W|$)/g, '$1$2')
    .replace(/^\s*(>|[-*+]|\d+[.)])\s+/gm, '')
    .replace(/\\([\\`*_{}[\]()#+.!<>~|-])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

function shortened(text: string): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longest / 2)).replace(/[,;:.\s]+$/, '')}…`;
}

/**
 * What a session is about in a sentence or two of plain text: its description, or else the first
 * paragraph of its abstract, cut at a word; empty if there is neither.
 */
export function descriptionOf(
  { description }: { readonly description?: string | undefined },
  body: string,
): string {
  if (description !== undefined) return description;
  const paragraphs = body.replaceAll('\r\n', '\n').split(/\n\s*\n/);
  const first = paragraphs.find((paragraph) => !/^\s*(#|$|import |export |```)/.test(paragraph));
  return shortened(plainText(first ?? ''));
}
