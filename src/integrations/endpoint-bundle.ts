import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Deployment } from '../event/deployment.ts';
import { readContent } from '../registration/hosts/node/content.ts';

/**
 * Writes the Node host with all that it needs into `serve.mjs`; what sends mail by SMTP stands beside it, in
 * `smtp.mjs`, and is loaded where it is configured alone.
 */
async function bundleHost(folder: string): Promise<void> {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(import.meta.resolve('../registration/hosts/node/serve.ts')),
      outDir: folder,
      emptyOutDir: true,
      target: 'node24',
      sourcemap: false,
      minify: true,
      rolldownOptions: { output: { entryFileNames: 'serve.mjs', chunkFileNames: '[name].mjs' } },
    },
  });
}

/** Where the parts of a build stand, as paths of folders. */
export interface BuildFolders {
  readonly content: string;
  /** The built site. */
  readonly site: string;
  /** Where the endpoint for Node goes. */
  readonly endpoint: string;
}

/**
 * Writes the endpoint for Node beside a built site: `serve.mjs`, which needs no module of another package, and
 * `site.json`, what the host needs to know of the site.
 * @param hashes the hashes of the style sheets of all pages, once nothing changes these any more
 */
export async function writeEndpoint(
  deployment: Deployment,
  { content, site, endpoint }: BuildFolders,
  hashes: Promise<readonly string[]>,
): Promise<void> {
  await bundleHost(endpoint);
  const styleHashes = await hashes;
  const built = {
    deployment,
    ...(await readContent(content)),
    page: await readFile(join(site, 'register', 'index.html'), 'utf8'),
    styleHashes,
  };
  await writeFile(join(endpoint, 'site.json'), JSON.stringify(built));
}
