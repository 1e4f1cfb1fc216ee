import { createHash } from 'node:crypto';
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { deploymentFrom, type Deployment } from '../event/deployment.ts';
import { caddySnippet, headerRules, headersFile, nginxSnippet } from '../event/header-files.ts';
import { pagePolicyMeta, pageReferrerPolicy, type PagePolicy } from '../event/headers.ts';

const STYLE = /<style[^>]*>([\s\S]*?)<\/style>/g;

/** The CSP hashes (`sha256-…`, CSP Level 3) of every style sheet that stands inside the pages. */
export function styleHashes(pages: readonly string[]): string[] {
  const sheets = pages.flatMap((page) => [...page.matchAll(STYLE)].map(([, sheet = '']) => sheet));
  return [...new Set(sheets)]
    .map((sheet) => `sha256-${createHash('sha256').update(sheet).digest('base64')}`)
    .toSorted();
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
  // The policy holds for what follows it, so it stands before anything that loads.
  return page.replace(/<meta charset="utf-8">/, (charset) => charset + meta);
}

/**
 * Writes the security headers of the built site from their one source: into each page as a meta
 * element, for hosts that set none, as `_headers` into the site, and as snippets for nginx and Caddy
 * into `dist/headers/`.
 */
export function securityHeaders(): AstroIntegration {
  return {
    name: 'security-headers',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const site = fileURLToPath(dir);
        const deployment = deploymentFrom(process.env);
        const files = await Array.fromAsync(glob('**/*.html', { cwd: site }));
        const pages = await Promise.all(files.map((file) => readFile(site + file, 'utf8')));
        const policy = pagePolicy(deployment, styleHashes(pages));
        await Promise.all(
          files.map((file, index) => writeFile(site + file, withMeta(pages[index] ?? '', policy))),
        );
        const rules = headerRules(deployment.base, policy);
        const snippets = fileURLToPath(new URL('../headers/', dir));
        await mkdir(snippets, { recursive: true });
        await writeFile(`${site}_headers`, headersFile(rules));
        await writeFile(`${snippets}nginx.conf`, nginxSnippet(rules));
        await writeFile(`${snippets}Caddyfile`, caddySnippet(rules));
        logger.info(`${files.length} pages, one policy`);
      },
    },
  };
}
