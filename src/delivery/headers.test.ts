import { expect, test } from 'vitest';
import { deploymentFrom } from './deployment.ts';
import { apacheFile, caddySnippet, headersFile, nginxSnippet } from './header-files.ts';
import { differenceOf, headerRules, kindOf } from './header-rules.ts';
import {
  endpointHeaders,
  policyMeta,
  referrerPolicy,
  siteHeaders,
  type Headers,
  type PagePolicy,
} from './headers.ts';
import { observatoryScore } from './observatory.fixture.ts';

const hash = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
const together = { styleHashes: [hash], strictTransport: 'max-age=63072000' };
const elsewhere = { ...together, endpointOrigin: 'https://register.example.org' };
const deployment = deploymentFrom({
  SITE_URL: 'https://example.org/some/path/',
  REGISTRATION_URL: 'https://register.example.org/in',
});
const rules = headerRules(deployment, [hash]);
const differences = rules.slice(1).map((rule) => differenceOf(rule, rules));
const pageHeaders = (policy: PagePolicy): Headers => siteHeaders('page', policy);

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
  expect(pageHeaders({ ...together, styleHashes: [] })['Content-Security-Policy']).toBe(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
      "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; " +
      "manifest-src 'self'; form-action 'self'; object-src 'none'; base-uri 'none'; " +
      "upgrade-insecure-requests; frame-ancestors 'none'",
  );
});

test('lets the form alone send to an endpoint elsewhere', () => {
  const policy = siteHeaders('form', elsewhere)['Content-Security-Policy'];
  expect(policy).toContain("form-action 'self' https://register.example.org;");
  expect(policy).toContain("connect-src 'self' https://register.example.org;");
  expect(JSON.stringify(pageHeaders(elsewhere))).not.toContain('register.example.org');
});

test('lets a form that goes elsewhere say where it comes from', () => {
  expect(referrerPolicy('form', elsewhere)).toBe('strict-origin');
  expect(siteHeaders('form', elsewhere)['Referrer-Policy']).toBe('strict-origin');
  expect(pageHeaders(elsewhere)['Referrer-Policy']).toBe('same-origin');
});

test('asks for nothing over https where the site is served over http', () => {
  const headers = pageHeaders({ styleHashes: [] });
  expect(headers['Content-Security-Policy']).not.toContain('upgrade-insecure-requests');
  expect(headers).not.toHaveProperty('Strict-Transport-Security');
});

test('lets programs on other origins read the feeds alone', () => {
  const open = {
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  };
  expect(siteHeaders('feed', elsewhere)).toMatchObject(open);
  for (const kind of ['page', 'form', 'card', 'hashed'] as const) {
    expect(siteHeaders(kind, elsewhere)).not.toHaveProperty('Access-Control-Allow-Origin');
  }
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
  for (const kind of ['page', 'form'] as const) {
    expect(`${policyMeta(kind, elsewhere)}; frame-ancestors 'none'`).toBe(
      siteHeaders(kind, elsewhere)['Content-Security-Policy'],
    );
  }
});

test('binds no other host of the domain to https, unless the deployer says so', () => {
  const said = 'max-age=31536000; includeSubDomains';
  const bound = deploymentFrom({
    SITE_URL: 'https://example.org/',
    STRICT_TRANSPORT_SECURITY: said,
  });
  expect(rules[0]?.headers).toMatchObject({ 'Strict-Transport-Security': 'max-age=63072000' });
  expect(headerRules(bound, [])[0]?.headers).toMatchObject({ 'Strict-Transport-Security': said });
});

test.each([
  ['index.html', 'page'],
  ['venue/index.html', 'page'],
  ['register/index.html', 'form'],
  ['event.ics', 'feed'],
  ['programme/changes.atom', 'feed'],
  ['schedule.json', 'feed'],
  ['og/card.png', 'card'],
  ['_astro/page.abc.css', 'hashed'],
])('knows the kind of %s', (file, kind) => {
  expect(kindOf(file)).toBe(kind);
});

test('says the same in _headers as in the rules, but for what its hosts do themselves', () => {
  const set = setBy(headersFile(rules), /^(\/\S*)$/, /^ {2}([\w-]+): (.*)$/);
  const { 'Cache-Control': fresh, ...all } = rules[0]?.headers ?? {};
  expect(fresh).toBe('no-cache');
  expect(set.get('/some/path/*')).toEqual(all);
  expect(rules.slice(1).map(({ path }) => set.get(path))).toEqual(differences);
});

test('drops the earlier value of a header in _headers before it sets another', () => {
  expect(headersFile(rules)).toContain(
    '/some/path/og/*\n  ! Cross-Origin-Resource-Policy\n  Cross-Origin-Resource-Policy: cross-origin',
  );
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
    /^location (.*) \{$/,
    /^ {2}add_header ([\w-]+) "(.*)"/,
  );
  expect([...set.values()]).toEqual([...rules.map(({ headers }) => headers), rules[0]?.headers]);
});

test('says the same to Caddy as in the rules', () => {
  const set = setBy(
    caddySnippet(rules).replace(/^handle_errors[^]*/m, ''),
    /^ +header ?(@event\d+)? \{$/,
    /^ +([A-Z][\w-]+) "(.*)"$/,
  );
  expect(rules.slice(1).map((_, index) => set.get(`@event${index}`))).toEqual(differences);
});

test('says the same to Apache as in the rules', () => {
  const text = apacheFile(rules);
  for (const [name, value] of Object.entries(rules[0]?.headers ?? {})) {
    expect(text).toContain(`  Header always set ${name} "${value}"\n`);
  }
  const policy = siteHeaders('form', { ...elsewhere })['Content-Security-Policy'];
  expect(text).toContain(
    `Content-Security-Policy "${policy}" "expr=%{REQUEST_URI} =~ m#^/some/path/register/.*$#"`,
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
