import { problemStatus } from '../delivery/problem.ts';
import { collections, isReserved } from '../programme/collections.ts';
import { programmeAddress } from '../programme/programme-addresses.ts';
import type { EntrySource } from './source/entry-source.ts';
import type { Finding, Found } from './source/mistake.ts';
import type { PageSource } from './source/page-source.ts';
import { entriesBelow, type Written } from './source/written.ts';

// Their pages hold more than the file's text, so the site sets their address.
const settled = new Set(['register.mdx', 'search.mdx', '404.mdx']);

/**
 * The addresses that links may use, each with its page's headings; undefined if not all headings
 * are in the content.
 */
export function addressesOf(
  pages: readonly PageSource[],
): Map<string, readonly string[] | undefined> {
  const addresses = new Map<string, readonly string[] | undefined>();
  for (const { path, address, body } of pages) {
    if (path === '404.mdx') continue;
    const known = !settled.has(path) && body.broken === undefined;
    addresses.set(address, known ? body.headings : undefined);
  }
  for (const address of ['/', '/register/', '/search/']) {
    if (!addresses.has(address)) addresses.set(address, undefined);
  }
  for (const name of Object.keys(problemStatus)) addresses.set(`/problems/${name}/`, undefined);
  return addresses;
}

function addressWords(page: PageSource, first: { readonly path: string } | undefined): Finding[] {
  const { path, slug, address, addressLine: line = 1 } = page;
  const own = collections.pages.address(slug);
  if (settled.has(path) && address !== own) {
    const what = `the page is always at "${own}"`;
    return [{ line, what, remedy: 'Remove the line.' }];
  }
  if (isReserved(address, collections.pages)) {
    const what = `the address "${address}" is reserved for the site itself`;
    return [{ line, what, remedy: 'Choose another.' }];
  }
  if (first === undefined || first.path === path) return [];
  const what = `the address "${address}" already belongs to "${first.path}"`;
  return [{ line, what, remedy: 'Give one of the two pages a different address.' }];
}

/** A site needs a home page. Nothing is reported while a page's address is unreadable. */
function missingHome(pages: readonly PageSource[]): Found[] {
  const home = pages.find(({ path }) => path === 'invitation.mdx') ?? pages[0];
  const unsure = pages.some(
    ({ address, addressLine }) => address === '/' || addressLine === undefined,
  );
  if (home === undefined || unsure) return [];
  const what = 'no page has the address "/", so the site has no home page';
  const remedy = 'Write "address: /" in the frontmatter of one page.';
  return [{ path: home.path, findings: [{ line: 1, what, remedy }] }];
}

/** The pages with the title of another: readers and lists could not tell them apart. */
function repeatedTitles(pages: readonly PageSource[]): Found[] {
  const titled = pages.flatMap((page) => {
    const title = page.written('title');
    return typeof title === 'string' ? [{ page, title }] : [];
  });
  return titled.flatMap(({ page, title }, index): Found[] => {
    const first = titled.findIndex((other) => other.title === title);
    const other = titled[first];
    if (other === undefined || first === index) return [];
    const what = `the title "${title}" is also that of "${other.page.path}"`;
    const remedy = 'Give one of the two pages a different title.';
    return [{ path: page.path, findings: [{ line: page.lineOf(['title']), what, remedy }] }];
  });
}

/** A page of the content lists the sessions. Nothing is reported while an address is uncertain. */
function missingProgramme(pages: readonly PageSource[], sessions: Written['sessions']): Found[] {
  const unsure = pages.some(
    ({ address, addressLine }) => address === programmeAddress || addressLine === undefined,
  );
  if (sessions.length === 0 || unsure) return [];
  const what = 'the file is missing';
  const remedy = 'Restore it: it contains the text of the page that lists the sessions.';
  return [{ path: 'programme.mdx', findings: [{ line: 1, what, remedy }] }];
}

/** The files with the same name as another, apart from the extension. */
function repeatedNames(entries: readonly EntrySource<unknown>[]): Found[] {
  const first = new Map(entries.toReversed().map(({ address, path }) => [address, path]));
  return entries.flatMap(({ address, path }): Found[] => {
    const taken = first.get(address);
    if (taken === undefined || taken === path) return [];
    const what = `the address "${address}" already belongs to "${taken}"`;
    return [{ path, findings: [{ line: 1, what, remedy: 'Rename one of the two files.' }] }];
  });
}

/** The files whose address is taken, and pages that are missing. */
export function addressFindings(written: Written): Found[] {
  const { pages, sessions } = written;
  const below = entriesBelow(written);
  const byAddress = new Map(below.map((entry) => [entry.address, entry]));
  const found = pages.map((page) => {
    const same = pages.filter(({ address }) => address === page.address);
    // A page whose file name is the address keeps it.
    const first =
      same.find(({ slug, address }) => address === collections.pages.address(slug)) ?? same[0];
    const taken = byAddress.get(page.address) ?? first;
    return { path: page.path, findings: addressWords(page, taken) };
  });
  return [
    ...found,
    ...repeatedTitles(pages),
    ...missingHome(pages),
    ...missingProgramme(pages, sessions),
    ...repeatedNames(below),
  ];
}
