/** A description in search results and feeds is at most so many characters. */
const longest = 200;

/** Markdown as the words that a reader sees, on one line. */
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
 * What a session is about in one or two sentences of plain text: its description, or else the first
 * paragraph of its abstract, shortened at a word; empty where there is neither.
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
