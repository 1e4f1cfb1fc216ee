import { markdownToHtml } from 'satteri';
import TurndownService from 'turndown';
import { sameAddress } from '../../../programme/foreign-links.ts';
import { leftOut, withAddressesHidden } from './addresses.ts';

const inline =
  'a|abbr|b|bdi|bdo|big|br|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span';
const more = 'strike|strong|sub|sup|time|tt|u|var|wbr|img|picture|source|label';
const blocks =
  'address|article|aside|blockquote|body|center|dd|details|div|dl|dt|figcaption|figure|footer|h[1-6]|head|header|hr|html|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul';
const dropped =
  'audio|base|button|canvas|embed|form|frame|frameset|iframe|input|link|math|meta|noscript|object|option|script|select|style|svg|template|textarea|title|video';
const tag = new RegExp(`<(?!/?(?:${inline}|${more}|${blocks}|${dropped})(?:\\s[^<>]*)?/?>)`, 'gi');
const blockTag = new RegExp(`^\\s*<(?:${blocks})(?:\\s[^<>]*)?/?>`, 'i');

function turndown(): TurndownService {
  const service = new TurndownService({
    headingStyle: 'atx',
    codeBlockStyle: 'fenced',
    bulletListMarker: '-',
    emDelimiter: '_',
    br: '\\',
  });
  const escaped = service.escape.bind(service);
  service.escape = (text) =>
    escaped(text)
      .replaceAll(/[<{}]/g, String.raw`\$&`)
      .replaceAll(/&(?=[#\w]+;)/g, String.raw`\&`);
  service.remove((node) => new RegExp(`^(?:${dropped})$`, 'i').test(node.nodeName));
  // A heading from another document does not fit the page's outline.
  service.addRule('heading', {
    filter: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
    replacement: (content) => {
      const words = content.replaceAll('**', '').trim();
      return words === '' ? '' : `\n\n**${words}**\n\n`;
    },
  });
  // A picture would load from elsewhere. Its alternative text stays.
  service.addRule('picture', {
    filter: 'img',
    replacement: (_, node) => ('alt' in node ? service.escape(String(node.alt)) : ''),
  });
  service.addRule('cell', {
    filter: ['th', 'td'],
    replacement: (content) =>
      ` ${content
        .trim()
        .replaceAll(/\s*\n\s*/g, ' ')
        .replaceAll(/(?<!\\)\|/g, String.raw`\|`)} |`,
  });
  service.addRule('row', {
    filter: 'tr',
    replacement: (content) => `|${content.replaceAll('\n', '')}\n`,
  });
  service.addRule('table', {
    filter: 'table',
    replacement: (content) => {
      const [head = '', ...rows] = content.split('\n').filter((line) => line.startsWith('|'));
      const cells = head.split(/(?<!\\)\|/).length - 2;
      return head === ''
        ? content
        : `\n\n${[head, `|${' --- |'.repeat(cells)}`, ...rows].join('\n')}\n\n`;
    },
  });
  service.addRule('link', {
    filter: 'a',
    replacement: (content, node) => {
      const target = 'getAttribute' in node ? (node.getAttribute('href') ?? '') : '';
      if (content.trim() === '' || !/^https?:\/\/[^\s<>()]+$/i.test(target)) return content;
      return target.includes(leftOut) || !URL.canParse(target)
        ? content
        : `[${content}](${target})`;
    },
  });
  return service;
}

const service = turndown();

function depth(line: string): number {
  return /^[ \t]*/.exec(line)?.[0].length ?? 0;
}

/** Removes the indentation that all lines of a text share. */
function dedented(text: string): string {
  const lines = text
    .replaceAll(/\r\n?/g, '\n')
    .replace(/^\s*\n/, '')
    .split('\n');
  const rest = lines.slice(1).filter((line) => line.trim() !== '');
  const least = rest.length === 0 ? 0 : Math.min(...rest.map(depth));
  return [lines[0]?.trimStart() ?? '', ...lines.slice(1).map((line) => line.slice(least))].join(
    '\n',
  );
}

/** Markdown as HTML, rendered as the site does except for quotation marks. */
function html(markdown: string): string {
  return markdownToHtml(markdown, { features: { gfm: true, smartPunctuation: false } }).html;
}

/**
 * A foreign text (HTML, Markdown or plain) as harmless Markdown with the same words: no tags,
 * expressions, pictures or e-mail addresses, and no links except to the Web.
 */
export function safeMarkdown(text: string): string {
  const clean = withAddressesHidden(text.replaceAll(/[^\P{Cc}\n\r\t]|\uFFFD|<!--[^]*?-->/gu, ''));
  const linked = dedented(clean).replaceAll(/<(https?:\/\/[^\s<>]+)>/gi, '$1');
  const known = linked.replaceAll(tag, '&lt;');
  const markdown = service.turndown(blockTag.test(known) ? known : html(known));
  return (
    markdown
      .replaceAll('\u00A0', ' ')
      .replaceAll('\t', '  ')
      // The content check takes this for a link that is never closed.
      .replaceAll(String.raw`\](`, String.raw`\] (`)
      .replaceAll(/[ ]+$/gm, '')
      .replaceAll(/^( *)(-|\d+\.) {2,3}(?=\S)/gm, '$1$2 ')
      .trim()
  );
}

/** The addresses without encryption to which a Markdown text links. */
export function unencryptedLinks(markdown: string): string[] {
  if (!/http:/i.test(markdown)) return [];
  const targets = html(markdown).matchAll(/href="(http:[^"]*)"/gi);
  return Array.from(targets, ([, url = '']) => sameAddress(url.replaceAll('&amp;', '&')));
}

/** The letters and digits of a Markdown text. They are equal if two texts say the same. */
export function wordsIn(markdown: string): string {
  return html(markdown)
    .replaceAll(/<[^>]*>|&#?\w+;/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}

/** The parts of an abstract as one text, without parts that another one contains. */
export function joined(parts: readonly (string | undefined)[]): string {
  const texts = parts.flatMap((part) => (part === undefined ? [] : [safeMarkdown(part)]));
  const words = texts.map(wordsIn);
  const said = texts.filter((text, index) => {
    const own = words[index] ?? '';
    return (
      text !== '' &&
      !words.some(
        (other, position) =>
          position !== index && other.includes(own) && (other !== own || position < index),
      )
    );
  });
  return said.join('\n\n');
}
