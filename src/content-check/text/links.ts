import type { Words } from '../../explain/explain-codes.ts';
import { didYouMean } from '../../explain/nearest.ts';
import { memoize } from '../../event/memoize.ts';
import { sameAddress } from '../../programme/foreign-links.ts';
import { wordsOf } from '../../markdown/read-markdown.ts';
import { type Body, ofType } from '../source/body.ts';
import type { Finding } from '../source/mistake.ts';
import { nearestNames } from './nearest-names.ts';

/** Where links may lead. */
export interface Targets {
  /** The addresses of the pages, each with its headings if they are known. */
  readonly pages: ReadonlyMap<string, readonly string[] | undefined>;
  /** Pages that are not public yet, with the words for a link to one: it "leads to" … */
  readonly hidden: ReadonlyMap<string, Words>;
  /** The files in `public/`, as addresses: `/favicon.svg`. */
  readonly publicFiles: ReadonlySet<string>;
  /** The addresses without encryption that an import brought. They are only warnings. */
  readonly foreign: ReadonlySet<string>;
}

/** A part of an address as text, with `%20` as a space. Unchanged if it cannot be decoded. */
export function decoded(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

function elsewhere(url: string): Words | undefined {
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0].toLowerCase();
  if (scheme === 'http:') {
    return [`the link "${url}" is not encrypted`, `Write "https:${url.slice('http:'.length)}".`];
  }
  if (scheme === 'https:') {
    return URL.canParse(url)
      ? undefined
      : [`the link "${url}" is not a complete address`, 'Correct it.'];
  }
  if (scheme === 'mailto:') {
    return /^mailto:[^@\s]+@[^@\s]+\.[^@\s]+$/i.test(url)
      ? undefined
      : [`the link "${url}" has no e-mail address`, 'Write mailto:name@example.org.'];
  }
  if (scheme === 'tel:') return undefined;
  return [
    `the link "${url}" is neither a page nor a secure address`,
    'Start it with "/", "https:", "mailto:" or "tel:".',
  ];
}

function asAddress(path: string): string {
  const plain = path.replace(/^(\.{0,2}\/)*/, '').replace(/(\/|\.(mdx?|html?))*$/, '');
  return plain === '' ? '/' : `/${plain}/`;
}

/** The addresses that fit a sentence, and the nearest of all to a wrong one. */
const namesOf = memoize(({ pages, hidden, publicFiles }: Targets) => {
  const shown = [...pages.keys()].filter((address) => !hidden.has(address));
  const listed = shown.filter((address) => !/^\/(problems|programme|speakers)\/./.test(address));
  return { listed, nearestTo: nearestNames([...shown, ...publicFiles], asAddress) };
});

/** The words for an address that lacks its beginning. */
function withoutScheme(url: string): Words | undefined {
  const begin = /^[^\s/@]+@[^\s/@]+\.[a-z]+$/i.test(url)
    ? 'mailto:'
    : /^www\./i.test(url)
      ? 'https://'
      : undefined;
  return begin && [`the link "${url}" lacks its beginning`, `Write "${begin}${url}".`];
}

function noPage(url: string, path: string, targets: Targets): Words {
  const scheme = withoutScheme(url);
  if (scheme !== undefined) return scheme;
  const { listed, nearestTo } = namesOf(targets);
  const near = nearestTo(path);
  return [
    `the link "${url}" leads to no page`,
    near === undefined ? `The pages are ${listed.join(', ')}.` : `Did you mean "${near}"?`,
  ];
}

/**
 * The words for a link that leads nowhere; undefined for a good one. `own` is the page it is on.
 */
function linkWords(url: string, own: string, targets: Targets): Words | undefined {
  if (url === '') return ['the link has no address', 'Write one: [words](/address/).'];
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(url)) return elsewhere(url);
  const [, path = '', fragment] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(decoded(url)) ?? [];
  const page = path === '' ? own : path;
  if (targets.publicFiles.has(page)) return undefined;
  const [leads, remedy] = targets.hidden.get(page) ?? [];
  if (leads !== undefined && remedy !== undefined) return [`the link "${url}" ${leads}`, remedy];
  if (!targets.pages.has(page)) return noPage(url, page, targets);
  const headings = targets.pages.get(page);
  if (fragment === undefined || headings === undefined || headings.includes(fragment)) {
    return undefined;
  }
  const known = headings.map((heading) => `${path}#${heading}`);
  const what = `the link "${url}" leads to no heading`;
  return [what, known.length > 0 ? didYouMean(`${path}#${fragment}`, known) : 'Remove the "#…".'];
}

function isForeign(url: string, { foreign }: Targets): boolean {
  return /^http:/i.test(url) && foreign.has(sameAddress(url));
}

/** The mistake of a link on a line, if it leads nowhere. A foreign one without encryption is a warning. */
export function linkFinding(url: string, line: number, own: string, targets: Targets): Finding[] {
  const words = linkWords(url, own, targets);
  if (words === undefined) return [];
  const finding = { line, what: words[0], remedy: words[1] };
  return [isForeign(url, targets) ? { ...finding, severity: 'warning' } : finding];
}

/** The links in a body that lead nowhere, or have no words. */
export function linkFindings({ nodes }: Body, own: string, targets: Targets): Finding[] {
  const written = [...nodes.filter(ofType('link')), ...nodes.filter(ofType('definition'))].flatMap(
    ({ line, node }) => linkFinding(node.url, line, own, targets),
  );
  const wordless = nodes.filter(ofType('link')).flatMap(({ line, node }): Finding[] => {
    const picture = node.children.some((child) => child.type === 'image' && child.alt);
    if (wordsOf(node).trim() !== '' || picture) return [];
    const remedy = `Write them between the brackets: [words](${node.url}).`;
    return [{ line, what: `the link to "${node.url}" has no words`, remedy }];
  });
  const unclosed = nodes.filter(ofType('text')).flatMap(({ line, node }): Finding[] => {
    const spaced =
      /\]\(([^()]*\s[^()]*)\)/.exec(node.value) ??
      /\]\(((?:mailto|tel|https?):)\s/.exec(node.value);
    if (spaced !== null) {
      const what = `the address "${spaced[1]}" contains a space, so it is no link and no image`;
      return [{ line, what, remedy: 'Remove the space, or rename the file without one.' }];
    }
    if (!node.value.includes('](')) return [];
    const what = 'a link or an image starts here and is never closed';
    return [{ line, what, remedy: 'Write [words](/address/) on one line.' }];
  });
  return [...written, ...wordless, ...unclosed];
}

/** The links `[words](/address/)` in a text of a YAML file that lead nowhere. */
export function linksInText(text: string, targets: Targets): Words[] {
  return Array.from(text.matchAll(/\[[^\]]*\]\(([^)]*)\)/g), ([, url = '']) => url).flatMap(
    (url) => {
      const words = linkWords(url, '/', targets);
      return words === undefined ? [] : [words];
    },
  );
}
