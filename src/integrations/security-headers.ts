import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deployment } from '../delivery/deployment.ts';
import { apacheFile, caddySnippet, headersFile, nginxSnippet } from '../delivery/header-files.ts';
import { headerRules, kindOf, pagePolicy } from '../delivery/header-rules.ts';
import { policyMeta, referrerPolicy, type Kind, type PagePolicy } from '../delivery/headers.ts';

const STYLE = /<style[^>]*>([\s\S]*?)<\/style>/g;
/** The most pages in memory at once. */
const atOnce = 64;

/**
 * Hashes style sheets, each once: nearly all pages have the same. A page is its bytes, one
 * character each (`latin1`), which is much faster than decoding and encoding it.
 */
function sheetHashes(): (page: string) => string[] {
  const known = new Map<string, string>();
  const hashOf = (sheet: string): string => {
    const hash =
      known.get(sheet) ?? `sha256-${createHash('sha256').update(sheet, 'latin1').digest('base64')}`;
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
  return sheetHashes()(Buffer.from(page).toString('latin1'));
}

function withMeta(page: string, kind: Kind, policy: PagePolicy): string {
  const meta =
    `<meta http-equiv="Content-Security-Policy" content="${policyMeta(kind, policy)}">` +
    `<meta name="referrer" content="${referrerPolicy(kind, policy)}">`;
  // The policy applies to what follows it, so it comes before anything that loads.
  return page.replace(/<meta charset="utf-8">/, (charset) => charset + meta);
}

/** Writes each page's own policy into it. Returns the hashes of the style sheets of all pages. */
async function writeMetas(site: string, deployment: Deployment): Promise<string[]> {
  const below = await readdir(site, { recursive: true });
  const files = below.filter((path) => path.endsWith('.html'));
  const hashesIn = sheetHashes();
  const all = new Set<string>();
  const write = async (file: string): Promise<void> => {
    const path = join(site, file);
    const page = await readFile(path, 'latin1');
    const hashes = hashesIn(page);
    for (const hash of hashes) all.add(hash);
    // Anything that reads the page in the meantime gets the old or the new one, whole.
    const written = withMeta(page, kindOf(file), pagePolicy(deployment, hashes));
    await writeFile(`${path}.new`, written, 'latin1');
    await rename(`${path}.new`, path);
  };
  for (let from = 0; from < files.length; from += atOnce) {
    await Promise.all(files.slice(from, from + atOnce).map(write));
  }
  return [...all].toSorted();
}

/**
 * Writes the headers of a built site from one source: into each page as a meta element, for hosts
 * that set none; as `_headers` and `.htaccess` into the site; and as snippets for nginx and Caddy
 * into the folder `headers` beside it. A page's own policy names only its own style sheets. The
 * headers are the same for all pages of a kind, and name every one. `.nojekyll` lets GitHub Pages
 * publish the folder `_astro`.
 * @param site the folder of the built site
 * @returns the hashes of the style sheets of all pages
 */
export async function writeSecurityHeaders(
  site: string,
  deployment: Deployment,
): Promise<readonly string[]> {
  const hashes = await writeMetas(site, deployment);
  const rules = headerRules(deployment, hashes);
  const snippets = join(site, '../headers');
  await mkdir(snippets, { recursive: true });
  await writeFile(join(site, '_headers'), headersFile(rules));
  await writeFile(join(site, '.htaccess'), apacheFile(rules));
  await writeFile(join(site, '.nojekyll'), '');
  await writeFile(join(snippets, 'nginx.conf'), nginxSnippet(rules));
  await writeFile(join(snippets, 'Caddyfile'), caddySnippet(rules));
  return hashes;
}
