import { bindWords, type TextKind } from './bound-words.ts';

/** A tag or a comment. Attributes may hold `>`. */
const tag = /(<!--[\s\S]*?-->|<\/?[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>)/gi;
/** Elements whose text is no prose, or whose spaces count. */
const left = /^(head|script|style|textarea|select|option|pre|code|svg|template|title)$/;
/** Elements that end in a line of their own. */
const block =
  /^(p|li|h[1-6]|dd|dt|figcaption|caption|legend|td|th|br|div|ul|ol|dl|section|header)$/;
const ending = /^(p|li|h[1-6]|dd|figcaption)$/;

const nameOf = (part: string): string => /^<\/?([a-z][\w-]*)/i.exec(part)?.[1]?.toLowerCase() ?? '';

/** What the text in an element is. */
function kindOf(name: string): TextKind {
  if (name === 'h1') return 'title';
  return /^h[2-6]$/.test(name) ? 'heading' : 'prose';
}

/**
 * A page, as HTML, with no-break spaces in its text, by the rules of `bindWords`.
 * Attributes, scripts, form controls and code stay as they are.
 */
export function bindPage(html: string): string {
  const parts = html.split(tag);
  let outside = '';
  let kind: TextKind = 'prose';
  /** The indexes of the texts since the last block began. */
  let texts: number[] = [];
  const endBlock = (ends: boolean) => {
    const bound = bindWords(
      texts.map((index) => parts[index] ?? ''),
      kind,
      ends,
    );
    texts.forEach((index, at) => (parts[index] = bound[at] ?? ''));
    texts = [];
  };
  const enterTag = (part: string) => {
    const name = nameOf(part);
    const closes = part.startsWith('</');
    if (outside !== '') {
      if (closes && name === outside) outside = '';
      return;
    }
    if (!closes && left.test(name)) outside = name;
    if (!block.test(name)) return;
    endBlock(closes && ending.test(name));
    kind = closes ? 'prose' : kindOf(name);
  };
  parts.forEach((part, index) => {
    // Tags stand between texts.
    if (index % 2 === 1) enterTag(part);
    else if (outside === '') texts.push(index);
  });
  endBlock(false);
  return parts.join('');
}
