import type { MdastNode } from 'satteri';
import { childrenOf, wordsOf } from './read-markdown.ts';

/** How the links of a text are completed, and the addresses that it defines apart. */
interface Portable {
  readonly complete: (url: string) => string;
  readonly defined: ReadonlyMap<string, string>;
}

/** Marks where Markdown would read more than the letters. A text without any stays as it is. */
function escaped(text: string): string {
  return text
    .replaceAll(/\\(?=[!-/:-@[-`{-~])/g, String.raw`\\`)
    .replaceAll(/`|<(?=[a-z/!?])|&(?=#?\w+;)|\](?=\()|!(?=\[)/gi, String.raw`\$&`)
    .replaceAll(/\*(?=\S)|(?<=\S)\*|~(?=~)|(?<=\S)~/g, String.raw`\$&`)
    .replaceAll(/(?<![\p{L}\p{N}])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}])/gu, String.raw`\_`)
    .replaceAll(/^(#{1,6}|[-+>]|[-=]+)(?=\s|$)/gm, String.raw`\$&`)
    .replaceAll(/^(\d+)(?=[.)](\s|$))/gm, '$1\\');
}

function definitions(node: MdastNode): [string, string][] {
  return node.type === 'definition'
    ? [[node.identifier, node.url]]
    : childrenOf(node).flatMap(definitions);
}

function code(value: string): string {
  const ticks = '`'.repeat(
    Math.max(0, ...Array.from(value.matchAll(/`+/g), ([run]) => run.length)) + 1,
  );
  const space = /^`|`$/.test(value) ? ' ' : '';
  return `${ticks}${space}${value}${space}${ticks}`;
}

function link(node: MdastNode, url: string, portable: Portable): string {
  const words = wordsOf(node);
  // An address that is its own words is a link wherever Markdown is read.
  const bare = [words, `http://${words}`, `mailto:${words}`].includes(url);
  const target = portable.complete(url).replaceAll(/[()\s]/g, encodeURIComponent);
  return bare ? words : `[${inline(node, portable)}](${target})`;
}

function inline(node: MdastNode, portable: Portable): string {
  const parts = childrenOf(node).map((child) => inlineNode(child, portable));
  // A link behind an exclamation mark would be a picture.
  return parts
    .map((part, index) => (parts[index + 1]?.startsWith('[') ? part.replace(/!$/, '\\!') : part))
    .join('');
}

function inlineNode(node: MdastNode, portable: Portable): string {
  const inside = () => inline(node, portable);
  switch (node.type) {
    case 'text':
      return escaped(node.value);
    case 'inlineCode':
      return code(node.value);
    case 'emphasis':
      return `*${inside()}*`;
    case 'strong':
      return `**${inside()}**`;
    case 'delete':
      return `~~${inside()}~~`;
    case 'break':
      return '\\\n';
    case 'link':
      return link(node, node.url, portable);
    case 'linkReference':
      return link(node, portable.defined.get(node.identifier) ?? '', portable);
    case 'image':
    case 'imageReference':
      return escaped(node.alt ?? '');
    case 'footnoteReference':
      return `[^${node.identifier}]`;
    default:
      return node.type === 'mdxJsxTextElement' && node.name === 'br' ? '\\\n' : inside();
  }
}

/** Lines below a first one, indented as part of it. */
function hanging(first: string, rest: string, text: string): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? first : line === '' ? '' : rest) + line)
    .join('\n');
}

function list(node: Extract<MdastNode, { type: 'list' }>, portable: Portable): string {
  const items = node.children.map((item, index) => {
    const marker = node.ordered ? `${(node.start ?? 1) + index}. ` : '- ';
    const between = 'spread' in item && item.spread ? '\n\n' : '\n';
    return hanging(marker, ' '.repeat(marker.length), blocks(item, portable, between));
  });
  return items.join(node.spread ? '\n\n' : '\n');
}

function table(node: Extract<MdastNode, { type: 'table' }>, portable: Portable): string {
  const [head = '', ...rows] = node.children.map((row) => {
    const cells = childrenOf(row).map((cell) =>
      inline(cell, portable).replaceAll(/(?<!\\)\|/g, String.raw`\|`),
    );
    return `| ${cells.join(' | ')} |`;
  });
  const rule = `|${' --- |'.repeat(childrenOf(node.children[0] ?? node).length)}`;
  return [head, rule, ...rows].join('\n');
}

function block(node: MdastNode, portable: Portable): string {
  switch (node.type) {
    case 'paragraph':
      return inline(node, portable).trim();
    case 'heading':
      return `${'#'.repeat(node.depth)} ${inline(node, portable)}`;
    case 'thematicBreak':
      return '---';
    case 'code':
      return hanging('    ', '    ', node.value);
    case 'blockquote':
      return hanging('> ', '> ', blocks(node, portable)).replaceAll(/^$/gm, '>');
    case 'list':
      return list(node, portable);
    case 'table':
      return table(node, portable);
    case 'descriptionTerm':
      return `**${inline(node, portable)}**`;
    case 'footnoteDefinition':
      return `[^${node.identifier}]: ${hanging('', '    ', blocks(node, portable))}`;
    default:
      return blocks(node, portable);
  }
}

function blocks(node: MdastNode, portable: Portable, between = '\n\n'): string {
  return childrenOf(node)
    .map((child) => block(child, portable))
    .filter((text) => text !== '')
    .join(between);
}

/**
 * A text as Markdown for readers elsewhere: complete addresses, no escapes or entities but those that Markdown needs,
 * no pictures, components or HTML.
 */
export function portableMarkdown(root: MdastNode, complete: (url: string) => string): string {
  return blocks(root, { complete, defined: new Map(definitions(root)) });
}
