import { problemStatus } from '../delivery/problem.ts';
import { programmeAddress, sessionAddress } from '../programme/programme-addresses.ts';
import type { Finding, Found } from './source/mistake.ts';
import type { PageSource } from './source/page-source.ts';
import type { SessionSource } from './source/session-source.ts';

// Their pages hold more than the words of the file, so the address is settled by the site.
const settled = new Set(['register.mdx', 'search.mdx', '404.mdx']);
const reserved =
  /^\/((api|pagefind|problems|speakers)\/|programme\/(changes|mine|\d{4}-\d{2}-\d{2})\/$)/;

function ownAddress(path: string): string {
  return `/${path.replace(/\.mdx$/, '')}/`;
}

/**
 * The addresses that links may name, each with the headings of its page; undefined stands for pages
 * of which not every heading is in the content.
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
  const { path, address, addressLine: line = 1 } = page;
  if (settled.has(path) && address !== ownAddress(path)) {
    const what = `the page is always at "${ownAddress(path)}"`;
    return [{ line, what, remedy: 'Remove the line.' }];
  }
  if (reserved.test(address)) {
    const what = `the address "${address}" is reserved for the site itself`;
    return [{ line, what, remedy: 'Choose another.' }];
  }
  if (first === undefined || first.path === path) return [];
  const what = `the address "${address}" already belongs to "${first.path}"`;
  return [{ line, what, remedy: 'Give one of the two pages a different address.' }];
}

/** A site needs a first page. Nothing is said while the address of a page cannot be read. */
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

/** The sessions are listed on a page of the content. Nothing is said while an address is unsure. */
function missingProgramme(
  pages: readonly PageSource[],
  sessions: readonly SessionSource[],
): Found[] {
  const unsure = pages.some(
    ({ address, addressLine }) => address === programmeAddress || addressLine === undefined,
  );
  if (sessions.length === 0 || unsure) return [];
  const what = 'the file is missing';
  const remedy = 'Restore it: it contains the text of the page that lists the sessions.';
  return [{ path: 'programme.mdx', findings: [{ line: 1, what, remedy }] }];
}

/** The sessions whose file has the name of another, apart from its ending. */
function repeatedNames(sessions: readonly SessionSource[]): Found[] {
  const first = new Map(sessions.toReversed().map(({ slug, path }) => [slug, path]));
  return sessions.flatMap(({ slug, path }): Found[] => {
    const taken = first.get(slug);
    if (taken === undefined || taken === path) return [];
    const what = `the address "${sessionAddress(slug)}" already belongs to "${taken}"`;
    return [{ path, findings: [{ line: 1, what, remedy: 'Rename one of the two files.' }] }];
  });
}

/** The pages and sessions whose address is taken by another, by file; and pages that are missing. */
export function addressFindings(
  pages: readonly PageSource[],
  sessions: readonly SessionSource[],
): Found[] {
  const ofSessions = new Map(sessions.map((session) => [sessionAddress(session.slug), session]));
  const found = pages.map((page) => {
    const same = pages.filter(({ address }) => address === page.address);
    // A page whose file's name is the address keeps it.
    const first = same.find(({ path, address }) => address === ownAddress(path)) ?? same[0];
    const taken = ofSessions.get(page.address) ?? first;
    return { path: page.path, findings: addressWords(page, taken) };
  });
  return [
    ...found,
    ...missingHome(pages),
    ...missingProgramme(pages, sessions),
    ...repeatedNames(sessions),
  ];
}
