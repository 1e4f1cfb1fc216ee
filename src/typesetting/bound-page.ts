import { bindEnd, bindWords } from './bound-words.ts';

/** A tag or a comment. Attributes may hold `>`. */
const tag = /(<!--[\s\S]*?-->|<\/?[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>)/gi;
/** Elements whose text is no prose, or whose spaces count. */
const left = /^(head|script|style|textarea|select|option|pre|code|svg|template|title)$/;
/** Elements that end in a line of their own. */
const block =
  /^(p|li|h[1-6]|dd|dt|figcaption|caption|legend|td|th|br|div|ul|ol|dl|section|header)$/;
const ending = /^(p|li|h[1-6]|dd|figcaption)$/;

const nameOf = (part: string): string => /^<\/?([a-z][\w-]*)/i.exec(part)?.[1]?.toLowerCase() ?? '';

/**
 * A page, as HTML, with no-break spaces in its text, by the rules of `bindWords` and `bindEnd`.
 * Attributes, scripts, form controls and code stay as they are.
 */
export function bindPage(html: string): string {
  const parts = html.split(tag);
  let outside = '';
  let title = false;
  /** The indexes of the texts since the last block began. */
  let texts: number[] = [];
  parts.forEach((part, index) => {
    if (index % 2 === 0) {
      if (outside !== '' || part.trim() === '') {
        if (outside === '' && part !== '') texts.push(index);
        return;
      }
      parts[index] = bindWords(part, title);
      texts.push(index);
      return;
    }
    const name = nameOf(part);
    const closes = part.startsWith('</');
    if (outside !== '') {
      if (closes && name === outside) outside = '';
      return;
    }
    if (!closes && left.test(name)) outside = name;
    if (!block.test(name)) return;
    if (closes && ending.test(name)) {
      const bound = bindEnd(texts.map((text) => parts[text] ?? ''));
      texts.forEach((text, at) => (parts[text] = bound[at] ?? ''));
    }
    texts = [];
    title = !closes && /^h[1-6]$/.test(name);
  });
  return parts.join('');
}
