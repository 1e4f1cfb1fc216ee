import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deployment } from '../delivery/deployment.ts';
import { apacheFile, caddySnippet, headersFile, nginxSnippet } from '../delivery/header-files.ts';
import { headerRules, kindOf, pagePolicy } from '../delivery/header-rules.ts';
import { policyMeta, referrerPolicy, type Kind, type PagePolicy } from '../delivery/headers.ts';

const STYLE = /<style[^>]*>([^]*?)<\/style>/g;

/** Hashes style sheets, each once: nearly all pages have the same. */
function sheetHashes(): (page: string) => string[] {
  const known = new Map<string, string>();
  const hashOf = (sheet: string): string => {
    const hash =
      known.get(sheet) ?? `sha256-${createHash('sha256').update(sheet).digest('base64')}`;
    known.set(sheet, hash);
    return hash;
  };
  return (page) => {
    const hashes = Array.from(page.matchAll(STYLE), ([, sheet = '']) => hashOf(sheet));
    return [...new Set(hashes)].toSorted();
  };
}

/**
 * The CSP hashes (`sha256-…`, CSP Level 3) of the style sheets inside a page, without duplicates.
 */
export function styleHashes(page: string): string[] {
  return sheetHashes()(page);
}

function withMeta(page: string, kind: Kind, policy: PagePolicy): string {
  const meta =
    `<meta http-equiv="Content-Security-Policy" content="${policyMeta(kind, policy)}">` +
    `<meta name="referrer" content="${referrerPolicy(kind, policy)}">`;
  // The policy applies to what follows it, so it comes before anything that loads.
  return page.replace(/<meta charset="utf-8">/, (charset) => charset + meta);
}

/** The policies of the pages of a build. */
export interface PagePolicies {
  /**
   * Puts a page's own policy into it as a meta element, for hosts that set no headers. It names only
   * the page's own style sheets.
   */
  readonly withPolicy: (page: string, address: string) => string;
  /** The hashes of the style sheets of all pages so far. */
  readonly hashes: () => readonly string[];
}

/** Gives each page of a deployment its policy as it is rendered. */
export function pagePolicies(deployment: Deployment): PagePolicies {
  const hashesIn = sheetHashes();
  const all = new Set<string>();
  return {
    withPolicy: (page, address) => {
      const hashes = hashesIn(page);
      for (const hash of hashes) all.add(hash);
      return withMeta(page, kindOf(address.slice(1)), pagePolicy(deployment, hashes));
    },
    hashes: () => [...all].toSorted(),
  };
}

/**
 * Writes the headers of a built site: as `_headers` and `.htaccess` into the site, and as snippets
 * for nginx and Caddy into the folder `headers` beside it. They are the same for all pages of a
 * kind, and name every style sheet. `.nojekyll` lets GitHub Pages publish the folder `_astro`.
 * @param site the folder of the built site
 * @param hashes the hashes of the style sheets of all pages
 */
export async function writeSecurityHeaders(
  site: string,
  deployment: Deployment,
  hashes: readonly string[],
): Promise<void> {
  const rules = headerRules(deployment, hashes);
  const snippets = join(site, '../headers');
  await mkdir(snippets, { recursive: true });
  await writeFile(join(site, '_headers'), headersFile(rules));
  await writeFile(join(site, '.htaccess'), apacheFile(rules));
  await writeFile(join(site, '.nojekyll'), '');
  await writeFile(join(snippets, 'nginx.conf'), nginxSnippet(rules));
  await writeFile(join(snippets, 'Caddyfile'), caddySnippet(rules));
}
