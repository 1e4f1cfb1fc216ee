import { pageHeaders, type Headers, type PagePolicy } from './headers.ts';

/** The headers of the files at one path of the site. A final `*` matches everything below. */
export interface HeaderRule {
  readonly path: string;
  readonly headers: Headers;
}

/**
 * The headers of a site whose pages are below `base` (`/`, `/some/path/`), each rule complete. The
 * first is for everything that the others do not match.
 */
export function headerRules(base: string, policy: PagePolicy): HeaderRule[] {
  const all = pageHeaders(policy);
  return [
    { path: `${base}*`, headers: all },
    {
      path: `${base}_astro/*`,
      // The names of these files contain a hash of their content.
      headers: { ...all, 'Cache-Control': 'public, max-age=31536000, immutable' },
    },
    {
      path: `${base}.well-known/security.txt`,
      headers: { ...all, 'Content-Type': 'text/plain; charset=utf-8' },
    },
    // Other sites show the share cards.
    { path: `${base}og/*`, headers: { ...all, 'Cross-Origin-Resource-Policy': 'cross-origin' } },
  ];
}

const lines = (texts: readonly string[]): string => `${texts.join('\n')}\n`;

/**
 * The rules as the `_headers` file of Netlify and Cloudflare Pages. Every matching rule applies
 * there, so rules after the first only hold the differences. If two set the same header (`og/`),
 * Netlify takes the later value; Cloudflare sends both, which browsers treat as none.
 */
export function headersFile(rules: readonly HeaderRule[]): string {
  const [all] = rules;
  return rules
    .map(({ path, headers }) => {
      const written = Object.entries(headers).filter(
        ([name, value]) => headers === all?.headers || all?.headers[name] !== value,
      );
      return lines([path, ...written.map(([name, value]) => `  ${name}: ${value}`)]);
    })
    .join('');
}

function nginxLocation({ path, headers }: HeaderRule): string {
  const { 'Content-Type': type, ...added } = headers;
  const place = path.endsWith('*') ? `location ${path.slice(0, -1)}` : `location = ${path}`;
  return lines([
    `${place} {`,
    // add_header would send a second Content-Type beside nginx's own.
    ...(type === undefined ? [] : ['  types { }', `  default_type "${type}";`]),
    ...Object.entries(added).map(([name, value]) => `  add_header ${name} "${value}" always;`),
    '}',
  ]);
}

/**
 * The rules as a snippet for nginx's `server` block. Every location has all its headers, since a
 * single add_header discards the outer ones.
 */
export function nginxSnippet(rules: readonly HeaderRule[]): string {
  const server = ['server_tokens off;', 'client_max_body_size 16k;', 'client_body_timeout 10s;'];
  return lines(server) + rules.map(nginxLocation).join('');
}

/**
 * The rules as a snippet to import into a site block of a Caddyfile. The matchers are exclusive, so
 * the order in which Caddy sorts directives does not matter.
 */
export function caddySnippet(rules: readonly HeaderRule[]): string {
  const others = rules.slice(1).map(({ path }) => path);
  return rules
    .map(({ path, headers }, index) => {
      const name = `@headers${index}`;
      const matcher =
        index === 0
          ? [`${name} {`, `  path ${path}`, `  not path ${others.join(' ')}`, '}']
          : [`${name} path ${path}`];
      const fields = Object.entries(headers).map(([field, value]) => `  ${field} "${value}"`);
      return lines([...matcher, `header ${name} {`, ...fields, '  -Server', '}']);
    })
    .join('');
}
