import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { headerRules, type HeaderRule } from '../delivery/header-rules.ts';
import { eventCalendar } from '../exchange/event-calendar.ts';
import type { EndpointDeployment } from '../registration/hosts/deployment-paths.ts';
import { lambdaFiles } from '../registration/hosts/lambda/files.ts';
import { netlifyFiles } from '../registration/hosts/netlify/files.ts';
import { readContent } from '../registration/content/read-content.ts';
import { vercelFiles, vercelFunction } from '../registration/hosts/vercel/files.ts';
import { workersFiles } from '../registration/hosts/workers/files.ts';
import type { BundledFile, Bundles, Host } from './endpoint-bundle.ts';
import { licencesOf } from './licences.ts';

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

/** The files of a bundle, and the licences of what is in them. */
async function bundleFiles(files: readonly BundledFile[], folder = ''): Promise<Files> {
  const named = files.map(({ name, code }) => [join(folder, name), code]);
  const licences = await licencesOf(files.flatMap(({ modules }) => modules));
  return { ...Object.fromEntries(named), 'licences.txt': licences };
}

/**
 * The files for hosts that are a process and also serve the pages. They read `site.json` beside
 * them.
 */
async function processFiles(files: readonly BundledFile[], site: string): Promise<Files> {
  return { ...(await bundleFiles(files)), 'site.json': site };
}

/** The bundle of a host that calls functions, and the site as a module, in a folder. */
async function functionFiles(files: readonly BundledFile[], site: string, folder = '') {
  return {
    ...(await bundleFiles(files, folder)),
    [join(folder, 'site.mjs')]: `export default ${site};\n`,
  };
}

const recipes = new URL('../registration/hosts/node/', import.meta.url);

async function nodeRecipes(): Promise<Files> {
  const names = ['Containerfile', 'registrations.service'];
  const read = names.map(async (name) => [name, await readFile(new URL(name, recipes), 'utf8')]);
  return Object.fromEntries(await Promise.all(read));
}

async function filesOf(
  { host, command }: Bundles,
  deployment: EndpointDeployment,
  site: string,
  rules: readonly HeaderRule[],
): Promise<Readonly<Record<Host, Files>>> {
  const server = (name: Host) => host(name, 'serve.mjs');
  const functions = (name: Host, folder?: string) =>
    functionFiles(host(name, 'endpoint.mjs'), site, folder);
  const databaseId = process.env['D1_DATABASE_ID'] || undefined;
  return {
    node: {
      ...(await processFiles([...server('node'), ...command], site)),
      ...(await nodeRecipes()),
    },
    deno: await processFiles(server('deno'), site),
    bun: await processFiles(server('bun'), site),
    workers: { ...(await functions('workers')), ...workersFiles(deployment, databaseId) },
    lambda: { ...(await functions('lambda')), ...lambdaFiles() },
    netlify: { ...(await functions('netlify', 'registration')), ...netlifyFiles(deployment) },
    vercel: { ...(await functions('vercel', vercelFunction)), ...vercelFiles(deployment, rules) },
  };
}

/**
 * Writes the endpoint beside a built site, a folder for each host, with what it needs to know about
 * the site. The files need no packages.
 * @param styleHashes the hashes of the style sheets of all pages
 */
export async function writeEndpoint(
  bundles: Bundles,
  deployment: EndpointDeployment,
  { content, site, endpoint }: BuildFolders,
  styleHashes: readonly string[],
): Promise<void> {
  const read = await readContent(content);
  const built = JSON.stringify({
    deployment,
    ...read,
    calendar: eventCalendar(read.event, deployment),
    page: await readFile(join(site, 'register', 'index.html'), 'utf8'),
    styleHashes,
  });
  await rm(endpoint, { recursive: true, force: true });
  await mkdir(endpoint, { recursive: true });
  await cp(new URL('dockerignore', recipes), join(endpoint, '../.dockerignore'));
  const rules = headerRules(deployment, styleHashes);
  for (const [host, files] of Object.entries(await filesOf(bundles, deployment, built, rules))) {
    for (const [name, text] of Object.entries(files)) {
      const path = join(endpoint, host, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
  }
}
