/** One hit of Pagefind: a page or, in `sub_results`, the part of it below a heading. */
interface Hit {
  readonly url: string;
  readonly excerpt: string;
}

interface PageHit extends Hit {
  /** `facts`: when and where a session is. */
  readonly meta: { readonly title?: string; readonly facts?: string };
  readonly sub_results: readonly (Hit & { readonly title: string })[];
}

/** The part of the Component UI that scripts use. Its package has no types. */
interface Instance {
  on(event: 'search', react: (term: string) => void): void;
  on(event: 'loading' | 'results' | 'error', react: () => void): void;
  triggerSearch(term: string): void;
}

declare global {
  interface Window {
    PagefindComponents?: { getInstanceManager(): { getInstance(name: string): Instance } };
  }
}

interface ResultsElement extends HTMLElement {
  resultTemplate?: (hit: PageHit) => HTMLElement;
}

/** The most parts shown for one page. */
const PARTS = 3;
/** How long to wait for results before the page reports a failure, in milliseconds. */
const PATIENCE = 8000;

/**
 * The address of a hit with the found words as a text fragment. The browser itself then highlights
 * them on that page, without a script there (https://wicg.github.io/scroll-to-text-fragment/).
 */
export function markedAddress({ url, excerpt }: Hit): string {
  const found = new DOMParser().parseFromString(excerpt, 'text/html').querySelectorAll('mark');
  const words = new Set(
    [...found].map(({ textContent }) => textContent.replace(/^\W+|\W+$/gu, '')),
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

function hitExcerpt(hit: Hit): HTMLElement {
  const excerpt = document.createElement('p');
  // Pagefind escapes the text and only adds its marks.
  excerpt.innerHTML = hit.excerpt;
  return excerpt;
}

function resultElement(hit: PageHit): HTMLElement {
  const item = document.createElement('li');
  item.append(hitLink(hit, hit.meta.title ?? hit.url));
  if (hit.meta.facts !== undefined) {
    const facts = document.createElement('p');
    facts.className = 'hit-facts';
    facts.textContent = hit.meta.facts;
    item.append(facts);
  }
  const parts = hit.sub_results.filter(({ url }) => url.includes('#')).slice(0, PARTS);
  if (parts.length === 0) {
    item.append(hitExcerpt(hit));
  } else {
    const list = document.createElement('ul');
    list.append(
      ...parts.map((part) => {
        const entry = document.createElement('li');
        entry.append(hitLink(part, part.title), hitExcerpt(part));
        return entry;
      }),
    );
    item.append(list);
  }
  return item;
}

/** The words in the page's fragment. Unlike a query, it never leaves the browser. */
function wordsInAddress(): string {
  return new URLSearchParams(location.hash.slice(1)).get('q') ?? '';
}

/** Names the filters: a combobox gets no name from its content (WAI-ARIA 1.2). */
function nameFilters(page: HTMLElement): void {
  const filters = page.querySelectorAll('pagefind-filter-dropdown');
  const name = () => {
    for (const filter of filters) {
      const box = filter.querySelector('[role="combobox"]:not([aria-label])');
      box?.setAttribute('aria-label', filter.getAttribute('label') ?? '');
    }
  };
  name();
  // The Component UI draws them once it has the index.
  const observer = new MutationObserver(name);
  for (const filter of filters) observer.observe(filter, { childList: true, subtree: true });
}

function start(page: HTMLElement, failure: HTMLElement): void {
  const manager = window.PagefindComponents?.getInstanceManager();
  const results = page.querySelector<ResultsElement>('pagefind-results');
  if (manager === undefined || results === null) throw new Error('The search did not load');
  results.resultTemplate = resultElement;
  const instance = manager.getInstance('default');
  const show = () => {
    failure.hidden = false;
  };
  // Pagefind gives no error if a policy or a host blocks its index.
  let patience: ReturnType<typeof setTimeout> | undefined;
  instance.on('loading', () => {
    clearTimeout(patience);
    patience = setTimeout(show, PATIENCE);
  });
  instance.on('results', () => {
    clearTimeout(patience);
    failure.hidden = true;
  });
  instance.on('error', show);
  instance.on('search', (term) => {
    const fragment = term === '' ? '' : `#${new URLSearchParams({ q: term }).toString()}`;
    history.replaceState(null, '', location.pathname + fragment);
  });
  page.hidden = false;
  nameFilters(page);
  page.querySelector('input')?.focus();
  const words = wordsInAddress();
  if (words === '') return;
  const input = page.querySelector('input');
  if (input !== null) input.value = words;
  instance.triggerSearch(words);
}

async function load(page: HTMLElement, failure: HTMLElement): Promise<void> {
  const bundle = page.dataset['bundle'] ?? '';
  try {
    await import(/* @vite-ignore */ `${bundle}pagefind-component-ui.js`);
    start(page, failure);
  } catch {
    failure.hidden = false;
  }
}

const page = document.querySelector<HTMLElement>('[data-search]');
const failure = document.querySelector<HTMLElement>('[data-search-failure]');
if (page !== null && failure !== null) void load(page, failure);
