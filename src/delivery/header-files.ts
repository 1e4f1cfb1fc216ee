import { differenceOf, pathPattern, type HeaderRule } from './header-rules.ts';
import type { Headers } from './headers.ts';
import { isCompressible, mediaTypes } from './media-types.ts';

const lines = (texts: readonly string[]): string => `${texts.join('\n')}\n`;

const indented = (texts: readonly string[], by = '  '): string[] => texts.map((text) => by + text);

/** The path of the site's page for what is missing. The first rule's path is the base and `*`. */
function missingPage([all]: readonly HeaderRule[]): string {
  return (all?.path ?? '/*').replace(/\*$/, '404.html');
}

const compressibleTypes = [...new Set(Object.values(mediaTypes).filter(isCompressible))].map(
  (type) => type.replace(/;.*/, ''),
);

/**
 * The rules as the `_headers` file of Netlify and Cloudflare. Every matching rule applies there, so
 * rules after the first only hold the differences. Netlify takes the later value of a header.
 * Cloudflare would send both, and is told by `! NAME` to drop the earlier; Netlify ignores a line
 * without a colon. Both keep pages fresh by themselves, which immutable files must not inherit.
 */
export function headersFile(rules: readonly HeaderRule[]): string {
  return rules
    .map((rule, index) => {
      const { 'Cache-Control': _, ...all } = rule.headers;
      const fields = Object.entries(index === 0 ? all : differenceOf(rule, rules));
      const earlier = fields.filter(([name]) => index > 0 && rules[0]?.headers[name] !== undefined);
      const dropped = earlier.filter(([name]) => name !== 'Cache-Control');
      return lines([
        rule.path,
        ...dropped.map(([name]) => `  ! ${name}`),
        ...fields.map(([name, value]) => `  ${name}: ${value}`),
      ]);
    })
    .join('');
}

const nginxCompression = [
  'gzip on;',
  'gzip_vary on;',
  'gzip_comp_level 6;',
  'gzip_min_length 512;',
  // nginx always compresses text/html, and warns about it here.
  `gzip_types ${compressibleTypes.filter((type) => type !== 'text/html').join(' ')};`,
];

function nginxPlace(path: string): string {
  if (!path.includes('*')) return `= ${path}`;
  return path.endsWith('*') ? path.slice(0, -1) : `~ "${pathPattern(path)}"`;
}

function nginxLocation(place: string, headers: Headers, more: readonly string[]): string {
  const { 'Content-Type': type, ...added } = headers;
  return lines([
    `location ${place} {`,
    // add_header would send a second Content-Type beside nginx's own.
    ...(type === undefined ? [] : ['  types { }', `  default_type "${type}";`]),
    ...Object.entries(added).map(([name, value]) => `  add_header ${name} "${value}" always;`),
    ...indented(more),
    '}',
  ]);
}

/**
 * The rules as a snippet for nginx's `server` block. Every location has all its headers, since a
 * single add_header discards the outer ones. Whatever is missing gets the headers of the page for
 * it. Redirects name no host and port: nginx does not know those that a proxy before it has.
 */
export function nginxSnippet(rules: readonly HeaderRule[]): string {
  const missing = missingPage(rules);
  const base = missing.replace(/404\.html$/, '');
  const all = rules[0]?.headers ?? {};
  const common = [
    `error_page 404 ${missing};`,
    'absolute_redirect off;',
    'server_tokens off;',
    ...nginxCompression,
  ];
  const locations = rules.map(({ path, headers }) =>
    nginxLocation(nginxPlace(path), headers, common),
  );
  const root = nginxLocation(`= ${base.slice(0, -1)}`, all, [
    'absolute_redirect off;',
    `return 301 ${base}$is_args$args;`,
  ]);
  return locations.join('') + (base === '/' ? '' : root);
}

// Removing a header defers the whole directive until after those that set other values.
function caddyFields(headers: Headers): string[] {
  return ['header {', ...indented(Object.entries(headers).map(quotedField)), '}', 'header -Server'];
}

function quotedField([name, value]: readonly [string, string]): string {
  return `${name} "${value}"`;
}

/**
 * The rules as a snippet to import into a site block of a Caddyfile. In a `route` the directives
 * apply in their order, so rules after the first only hold the differences.
 */
export function caddySnippet(rules: readonly HeaderRule[]): string {
  const missing = missingPage(rules);
  const base = missing.replace(/404\.html$/, '');
  const all = rules[0]?.headers ?? {};
  const place = base === '/' ? '/*' : `${base.slice(0, -1)} ${base}*`;
  const others = rules
    .slice(1)
    .flatMap((rule, index) => [
      `@event${index} path_regexp ${pathPattern(rule.path)}`,
      `header @event${index} {`,
      ...indented(Object.entries(differenceOf(rule, rules)).map(quotedField)),
      '}',
    ]);
  return lines([
    `@event path ${place}`,
    'route @event {',
    ...indented(['encode zstd gzip', ...caddyFields(all), ...others]),
    '}',
    'handle_errors {',
    ...indented([
      `@missing path ${place}`,
      'handle @missing {',
      ...indented([
        ...caddyFields({ ...all, 'Content-Type': mediaTypes['.html'] ?? '' }),
        `rewrite * ${missing}`,
        'file_server',
      ]),
      '}',
    ]),
    '}',
  ]);
}

/**
 * The rules as an `.htaccess` file for Apache, to stand at the site's root. It needs
 * `AllowOverride FileInfo`. A header of the table `always` is sent with every status.
 */
export function apacheFile(rules: readonly HeaderRule[]): string {
  const fields = rules.flatMap((rule, index) => {
    const { 'Content-Type': _, ...headers } =
      index === 0 ? rule.headers : differenceOf(rule, rules);
    const where = index === 0 ? '' : ` "expr=%{REQUEST_URI} =~ m#${pathPattern(rule.path)}#"`;
    return Object.entries(headers).map(
      ([name, value]) => `Header always set ${name} "${value}"${where}`,
    );
  });
  const types = Object.entries(mediaTypes).map(([ending, type]) => `AddType "${type}" ${ending}`);
  return lines([
    `ErrorDocument 404 ${missingPage(rules)}`,
    ...types,
    '<IfModule mod_headers.c>',
    ...indented(fields),
    '</IfModule>',
    '<IfModule mod_deflate.c>',
    ...indented([`AddOutputFilterByType DEFLATE ${compressibleTypes.join(' ')}`]),
    '</IfModule>',
  ]);
}
