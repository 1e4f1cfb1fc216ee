import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { deploymentFrom, localWarning } from '../delivery/deployment.ts';
import { writeEndpoint } from './endpoint-files.ts';
import { keepPrevious, readRelease, type Release } from './previous-release.ts';
import { noteModules, writeScriptLicences } from './script-packages.ts';
import { writeSearchIndex } from './search-index.ts';
import { writeSecurityHeaders } from './security-headers.ts';

/**
 * Writes what goes with the built pages: their security headers, the search index, the licences of
 * what is in the scripts, and the endpoint for every host into `endpoint/` beside the site. Without an endpoint there is none; with one
 * elsewhere, the hosts are for that place. All run in parallel: the index does not contain what the
 * headers change in a page.
 */
export function builtSite(): AstroIntegration {
  let content = '';
  let site = '';
  let previous: Release = new Map();
  const modules = new Set<string>();
  return {
    name: 'built-site',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        const plugin = noteModules(modules);
        updateConfig({ vite: { plugins: [plugin], worker: { plugins: () => [plugin] } } });
      },
      'astro:config:done': ({ config }) => {
        content = fileURLToPath(new URL('content/', config.root));
        site = fileURLToPath(config.outDir);
      },
      'astro:build:start': async () => {
        previous = await readRelease(site);
      },
      'astro:build:done': async ({ dir, logger }) => {
        const deployment = deploymentFrom(process.env);
        const { endpoint: address } = deployment;
        const endpoint = fileURLToPath(new URL('../endpoint/', dir));
        const hashes = writeSecurityHeaders(site, deployment);
        const [pages] = await Promise.all([
          writeSearchIndex(site),
          keepPrevious(site, previous),
          writeScriptLicences(site, modules),
          hashes,
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
        const warning = localWarning(process.env);
        if (warning !== undefined) logger.warn(warning);
      },
    },
  };
}
