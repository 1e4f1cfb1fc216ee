/** One hit of Pagefind: a page or, in `sub_results`, the part of it below a heading. */
interface Hit {
  readonly url: string;
  readonly excerpt: string;
}

/** A page that Pagefind found. */
export interface PageHit extends Hit {
  /** `facts`: when and where a session is. */
  readonly meta: { readonly title?: string; readonly facts?: string };
  readonly sub_results: readonly (Hit & { readonly title: string })[];
}

/** The most parts shown for one page. */
const PARTS = 3;

/**
 * The address of a hit with the found words as a text fragment. The browser itself then highlights
 * them on that page, without a script there (https://wicg.github.io/scroll-to-text-fragment/).
 */
function markedAddress({ url, excerpt }: Hit): string {
  const found = new DOMParser().parseFromString(excerpt, 'text/html').querySelectorAll('mark');
  const words = new Set(
    [...found].map(({ textContent }) =>
      textContent.replace(/^[^\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, ''),
    ),
  );
  const directives = [...words]
    .filter((word) => word !== '')
    .map((word) => `text=${encodeURIComponent(word).replaceAll('-', '%2D')}`);
  if (directives.length === 0) return url;
  return `${url}${url.includes('#') ? '' : '#'}:~:${directives.join('&')}`;
}

function hitLink(hit: Hit, title: string): HTMLElement {
  const link = document.createElement('a');
  link.href = markedAddress(hit);
  link.textContent = title;
  return link;
}

/** Removes the first characters of a text, whatever elements they stand in. */
function removeStart(element: HTMLElement, characters: number): void {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = characters;
  while (left > 0 && texts.nextNode() !== null) {
    const { currentNode } = texts;
    if (!(currentNode instanceof Text)) break;
    const cut = Math.min(left, currentNode.length);
    currentNode.deleteData(0, cut);
    left -= cut;
  }
}

/** The excerpt of a hit, without the heading that it may begin with: the link above says the same. */
function hitExcerpt({ excerpt: html }: Hit, heading: string): HTMLElement[] {
  const excerpt = document.createElement('p');
  // Pagefind escapes the text and only adds its marks.
  excerpt.innerHTML = html;
  const { textContent: text } = excerpt;
  if (text.startsWith(heading)) {
    // Pagefind ends a heading with a full stop.
    const [ending = ''] = /^[.\s]*/.exec(text.slice(heading.length)) ?? [];
    removeStart(excerpt, heading.length + ending.length);
    for (const mark of excerpt.querySelectorAll('mark:empty')) mark.remove();
  }
  return excerpt.textContent === '' ? [] : [excerpt];
}

/** A page that was found, as an item of the list: its name, and the parts that hold the words. */
export function resultElement(hit: PageHit): HTMLElement {
  const item = document.createElement('li');
  const title = hit.meta.title ?? hit.url;
  item.append(hitLink(hit, title));
  if (hit.meta.facts !== undefined) {
    const facts = document.createElement('p');
    facts.className = 'hit-facts';
    facts.textContent = hit.meta.facts;
    item.append(facts);
  }
  const parts = hit.sub_results.filter(({ url }) => url.includes('#')).slice(0, PARTS);
  if (parts.length === 0) {
    item.append(...hitExcerpt(hit, title));
  } else {
    const list = document.createElement('ul');
    list.append(
      ...parts.map((part) => {
        const entry = document.createElement('li');
        entry.append(hitLink(part, part.title), ...hitExcerpt(part, part.title));
        return entry;
      }),
    );
    item.append(list);
  }
  return item;
}
