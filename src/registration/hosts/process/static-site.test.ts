import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { staticSite } from './static-site.ts';

const home = `<!doctype html><title>Home</title>${'<p>Read on.</p>'.repeat(100)}`;
let folder: string;
let serve: Awaited<ReturnType<typeof staticSite>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'site-'));
  await mkdir(join(folder, 'venue'));
  await mkdir(join(folder, '.well-known'));
  await mkdir(join(folder, '_astro'));
  await writeFile(join(folder, '_astro', 'style.abc.css'), 'a{}');
  await writeFile(join(folder, 'index.html'), home);
  await writeFile(join(folder, 'venue', 'index.html'), '<title>Venue</title>');
  await writeFile(join(folder, '404.html'), '<title>Not here</title>');
  await writeFile(join(folder, '.well-known', 'security.txt'), 'Contact: mailto:a@b.example');
  serve = await staticSite(folder, '/some/path/', [
    { path: '/some/path/*', headers: { 'X-Rule': 'all', 'Cache-Control': 'no-cache' } },
    { path: '/some/path/_astro/*', headers: { 'X-Rule': 'hashed', 'Cache-Control': 'immutable' } },
  ]);
});
afterAll(() => rm(folder, { recursive: true }));

function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return serve(new Request(`http://localhost${path}`, { headers, method }));
}

describe('the static site', () => {
  it('answers a page at its address with the headers that its path calls for', async () => {
    const response = await get('/some/path/venue/');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('x-rule')).toBe('all');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toBe('<title>Venue</title>');
  });

  it('serves files in folders whose name begins with a dot', async () => {
    const response = await get('/some/path/.well-known/security.txt');
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  });

  it('answers a hashed file with the headers of its rule, and not one that does not exist', async () => {
    const found = await get('/some/path/_astro/style.abc.css');
    expect(found.headers.get('cache-control')).toBe('immutable');
    const missing = await get('/some/path/_astro/style.xyz.css');
    expect(missing.status).toBe(404);
    expect(missing.headers.get('cache-control')).toBe('no-cache');
    expect(missing.headers.get('x-rule')).toBe('all');
  });

  it.each(['/some/path/nothing/', '/', '/some/path/../../etc/passwd', '/some/path/%zz', '/%00'])(
    'answers %s with the page for what is missing',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(404);
      expect(await response.text()).toBe('<title>Not here</title>');
    },
  );

  it('leads from an address without its slash to the page, and keeps the query', async () => {
    for (const [path, location] of [
      ['/some/path/venue?highlight=map', '/some/path/venue/?highlight=map'],
      ['/some/path', '/some/path/'],
    ]) {
      const response = await get(path ?? '');
      expect(response.status).toBe(301);
      expect(response.headers.get('location')).toBe(location);
    }
  });

  it('never leads to another host', async () => {
    expect((await get('//evil.example/..')).headers.get('location')).toBeNull();
  });

  it('compresses text by what the client takes', async () => {
    const brotli = await get('/some/path/', { 'accept-encoding': 'gzip, deflate, br' });
    expect(brotli.headers.get('content-encoding')).toBe('br');
    expect(brotliDecompressSync(await brotli.arrayBuffer()).toString()).toBe(home);
    const gzip = await get('/some/path/', { 'accept-encoding': 'gzip;q=0.5, br;q=0' });
    expect(gunzipSync(await gzip.arrayBuffer()).toString()).toBe(home);
    const plain = await get('/some/path/');
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(plain.headers.get('vary')).toBe('Accept-Encoding');
  });

  it('answers 304 to a client that has the page, in the coding that it has', async () => {
    const headers = { 'accept-encoding': 'br' };
    const tag = (await get('/some/path/', headers)).headers.get('etag') ?? '';
    const again = await get('/some/path/', { ...headers, 'if-none-match': `"x", W/${tag}` });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    expect((await get('/some/path/', { 'if-none-match': tag })).status).toBe(200);
  });

  it('answers HEAD like GET, without the body', async () => {
    const response = await get('/some/path/', {}, 'HEAD');
    expect(response.headers.get('content-length')).toBe(String(home.length));
    expect(await response.text()).toBe('');
  });

  it('refuses other methods and names those that it takes', async () => {
    const response = await get('/some/path/', {}, 'POST');
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });

  it('refuses a folder without a site in one sentence', async () => {
    await expect(staticSite('/nowhere', '/', [])).rejects.toThrow(
      'There is no built site in /nowhere; `npm run build` creates it.',
    );
  });
});
