import { watchFetches } from './search-fetches.ts';
import { type PageHit, resultElement } from './search-hit.ts';
import { searchWords } from './search-query.ts';

/** The part of the Component UI that scripts use. Its package has no types. */
interface Instance {
  on(event: 'search', react: (term: string, filters: Filters) => void): void;
  on(event: 'results', react: (found: { readonly results: readonly unknown[] }) => void): void;
  on(event: 'loading' | 'error', react: () => void): void;
  triggerLoad(): Promise<void>;
  triggerSearch(term: string): void;
  readonly pagefindOptions: Record<string, unknown>;
  /** Whether it searches without a word, by the filters alone. */
  faceted: boolean;
}

/** The chosen values of each filter. */
type Filters = Readonly<Record<string, readonly string[]>> | undefined;

declare global {
  interface Window {
    PagefindComponents?: { getInstanceManager(): { getInstance(name: string): Instance } };
  }
}

interface ResultsElement extends HTMLElement {
  resultTemplate?: (hit: PageHit) => HTMLElement;
}

/** How long to wait for results before the page reports a failure, in milliseconds. */
const PATIENCE = 8000;
/** How much a page's name and its search words count, beside the words that it holds. */
const WEIGHTS = { title: 5, words: 5 };

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

/** The parts of the page that stand for what a search comes to. */
interface Answers {
  /** The number of results and their list. */
  readonly found: HTMLElement;
  /** What to do where there is no result. */
  readonly nothing: HTMLElement;
  /** That the search cannot be reached. */
  readonly failure: HTMLElement;
}

type Outcome = 'searching' | keyof Answers;

/** Shows one outcome. While the search cannot be reached, nothing says that there are no results. */
function show({ found, nothing, failure }: Answers, outcome: Outcome): void {
  found.hidden = outcome === 'failure';
  nothing.hidden = outcome !== 'nothing';
  failure.hidden = outcome !== 'failure';
  const announcer = document.querySelector<HTMLElement>('[data-pagefind-announcer]');
  if (announcer !== null) announcer.hidden = outcome === 'failure';
}

/** Follows each search to its outcome. */
function watchSearches(instance: Instance, answers: Answers, bundle: string): void {
  let isFailing = false;
  // Pagefind gives no error if a policy blocks its index.
  let patience: ReturnType<typeof setTimeout> | undefined;
  const fail = () => {
    clearTimeout(patience);
    isFailing = true;
    show(answers, 'failure');
  };
  watchFetches(bundle, fail);
  instance.on('error', fail);
  let isAsking = false;
  instance.on('search', (term, filters = {}) => {
    const isFiltered = Object.values(filters).some(({ length }) => length > 0);
    isAsking = term !== '' || isFiltered;
    // Without a word, what a filter holds is shown. Without both, nothing is.
    instance.faceted = isFiltered;
    const fragment = term === '' ? '' : `#${new URLSearchParams({ q: term }).toString()}`;
    history.replaceState(null, '', location.pathname + fragment);
  });
  instance.on('loading', () => {
    clearTimeout(patience);
    patience = setTimeout(fail, PATIENCE);
    // A failure stays in sight until there is an answer.
    if (answers.failure.hidden) show(answers, 'searching');
    isFailing = false;
  });
  instance.on('results', ({ results }) => {
    clearTimeout(patience);
    if (results.length > 0) show(answers, 'found');
    else if (!isFailing) show(answers, isAsking ? 'nothing' : 'found');
  });
  addEventListener('offline', fail);
  addEventListener('online', () => {
    // The words are in the address. A library that failed to load does not try again.
    if (!answers.failure.hidden) location.reload();
  });
  if (!navigator.onLine) fail();
  // A missing index shows before anybody types.
  instance.triggerLoad().catch(fail);
}

function start(page: HTMLElement, answers: Answers, bundle: string): void {
  const manager = window.PagefindComponents?.getInstanceManager();
  const results = page.querySelector<ResultsElement>('pagefind-results');
  if (manager === undefined || results === null) throw new Error('The search did not load');
  results.resultTemplate = resultElement;
  const instance = manager.getInstance('default');
  Object.assign(instance.pagefindOptions, { ranking: { metaWeights: WEIGHTS } });
  const search = instance.triggerSearch.bind(instance);
  instance.triggerSearch = (query) => search(searchWords(query));
  page.hidden = false;
  nameFilters(page);
  watchSearches(instance, answers, bundle);
  const words = wordsInAddress();
  if (words === '') return;
  const input = page.querySelector('input');
  if (input !== null) input.value = words;
  instance.triggerSearch(words);
}

async function load(page: HTMLElement, answers: Answers): Promise<void> {
  const bundle = page.dataset['bundle'] ?? '';
  try {
    await import(/* @vite-ignore */ `${bundle}pagefind-component-ui.js`);
    start(page, answers, bundle);
  } catch {
    show(answers, 'failure');
  }
}

const part = (name: string) => document.querySelector<HTMLElement>(`[data-search${name}]`);
const [page, found, nothing, failure] = ['', '-found', '-nothing', '-failure'].map(part);
if (page && found && nothing && failure) void load(page, { found, nothing, failure });
