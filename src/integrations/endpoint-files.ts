import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { eventCalendar } from '../exchange/event-calendar.ts';
import type { EndpointDeployment } from '../registration/hosts/deployment-paths.ts';
import { lambdaFiles } from '../registration/hosts/lambda/files.ts';
import { netlifyFiles } from '../registration/hosts/netlify/files.ts';
import { readContent } from '../registration/content/read-content.ts';
import { vercelFiles, vercelFunction } from '../registration/hosts/vercel/files.ts';
import { workersFiles } from '../registration/hosts/workers/files.ts';
import { bundleHosts, type Bundle, type Host } from './endpoint-bundle.ts';

/** The folders of the parts of a build. */
export interface BuildFolders {
  readonly content: string;
  /** The built site. */
  readonly site: string;
  /** The endpoint's folder, with a folder for each host. */
  readonly endpoint: string;
}

/** Files by path below a host's folder. */
type Files = Readonly<Record<string, string>>;

/**
 * The files for hosts that are a process and also serve the pages. They read `site.json` beside
 * them.
 */
function processFiles(host: Host, bundle: Bundle, site: string): Files {
  return { ...Object.fromEntries(bundle(host, 'serve.mjs')), 'site.json': site };
}

/** The bundle of a host that calls functions, and the site as a module, in a folder. */
function functionFiles(host: Host, bundle: Bundle, site: string, folder = ''): Files {
  const files = [...bundle(host, 'endpoint.mjs'), ['site.mjs', `export default ${site};\n`]];
  return Object.fromEntries(files.map(([name = '', text = '']) => [join(folder, name), text]));
}

const recipes = new URL('../registration/hosts/node/', import.meta.url);

async function nodeRecipes(): Promise<Files> {
  const names = ['Containerfile', 'registrations.service'];
  const read = names.map(async (name) => [name, await readFile(new URL(name, recipes), 'utf8')]);
  return Object.fromEntries(await Promise.all(read));
}

async function filesOf(
  bundle: Bundle,
  deployment: EndpointDeployment,
  site: string,
): Promise<Readonly<Record<Host, Files>>> {
  const functions = (host: Host, folder?: string) => functionFiles(host, bundle, site, folder);
  const databaseId = process.env['D1_DATABASE_ID'] || undefined;
  return {
    node: { ...processFiles('node', bundle, site), ...(await nodeRecipes()) },
    deno: processFiles('deno', bundle, site),
    bun: processFiles('bun', bundle, site),
    workers: { ...functions('workers'), ...workersFiles(deployment, databaseId) },
    lambda: { ...functions('lambda'), ...lambdaFiles() },
    netlify: { ...functions('netlify', 'registration'), ...netlifyFiles(deployment) },
    vercel: { ...functions('vercel', vercelFunction), ...vercelFiles(deployment) },
  };
}

/**
 * Writes the endpoint beside a built site, a folder for each host, with what it needs to know about
 * the site. The files need no packages.
 * @param hashes the final hashes of the style sheets of all pages
 */
export async function writeEndpoint(
  deployment: EndpointDeployment,
  { content, site, endpoint }: BuildFolders,
  hashes: Promise<readonly string[]>,
): Promise<void> {
  const bundle = await bundleHosts();
  const styleHashes = await hashes;
  const read = await readContent(content);
  const built = JSON.stringify({
    deployment,
    ...read,
    calendar: eventCalendar(read.event, deployment),
    page: await readFile(join(site, 'register', 'index.html'), 'utf8'),
    styleHashes,
  });
  await rm(endpoint, { recursive: true, force: true });
  for (const [host, files] of Object.entries(await filesOf(bundle, deployment, built))) {
    for (const [name, text] of Object.entries(files)) {
      const path = join(endpoint, host, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
  }
}
