import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AstroPrerenderer } from 'astro';
import { expect, it } from 'vitest';
import { handleCopiedPages, handlePages, type PageHandling } from './rendered-pages.ts';

/** Marks each page, and notes the calls and the pages. */
function noted(): PageHandling & { readonly seen: string[]; readonly calls: string[] } {
  const [seen, calls]: [string[], string[]] = [[], []];
  return {
    seen,
    calls,
    change: (page, address) => `${page} at ${address}`,
    take: async (address, page) => {
      calls.push(address);
      seen.push(await page);
    },
  };
}

type Render = AstroPrerenderer['render'];
type Route = Parameters<Render>[1]['routeData'];

const route = (type: Route['type']): Route => ({
  type,
  route: '',
  component: '',
  params: [],
  pattern: /^/,
  segments: [],
  prerender: true,
  fallbackRoutes: [],
  isIndex: false,
  origin: 'project',
  distURL: [],
});

/** A renderer whose pages hold their path, the first of them late. */
const renderer: AstroPrerenderer = {
  name: 'sample',
  getStaticPaths: async () => [],
  render: async ({ url }) => {
    const { pathname } = new URL(url);
    await new Promise((resolve) => setTimeout(resolve, pathname.includes('late') ? 30 : 0));
    return { response: new Response(pathname, { headers: { 'Content-Type': 'text/html' } }) };
  },
};

const replyOf = async (rendered: ReturnType<Render>) => {
  const result = await rendered;
  return result instanceof Response ? result : result.response;
};

it('changes each rendered page, and takes it under its address in the order of the routes', async () => {
  const handling = noted();
  const { render } = handlePages(renderer, '/base/', handling);
  const paths = ['/base/', '/base/late/', '/base/caf%C3%A9/'];
  const replies = await Promise.all(
    paths.map((path) =>
      replyOf(render(new Request(`http://localhost${path}`), { routeData: route('page') })),
    ),
  );
  expect(await Promise.all(replies.map((reply) => reply.text()))).toEqual([
    '/base/ at /',
    '/base/late/ at /late/',
    '/base/caf%C3%A9/ at /café/',
  ]);
  expect(replies[0]?.headers.get('Content-Type')).toBe('text/html');
  expect(handling.calls).toEqual(['/', '/late/', '/café/']);
  expect(handling.seen.at(-1)).toBe('/base/late/ at /late/');
});

it('leaves files that are no pages as they are', async () => {
  const handling = noted();
  const { render } = handlePages(renderer, '/', handling);
  const request = new Request('http://localhost/event.ics');
  const reply = await replyOf(render(request, { routeData: route('endpoint') }));
  expect(await reply.text()).toBe('/event.ics');
  expect(handling.calls).toEqual([]);
});

it('handles the pages that are copied into the site', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'copied-'));
  const [copied, site] = [join(folder, 'public'), join(folder, 'site')];
  for (const each of [copied, site]) await mkdir(join(each, 'old'), { recursive: true });
  await writeFile(join(copied, 'old/index.html'), 'old');
  await writeFile(join(copied, 'letter.html'), 'letter');
  const handling = noted();
  await handleCopiedPages(copied, site, handling);
  expect(handling.calls).toEqual(['/letter.html', '/old/']);
  expect(await readFile(join(site, 'old/index.html'), 'utf8')).toBe('old at /old/');
  expect(handling.seen).toEqual(['letter at /letter.html', 'old at /old/']);
});

it('needs no folder of copied files', async () => {
  const handling = noted();
  await handleCopiedPages(join(tmpdir(), 'no-such-folder'), tmpdir(), handling);
  expect(handling.calls).toEqual([]);
});
