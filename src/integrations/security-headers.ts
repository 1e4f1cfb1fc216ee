import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deployment } from '../delivery/deployment.ts';
import { caddySnippet, headerRules, headersFile, nginxSnippet } from '../delivery/header-files.ts';
import { pagePolicyMeta, pageReferrerPolicy, type PagePolicy } from '../delivery/headers.ts';

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

/** What the headers of a deployment depend on. */
export function pagePolicy(deployment: Deployment, hashes: readonly string[]): PagePolicy {
  const { endpoint, together, site } = deployment;
  return {
    styleHashes: hashes,
    endpointOrigin: endpoint === undefined || together ? undefined : new URL(endpoint).origin,
    secure: site.startsWith('https:'),
  };
}

function withMeta(page: string, policy: PagePolicy): string {
  const meta =
    `<meta http-equiv="Content-Security-Policy" content="${pagePolicyMeta(policy)}">` +
    `<meta name="referrer" content="${pageReferrerPolicy(policy)}">`;
  // The policy applies to what follows it, so it comes before anything that loads.
  return page.replace(/<meta charset="utf-8">/, (charset) => charset + meta);
}

/** The policies of the pages of a build. */
export interface PagePolicies {
  /** Puts a page's own policy into it, which names only its own style sheets. */
  readonly withPolicy: (page: string) => string;
  /** The hashes of the style sheets of all pages so far. */
  readonly hashes: () => readonly string[];
}

/** Gives each page of a deployment its policy as it is rendered. */
export function pagePolicies(deployment: Deployment): PagePolicies {
  const hashesIn = sheetHashes();
  const all = new Set<string>();
  return {
    withPolicy: (page) => {
      const hashes = hashesIn(page);
      for (const hash of hashes) all.add(hash);
      return withMeta(page, pagePolicy(deployment, hashes));
    },
    hashes: () => [...all].toSorted(),
  };
}

/**
 * Writes the security headers of a built site: as `_headers` into the site, and as snippets for
 * nginx and Caddy into the folder `headers` beside it. They are the same for all pages.
 * @param site the folder of the built site
 * @param hashes the hashes of the style sheets of all pages
 */
export async function writeSecurityHeaders(
  site: string,
  deployment: Deployment,
  hashes: readonly string[],
): Promise<void> {
  const rules = headerRules(deployment.base, pagePolicy(deployment, hashes));
  const snippets = join(site, '../headers');
  await mkdir(snippets, { recursive: true });
  await writeFile(join(site, '_headers'), headersFile(rules));
  await writeFile(join(snippets, 'nginx.conf'), nginxSnippet(rules));
  await writeFile(join(snippets, 'Caddyfile'), caddySnippet(rules));
}
