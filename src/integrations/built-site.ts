import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { deploymentFrom } from '../event/deployment.ts';
import { writeEndpoint } from './endpoint-files.ts';
import { writeSearchIndex } from './search-index.ts';
import { writeSecurityHeaders } from './security-headers.ts';

/**
 * Writes what belongs to the built pages: their security headers, the search index, and the
 * registration endpoint for every host into `endpoint/` beside the site. A deployment without an
 * endpoint gets none; one whose endpoint stands elsewhere gets the hosts to put there. The index is
 * made of pages that nothing changes any more, and beside the endpoint.
 */
export function builtSite(): AstroIntegration {
  let content = '';
  return {
    name: 'built-site',
    hooks: {
      'astro:config:done': ({ config }) => {
        content = fileURLToPath(new URL('content/', config.root));
      },
      'astro:build:done': async ({ dir, logger }) => {
        const deployment = deploymentFrom(process.env);
        const { endpoint: address } = deployment;
        const site = fileURLToPath(dir);
        const endpoint = fileURLToPath(new URL('../endpoint/', dir));
        const hashes = writeSecurityHeaders(site, deployment);
        const [pages] = await Promise.all([
          hashes.then(() => writeSearchIndex(site)),
          address === undefined
            ? undefined
            : writeEndpoint(
                { ...deployment, endpoint: address },
                { content, site, endpoint },
                hashes,
              ),
        ]);
        logger.info(`${pages} pages indexed`);
        if (address !== undefined) {
          logger.info('The endpoint stands in endpoint/ beside the site, a folder for each host.');
        }
      },
    },
  };
}
