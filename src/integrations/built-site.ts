import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration, AstroIntegrationLogger } from 'astro';
import { type Deployment, deploymentFrom, localWarning } from '../delivery/deployment.ts';
import { type Bundles, bundleEndpoint } from './endpoint-bundle.ts';
import { writeEndpoint } from './endpoint-files.ts';
import { keepPrevious, readRelease, type Release } from './previous-release.ts';
import { handleCopiedPages, handlePages, type PageHandling } from './rendered-pages.ts';
import { noteModules, writeScriptLicences } from './script-packages.ts';
import { type SearchIndex, startSearchIndex } from './search-index.ts';
import { type PagePolicies, pagePolicies, writeSecurityHeaders } from './security-headers.ts';

/** What a build keeps from its start to its end. */
interface Build {
  readonly deployment: Deployment;
  /** The files of the previous build. */
  readonly previous: Release;
  readonly policies: PagePolicies;
  readonly index: SearchIndex;
  readonly handling: PageHandling;
}

/** The code of a build. */
interface Code {
  /** The endpoint's, if there is one. */
  readonly bundles: Promise<Bundles> | undefined;
  /** The modules in the scripts of the pages. */
  readonly modules: Set<string>;
}

/** Starts what works beside the rendering: the policies and the search index. */
async function startBuild(site: string, deployment: Deployment): Promise<Build> {
  const [previous, index] = await Promise.all([readRelease(site), startSearchIndex()]);
  const policies = pagePolicies(deployment);
  const handling = { change: policies.withPolicy, take: index.add };
  return { deployment, previous, policies, index, handling };
}

interface Folders {
  readonly content: string;
  readonly copied: string;
  readonly site: string;
}

/** Writes what goes with the pages once they are all there. */
async function finishBuild(
  { deployment, previous, policies, index, handling }: Build,
  { content, copied, site }: Folders,
  { bundles, modules }: Code,
  logger: AstroIntegrationLogger,
): Promise<void> {
  await handleCopiedPages(copied, site, handling);
  const hashes = policies.hashes();
  const { endpoint: address } = deployment;
  const writeOwnEndpoint = async () => {
    if (address === undefined || bundles === undefined) return;
    const folders = { content, site, endpoint: join(site, '../endpoint/') };
    await writeEndpoint(await bundles, { ...deployment, endpoint: address }, folders, hashes);
    logger.info('The endpoint stands in endpoint/ beside the site, a folder for each host.');
  };
  const [pages] = await Promise.all([
    index.write(site),
    keepPrevious(site, previous),
    writeScriptLicences(site, modules),
    writeSecurityHeaders(site, deployment, hashes),
    writeOwnEndpoint(),
  ]);
  logger.info(`${pages} pages indexed`);
  const warning = localWarning(process.env);
  if (warning !== undefined) logger.warn(warning);
}

/**
 * Writes what goes with the built pages: their security headers, the search index, the licences of
 * what is in the scripts, and the endpoint for every host into `endpoint/` beside the site. Without
 * an endpoint there is none; with one elsewhere, the hosts are for that place. The endpoint is
 * bundled while the build is prepared, and pages get their policy and are indexed as they are
 * rendered.
 */
export function builtSite(): AstroIntegration {
  let folders: Folders = { content: '', copied: '', site: '' };
  let bundles: Promise<Bundles> | undefined;
  let build: Build | undefined;
  const modules = new Set<string>();
  return {
    name: 'built-site',
    hooks: {
      'astro:config:setup': ({ command, updateConfig }) => {
        const plugin = noteModules(modules);
        updateConfig({ vite: { plugins: [plugin], worker: { plugins: () => [plugin] } } });
        if (command !== 'build' || deploymentFrom(process.env).endpoint === undefined) return;
        bundles = bundleEndpoint();
        // A failure counts once the endpoint is written.
        bundles.catch(() => undefined);
      },
      'astro:config:done': ({ config }) => {
        folders = {
          content: fileURLToPath(new URL('content/', config.root)),
          copied: fileURLToPath(config.publicDir),
          site: fileURLToPath(config.outDir),
        };
      },
      'astro:build:start': async ({ setPrerenderer }) => {
        const started = await startBuild(folders.site, deploymentFrom(process.env));
        const { deployment, handling } = started;
        build = started;
        setPrerenderer((renderer) => handlePages(renderer, deployment.base, handling));
      },
      'astro:build:done': async ({ logger }) => {
        if (build !== undefined) await finishBuild(build, folders, { bundles, modules }, logger);
      },
    },
  };
}
