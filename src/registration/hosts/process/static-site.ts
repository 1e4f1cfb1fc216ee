import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { headersAt, type HeaderRule } from '../../../delivery/header-rules.ts';
import type { Headers as Fields } from '../../../delivery/headers.ts';
import { siteFile, type SiteFile } from './site-file.ts';

/** A built site in memory: its files by path, below the base. */
type Files = ReadonlyMap<string, SiteFile>;

async function filesOf(folder: string, base: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(async ({ parentPath, name }): Promise<[string, SiteFile]> => {
      const path = join(parentPath, name);
      const below = path.slice(join(folder, sep).length).split(sep).join('/');
      const address = base + below.replace(/(^|\/)index\.html$/, '$1');
      return [address, siteFile(path, await readFile(path))];
    });
  return new Map(await Promise.all(files));
}

function pathOf(request: Request): string {
  const { pathname } = new URL(request.url);
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

function isKnown(request: Request, tag: string): boolean {
  const known = request.headers.get('if-none-match')?.split(',') ?? [];
  // A cache may have marked the tag as weak. This comparison ignores the mark.
  return known.some((one) => one.trim().replace(/^W\//, '') === tag);
}

async function reply(
  request: Request,
  file: SiteFile,
  status: 200 | 404,
  fields: Fields,
): Promise<Response> {
  const { coding, bytes, tag } = await file.in(request.headers.get('accept-encoding') ?? '');
  const headers = new Headers({ 'Content-Type': file.type, ...fields });
  if (file.varies) headers.append('Vary', 'Accept-Encoding');
  if (status === 200) headers.set('ETag', tag);
  if (status === 200 && isKnown(request, tag)) return new Response(null, { status: 304, headers });
  headers.set('Content-Length', String(bytes.length));
  if (coding !== 'identity') headers.set('Content-Encoding', coding);
  return new Response(request.method === 'HEAD' ? null : bytes, { status, headers });
}

/**
 * Serves a built site like a static host: the files that existed at the start, `/x/` for
 * `x/index.html`, a redirect from `/x` to `/x/`, `404.html` for unknown paths, compressed if the
 * client accepts it, 304 if the client has it. The last rule that matches a file's path gives its
 * headers; the first rule gives those of every other reply.
 * @throws Error with one sentence if the folder holds no site.
 */
export async function staticSite(
  folder: string,
  base: string,
  rules: readonly HeaderRule[],
): Promise<(request: Request) => Promise<Response>> {
  const files: Files = await filesOf(folder, base).catch((): Files => new Map());
  if (!files.has(base)) {
    throw new Error(`There is no built site in ${folder}; \`npm run build\` creates it.`);
  }
  const others: Fields = rules[0]?.headers ?? {};
  return async (request) => {
    const path = pathOf(request);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response(null, { status: 405, headers: { ...others, Allow: 'GET, HEAD' } });
    }
    const file = files.get(path);
    if (file !== undefined) return reply(request, file, 200, headersAt(path, rules));
    if (files.has(`${path}/`)) {
      const { pathname, search } = new URL(request.url);
      const headers = { ...others, Location: `${pathname}/${search}` };
      return new Response(null, { status: 301, headers });
    }
    const missing = files.get(`${base}404.html`);
    return missing === undefined
      ? new Response('Not found', { status: 404, headers: others })
      : reply(request, missing, 404, others);
  };
}
