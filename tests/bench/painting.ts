import { glob, mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { deploymentFrom } from '../../src/delivery/deployment.ts';
import { headerRules } from '../../src/delivery/header-rules.ts';
import { readBuiltSite } from '../../src/registration/hosts/process/read-built-site.ts';
import { listen } from '../../src/registration/hosts/process/server.ts';
import { staticSite } from '../../src/registration/hosts/process/static-site.ts';
import { chromiumSwitches, ensureChromium, installedChromium } from '../chromium.ts';
import { bareOf } from './bare-page.ts';
import { figureInWords, figureOf, ratioOf } from './figures.ts';
import type { Findings, Row } from './findings.ts';
import { conditions, firstPaint, phone } from './first-paint.ts';
import { rounds } from './rounds.ts';

/** The file of a page below the site's folder, and its path on a host. */
interface PagePlace {
  readonly file: string;
  readonly path: string;
}

/**
 * The pages of a built site. Problem pages differ in a few words, so only the first is included.
 */
async function pagesOf(site: string): Promise<PagePlace[]> {
  const files = (await Array.fromAsync(glob('**/*.html', { cwd: site }))).toSorted();
  const problem = files.find((file) => file.startsWith('problems/'));
  return files
    .filter((file) => !file.startsWith('problems/') || file === problem)
    .map((file) => ({ file, path: `/${file.replace(/(^|\/)index\.html$/, '$1')}` }));
}

/** Serves a folder like the Node host: compressed with brotli, with the site's own headers. */
async function serve(folder: string, styleHashes: readonly string[]) {
  const fetch = await staticSite(folder, '/', headerRules(deploymentFrom({}), styleHashes));
  const { port, stop } = await listen({ host: '127.0.0.1', port: 0 }, () => fetch);
  return { origin: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: () => stop(0) };
}

/** Writes the bare counterpart of each page into a folder. Scripts stay off: they add no words. */
async function writeBarePages(
  browser: Browser,
  origin: string,
  pages: readonly PagePlace[],
  folder: string,
): Promise<void> {
  await using context = await browser.newContext({ ...phone, javaScriptEnabled: false });
  const tab = await context.newPage();
  for (const { file, path } of pages) {
    await tab.goto(origin + path);
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), await bareOf(tab));
  }
}

/** First-paint times in milliseconds, in pairs. */
interface Times {
  readonly ours: number[];
  readonly bare: number[];
}

function rowOf(name: string, { ours, bare }: Times): Row {
  const columns = [ours, bare].map((times) => figureInWords(figureOf(times), 0));
  const goal = { side: 'at most', bound: 1.15 } as const;
  return { name, columns, ratio: ratioOf(ours, bare), goal };
}

async function paintTimes(
  browser: Browser,
  pages: readonly PagePlace[],
  origins: { readonly site: string; readonly bare: string },
): Promise<ReadonlyMap<string, Times>> {
  const all = new Map(pages.map(({ path }): [string, Times] => [path, { ours: [], bare: [] }]));
  await rounds(100_000, 9, async (round) => {
    for (const [path, { ours, bare }] of all) {
      const pair = [
        async () => ours.push(await firstPaint(browser, origins.site + path)),
        async () => bare.push(await firstPaint(browser, origins.bare + path)),
      ];
      // The second of a pair may find a warmer machine, so they take turns.
      for (const measure of round % 2 === 0 ? pair : pair.toReversed()) await measure();
    }
  });
  return all;
}

/**
 * Measures the first contentful paint of each page of a build in `folder` against a bare page with
 * the same text.
 * @throws Error with one sentence if there is no Chromium, or no built site.
 */
export async function measurePainting(folder: string): Promise<Findings> {
  ensureChromium();
  const { styleHashes } = await readBuiltSite(join(folder, 'dist/endpoint/node/site.json'));
  const pages = await pagesOf(join(folder, 'dist/site'));
  await using bareFolder = await mkdtempDisposable(join(tmpdir(), 'bench-bare-'));
  await using site = await serve(join(folder, 'dist/site'), styleHashes);
  await using browser = await chromium.launch({
    executablePath: installedChromium() ?? '',
    args: [...chromiumSwitches],
  });
  await writeBarePages(browser, site.origin, pages, bareFolder.path);
  await using bare = await serve(bareFolder.path, styleHashes);
  const times = await paintTimes(browser, pages, { site: site.origin, bare: bare.origin });
  return {
    title: 'First contentful paint, against a bare page with the same text',
    conditions,
    heads: ['page', 'site, ms', 'bare, ms'],
    rows: [...times].map(([path, each]) => rowOf(path, each)),
  };
}
