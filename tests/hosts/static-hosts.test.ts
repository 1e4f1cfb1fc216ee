import { cp, mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Miniflare } from 'miniflare';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deploymentFrom } from '../../src/delivery/deployment.ts';
import { headerRules, headersAt, type HeaderRule } from '../../src/delivery/header-rules.ts';
import { styleHashes } from '../../src/integrations/security-headers.ts';
import { build } from '../built-site/variants.ts';
import {
  ask,
  certificateIn,
  freePort,
  guideBlock,
  isInstalled,
  publicFolder,
  runWebServer,
  type Reply,
  type WebServer,
} from './web-servers.ts';

const bases = ['/', '/events/x/'] as const;
type Base = (typeof bases)[number];

const environmentAt = (base: Base) => ({
  SITE_URL: `https://localhost${base}`,
  REGISTRATION_URL: 'https://register.example.org/in',
});

/** A build at a base: its `dist/`, and the headers that its files are to have. */
interface Built {
  readonly dist: string;
  readonly rules: readonly HeaderRule[];
}

let folder: string;
const builds = new Map<Base, Built>();

async function hashesIn(site: string): Promise<string[]> {
  const files = (await readdir(site, { recursive: true })).filter((name) => name.endsWith('.html'));
  const pages = files.map(async (name) => styleHashes(await readFile(join(site, name), 'utf8')));
  return [...new Set((await Promise.all(pages)).flat())].toSorted();
}

beforeAll(async () => {
  folder = await publicFolder();
  const building = bases.map(async (base) => {
    const environment = environmentAt(base);
    const name = base === '/' ? 'root' : 'path';
    const dist = join(await build(folder, { name, environment }), 'dist');
    const hashes = await hashesIn(join(dist, 'site'));
    builds.set(base, { dist, rules: headerRules(deploymentFrom(environment), hashes) });
  });
  await Promise.all(building);
}, 400_000);
afterAll(() => rm(folder, { recursive: true }));

function builtAt(base: Base): Built {
  const built = builds.get(base);
  if (built === undefined) throw new Error(`No site is built at ${base}.`);
  return built;
}

/** A deployed site: asks for a path below its host's origin. */
type Deployed = (path: string, headers?: Readonly<Record<string, string>>) => Promise<Reply>;

/** What runs a web server by the guide, for a site below a document root. */
const recipes: Readonly<Record<WebServer, (root: string, dist: string) => Promise<string[]>>> = {
  nginx: async (root, dist) => {
    const { certificate, key } = certificateIn(folder);
    const port = await freePort();
    const block = guideBlock('nginx', 'nginx')
      .replace('443', `localhost:${port}`)
      .replace('/etc/ssl/example.org.pem', certificate)
      .replace('/etc/ssl/example.org.key', key)
      .replace('/srv/www', root)
      .replace('/etc/nginx/event.conf', join(dist, 'headers/nginx.conf'));
    return [block, `https://localhost:${port}`];
  },
  caddy: async (root, dist) => {
    const origin = `http://localhost:${await freePort()}`;
    const block = guideBlock('Caddy', 'caddyfile')
      .replace('example.org', origin)
      .replace('/srv/www', root)
      .replace('/etc/caddy/event.caddy', join(dist, 'headers/Caddyfile'));
    return [block, origin];
  },
  apache: async (root) => {
    const port = await freePort();
    const block = guideBlock('Apache', 'apache').replace('/srv/www', root);
    return [`Listen localhost:${port}\nDocumentRoot ${root}\n${block}`, `http://localhost:${port}`];
  },
};

async function deploy(
  server: WebServer,
  base: Base,
): Promise<{ get: Deployed; stop: () => Promise<void> }> {
  const { dist } = builtAt(base);
  const root = await publicFolder();
  await mkdir(dirname(join(root, base)), { recursive: true });
  await cp(join(dist, 'site'), join(root, base), { recursive: true });
  const [block = '', origin = ''] = await recipes[server](root, dist);
  const stop = await runWebServer(server, block, origin);
  return { get: (path, headers) => ask(origin + path, headers), stop };
}

/** The headers of a reply that the rules speak of. */
function ruled({ headers }: Pick<Reply, 'headers'>, rule: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.keys(rule).map((name) => [name, headers[name.toLowerCase()]]));
}

const files = [
  '',
  'venue/',
  'register/',
  'event.ics',
  'programme/changes.atom',
  'schedule.json',
  'schedule.xml',
  'manifest.webmanifest',
  'robots.txt',
  '.well-known/security.txt',
  'og/card.png',
] as const;

for (const server of ['nginx', 'caddy', 'apache'] as const) {
  describe.skipIf(!isInstalled(server)).each(bases)(
    `${server}, set up by the guide, at %s`,
    (base) => {
      let get: Deployed;
      let stop: () => Promise<void>;

      beforeAll(async () => ({ get, stop } = await deploy(server, base)), 60_000);
      afterAll(() => stop());

      it.each(files)('sends %j with the headers and the type of its kind', async (file) => {
        const reply = await get(base + file);
        expect(reply.status).toBe(200);
        const rule = headersAt(base + file, builtAt(base).rules);
        expect(ruled(reply, rule)).toEqual(rule);
      });

      it('lets a hashed file be kept for good, and no missing one', async () => {
        const names = await readdir(join(builtAt(base).dist, 'site/_astro'));
        const hashed = await get(`${base}_astro/${names.find((name) => name.endsWith('.js'))}`);
        expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
        expect((await get(`${base}_astro/gone.js`)).headers['cache-control']).toBe('no-cache');
      });

      it.each(['nope/', 'nope', 'nope.ics', 'register/nope', '_astro/nope.js'])(
        'answers the missing %s with the site’s own page and all its headers',
        async (path) => {
          const reply = await get(base + path);
          expect(reply.status).toBe(404);
          const page = await readFile(join(builtAt(base).dist, 'site/404.html'), 'utf8');
          expect(reply.body.toString()).toBe(page);
          expect(reply.headers['content-type']).toMatch(/^text\/html/);
          const rule = builtAt(base).rules[0]?.headers ?? {};
          expect(ruled(reply, rule)).toEqual(rule);
        },
      );

      it('leads from an address without its slash to the page, with the headers', async () => {
        const reply = await get(`${base}venue`);
        expect([301, 308]).toContain(reply.status);
        expect(reply.headers.location).toMatch(new RegExp(`${base}venue/$`));
        expect(reply.headers['x-content-type-options']).toBe('nosniff');
        const own = await get(base.slice(0, -1) || '/');
        expect(own.headers['x-content-type-options']).toBe('nosniff');
      });

      it('compresses pages, calendars and feeds', async () => {
        const accepted = { 'accept-encoding': 'gzip' };
        for (const file of ['', 'schedule.json', 'programme/changes.atom']) {
          const reply = await get(base + file, accepted);
          expect(reply.headers['content-encoding'], file).toBe('gzip');
          expect(reply.headers.vary, file).toMatch(/accept-encoding/i);
        }
      });

      it('answers 304 to a reader who has the page', async () => {
        const first = await get(base);
        const known = first.headers.etag ?? '';
        expect(known).not.toBe('');
        expect((await get(base, { 'if-none-match': known })).status).toBe(304);
      });
    },
  );
}

describe.each(bases)('Cloudflare’s assets, with _headers, at %s', (base) => {
  let cloudflare: Miniflare;

  beforeAll(async () => {
    const root = await publicFolder();
    await mkdir(dirname(join(root, base)), { recursive: true });
    await cp(join(builtAt(base).dist, 'site'), join(root, base), { recursive: true });
    if (base !== '/') await cp(join(root, base, '_headers'), join(root, '_headers'));
    cloudflare = new Miniflare({
      modules: true,
      script: 'export default { fetch: () => new Response("no", { status: 500 }) }',
      compatibilityDate: '2026-07-01',
      assets: {
        directory: root,
        assetConfig: { html_handling: 'auto-trailing-slash', not_found_handling: '404-page' },
      },
    });
  }, 60_000);
  afterAll(() => cloudflare.dispose());

  it.each(files)('sends %j with the headers of its kind, each once', async (file) => {
    const reply = await cloudflare.dispatchFetch(`http://localhost${base}${file}`);
    expect(reply.status).toBe(200);
    const { 'Cache-Control': _, ...rule } = headersAt(base + file, builtAt(base).rules);
    const headers = Object.fromEntries(reply.headers);
    expect(ruled({ headers }, rule)).toEqual(rule);
    expect(headers['cache-control']).toBe('public, max-age=0, must-revalidate');
  });
});
