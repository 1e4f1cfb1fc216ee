import { authorComponents, authorElements } from '../../event/author-components.ts';
import type { Words } from '../../explain/explain-codes.ts';
import { unknownComponent } from './component-words.ts';
import type { Finding } from './mistake.ts';

const voidElements = new Set(['br', 'hr', 'img', 'wbr']);

function isKnown(name: string): boolean {
  return authorComponents.has(name) || authorElements.has(name);
}

function unclosed(name: string): Words {
  if (voidElements.has(name)) return [`<${name}> is never closed`, `Write <${name} />.`];
  if (!isKnown(name)) return unknownComponent(name);
  return [
    `<${name}> is never closed`,
    `Write </${name}> after its text, or <${name} /> if it has none.`,
  ];
}

function wronglyClosed(message: string): Words {
  const [closing = '', opened] = Array.from(message.matchAll(/`<([^`]*)>`/g), ([, tag]) => tag);
  const name = closing.replace('/', '');
  return opened === undefined
    ? [
        `</${name}> closes something that was never opened`,
        `Write <${name}> before it, or remove it.`,
      ]
    : !isKnown(opened)
      ? unknownComponent(opened)
      : [`</${name}> is where <${opened}> should be closed`, `Write </${opened}>.`];
}

/** The words for a `<` that starts nothing readable, between the text before and after the sign. */
function unreadableTag(before: string, after: string): Words {
  if (after.startsWith('!'))
    return ['"<!--" does not start a comment here', 'Write {/* words */}.'];
  if (/^(https?:|[^\s>]+@)/.test(after)) {
    return ['an address between < and > is not a link here', 'Write [words](address).'];
  }
  const name = /^\/?([A-Za-z]\w*)/.exec(after)?.[1];
  if (name === undefined || /[\p{L}\d]$/u.test(before))
    return ['the sign < starts a component here', 'Write \\< to show it.'];
  return [
    `the attributes of <${name}> cannot be read`,
    'Write each as name="value", with a quotation mark on both sides.',
  ];
}

function wordsFor(message: string, before: string, after: string): Words {
  if (message.startsWith('Unexpected closing tag')) return wronglyClosed(message);
  const open = /^Expected (?:a|the) closing tag.*?`<\/?([^`>]*)>`/.exec(message)?.[1];
  if (open !== undefined) return unclosed(open);
  if (message.includes('expression')) {
    return [
      'braces start code here, which is not allowed in content',
      'Write \\{ and \\} to show them.',
    ];
  }
  if (message.startsWith('Unexpected character')) return unreadableTag(before, after);
  const plain = message.replace(/\s*\((?:mdx|note)[^)]*\)/g, '').replace(/\.$/, '');
  return [`the text cannot be read (${plain})`, 'Correct it.'];
}

/**
 * A fatal error of the Markdown parser, in plain words. Its message starts with `line:column: `,
 * counted in the file's whole text.
 */
export function mdxFinding(error: unknown, text: string): Finding {
  const complaint = error instanceof Error ? error.message : String(error);
  const [, line = '1', column = '1', message = complaint] =
    /^(\d+):(\d+): (.*)$/s.exec(complaint) ?? [];
  const lineText = text.split('\n').at(Number(line) - 1) ?? '';
  const before = lineText.slice(0, Number(column) - 1);
  const after = lineText.slice(before.length).replace(/^</, '');
  const [what, remedy] = wordsFor(message, before, after);
  // A tag with a wrong end is reported at its end, unless its own name is wrong.
  const atOpening = message.startsWith('Expected') || what.startsWith('there is no');
  const opened = /`<[^`]*>`(?: opened at)? \(?(\d+):\d+\)/.exec(message)?.[1];
  return { line: Number((atOpening ? opened : undefined) ?? line), what, remedy };
}
