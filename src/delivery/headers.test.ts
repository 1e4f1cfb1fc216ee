import { expect, test } from 'vitest';
import { caddySnippet, headerRules, headersFile, nginxSnippet } from './header-files.ts';
import {
  endpointHeaders,
  pageHeaders,
  pagePolicyMeta,
  pageReferrerPolicy,
  type Headers,
} from './headers.ts';
import { observatoryScore } from './observatory.fixture.ts';

const hash = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
const together = { styleHashes: [hash], secure: true };
const elsewhere = { ...together, endpointOrigin: 'https://register.example.org' };
const rules = headerRules('/some/path/', together);

/** The headers that lines in the form `name value` set, by the path above them. */
function setBy(text: string, path: RegExp, header: RegExp): Map<string, Headers> {
  const found = new Map<string, Headers>();
  let at = '';
  for (const line of text.split('\n')) {
    at = path.exec(line)?.[1] ?? at;
    const [, name, value] = header.exec(line) ?? [];
    if (name !== undefined && value !== undefined) {
      found.set(at, { ...found.get(at), [name]: value });
    }
  }
  return found;
}

test('writes the policy of a page on one origin', () => {
  expect(pageHeaders({ styleHashes: [], secure: true })['Content-Security-Policy']).toBe(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
      "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; " +
      "manifest-src 'self'; form-action 'self'; object-src 'none'; base-uri 'none'; " +
      "upgrade-insecure-requests; frame-ancestors 'none'",
  );
});

test('names an endpoint elsewhere where forms and scripts may send', () => {
  const policy = pageHeaders(elsewhere)['Content-Security-Policy'];
  expect(policy).toContain("form-action 'self' https://register.example.org;");
  expect(policy).toContain("connect-src 'self' https://register.example.org;");
});

test('lets a form that goes elsewhere say where it comes from', () => {
  expect(pageReferrerPolicy(elsewhere)).toBe('strict-origin');
  expect(pageHeaders(elsewhere)['Referrer-Policy']).toBe('strict-origin');
});

test('asks for nothing over https where the site is served over http', () => {
  const headers = pageHeaders({ styleHashes: [], secure: false });
  expect(headers['Content-Security-Policy']).not.toContain('upgrade-insecure-requests');
  expect(headers).not.toHaveProperty('Strict-Transport-Security');
});

test('refuses to be framed, on pages and replies', () => {
  for (const headers of [pageHeaders(together), endpointHeaders('page', together)]) {
    expect(headers['Content-Security-Policy']).toContain("frame-ancestors 'none'");
    expect(headers['X-Frame-Options']).toBe('DENY');
  }
});

test('lets a reply of data do nothing when it is opened', () => {
  const headers = endpointHeaders('data', together);
  expect(headers['Content-Security-Policy']).toBe(
    "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  );
  expect(headers['X-Content-Type-Options']).toBe('nosniff');
});

test('keeps no reply of the endpoint', () => {
  expect(endpointHeaders('page', together)).toMatchObject({
    'Cache-Control': 'no-store',
    Vary: 'Origin, Sec-Fetch-Site, Accept',
  });
});

test('allows fonts to replies on the site’s own origin only', () => {
  const apart = { ...together, siteOrigin: 'https://example.org' };
  expect(endpointHeaders('page', together)['Content-Security-Policy']).toContain("font-src 'self'");
  expect(endpointHeaders('page', apart)['Content-Security-Policy']).not.toContain('font-src');
});

test('says in the meta element what the header says, but frame-ancestors', () => {
  expect(`${pagePolicyMeta(elsewhere)}; frame-ancestors 'none'`).toBe(
    pageHeaders(elsewhere)['Content-Security-Policy'],
  );
});

test('says the same in _headers as in the rules', () => {
  const set = setBy(headersFile(rules), /^(\/\S*)$/, /^ {2}([\w-]+): (.*)$/);
  const all = set.get('/some/path/*') ?? {};
  for (const { path, headers } of rules) expect({ ...all, ...set.get(path) }).toEqual(headers);
});

test('keeps every line of _headers below the 2,000 characters that Cloudflare reads', () => {
  const lengths = headersFile(rules)
    .split('\n')
    .map((line) => line.length);
  expect(Math.max(...lengths)).toBeLessThan(2000);
});

test('says the same to nginx as in the rules', () => {
  const set = setBy(
    nginxSnippet(rules).replaceAll('default_type ', 'add_header Content-Type '),
    /^location (?:= )?(\S+) \{$/,
    /^ {2}add_header ([\w-]+) "(.*)"/,
  );
  for (const { path, headers } of rules) expect(set.get(path.replace('*', ''))).toEqual(headers);
});

test('says the same to Caddy as in the rules', () => {
  const set = setBy(caddySnippet(rules), /^header (@\S+) \{$/, /^ {2}([\w-]+) "(.*)"$/);
  for (const [place, { headers }] of rules.entries()) {
    expect(set.get(`@headers${place}`)).toEqual(headers);
  }
});

test('puts no two of Caddy’s matchers on one path', () => {
  expect(caddySnippet(rules)).toContain(
    'not path /some/path/_astro/* /some/path/.well-known/security.txt /some/path/og/*',
  );
});

test.each([
  ['a site with its endpoint', pageHeaders(together)],
  ['a site with its endpoint elsewhere', pageHeaders(elsewhere)],
  ['the endpoint', endpointHeaders('page', together)],
])('gives %s an Observatory score of 150', (_, headers) => {
  expect(observatoryScore(headers)).toBeGreaterThanOrEqual(150);
});

test('scores the bare minimum as the Observatory does', () => {
  expect(observatoryScore({})).toBe(30);
});

test('takes off points for styles that are inlined without a hash', () => {
  const weak = {
    ...pageHeaders(together),
    'Content-Security-Policy':
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  };
  expect(observatoryScore(weak)).toBe(140);
});
