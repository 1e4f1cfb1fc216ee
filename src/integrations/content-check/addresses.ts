import { problemStatus } from '../../event/problem.ts';
import type { Finding } from './mistake.ts';
import type { PageSource } from './page-source.ts';

// Their pages hold more than the words of the file, so the address is settled by the site.
const settled = new Set(['register.mdx', 'search.mdx', '404.mdx']);
const reserved = ['/api/', '/pagefind/', '/problems/'];

function settledAddress(path: string): string {
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

function addressWords(page: PageSource, first: PageSource | undefined): Finding[] {
  const { path, address, addressLine: line } = page;
  if (settled.has(path) && address !== settledAddress(path)) {
    const what = `the page always stands at "${settledAddress(path)}"`;
    return [{ line, what, remedy: 'Remove the line.' }];
  }
  if (reserved.some((prefix) => address.startsWith(prefix))) {
    const what = `the address "${address}" belongs to the site itself`;
    return [{ line, what, remedy: 'Choose another.' }];
  }
  if (first === undefined || first === page) return [];
  const what = `the address "${address}" is already that of "${first.path}"`;
  return [{ line, what, remedy: 'Give one of the two pages another address.' }];
}

/** The pages whose address is taken by another, by file. */
export function addressFindings(
  pages: readonly PageSource[],
): { path: string; findings: Finding[] }[] {
  const found = pages.map((page) => {
    const first = pages.find(({ address }) => address === page.address);
    return { path: page.path, findings: addressWords(page, first) };
  });
  const [home] = pages;
  if (home === undefined || pages.some(({ address }) => address === '/')) return found;
  const what = 'no page has the address "/", so the site has no first page';
  const finding = { line: 1, what, remedy: 'Write "address: /" into the frontmatter of one page.' };
  return [...found, { path: 'invitation.mdx', findings: [finding] }];
}
