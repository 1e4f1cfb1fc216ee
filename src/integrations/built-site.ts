import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { deploymentFrom } from '../event/deployment.ts';
import { writeEndpoint } from './endpoint-bundle.ts';
import { keepPrevious, readRelease, type Release } from './previous-release.ts';
import { writeSearchIndex } from './search-index.ts';
import { writeSecurityHeaders } from './security-headers.ts';

/**
 * Writes what belongs to the built pages: their security headers, the search index, and the
 * registration endpoint for Node into `endpoint/node/` beside the site. A deployment without an
 * endpoint gets none; one whose endpoint stands elsewhere gets the host to put there. All is made at
 * once: the index does not hold what the headers change in a page.
 */
export function builtSite(): AstroIntegration {
  let content = '';
  let site = '';
  let previous: Release = new Map();
  return {
    name: 'built-site',
    hooks: {
      'astro:config:done': ({ config }) => {
        content = fileURLToPath(new URL('content/', config.root));
        site = fileURLToPath(config.outDir);
      },
      'astro:build:start': async () => {
        previous = await readRelease(site);
      },
      'astro:build:done': async ({ dir, logger }) => {
        const deployment = deploymentFrom(process.env);
        const endpoint = fileURLToPath(new URL('../endpoint/node/', dir));
        const hashes = writeSecurityHeaders(site, deployment);
        const there = deployment.endpoint !== undefined;
        const [pages] = await Promise.all([
          writeSearchIndex(site),
          keepPrevious(site, previous),
          hashes,
          there ? writeEndpoint(deployment, { content, site, endpoint }, hashes) : undefined,
        ]);
        logger.info(`${pages} pages indexed`);
        if (there) logger.info('The endpoint for Node stands in endpoint/node/ beside the site.');
      },
    },
  };
}
