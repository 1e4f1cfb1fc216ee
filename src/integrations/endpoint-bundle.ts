import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Deployment } from '../event/deployment.ts';
import { readContent } from '../registration/hosts/node/content.ts';
import { styleHashes } from './security-headers.ts';

/** The hashes of the style sheets that stand inside a built site's pages. */
async function styleHashesOf(site: string): Promise<string[]> {
  const files = await Array.fromAsync(glob('**/*.html', { cwd: site }));
  return styleHashes(await Promise.all(files.map((file) => readFile(join(site, file), 'utf8'))));
}

/** Writes the Node host with all that it needs into one file, `serve.mjs`. */
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
      rolldownOptions: { output: { entryFileNames: 'serve.mjs', codeSplitting: false } },
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
 * Writes the endpoint for Node beside a built site: `serve.mjs`, which needs no other module, and
 * `site.json`, what the host needs to know of the site.
 */
export async function writeEndpoint(
  deployment: Deployment,
  { content, site, endpoint }: BuildFolders,
): Promise<void> {
  await bundleHost(endpoint);
  const built = {
    deployment,
    ...(await readContent(content)),
    page: await readFile(join(site, 'register', 'index.html'), 'utf8'),
    styleHashes: await styleHashesOf(site),
  };
  await writeFile(join(endpoint, 'site.json'), JSON.stringify(built));
}
