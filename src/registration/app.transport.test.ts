import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  answers,
  elsewhere,
  formPost,
  jsonPost,
  openSample,
  type Sample,
} from './testing/endpoint.fixture.ts';

let sample: Sample;

beforeAll(async () => {
  sample = await openSample();
});
afterAll(() => sample.clear());

function call(method: string, headers: Readonly<Record<string, string>> = {}, path = ''): Request {
  return new Request(`https://example.org/api/register${path}`, { method, headers });
}

const persons = { Accept: 'text/html' };

test('answers GET with 405 and the method that it takes', async () => {
  const response = await sample.send(call('GET', persons));
  expect(response.status).toBe(405);
  expect(response.headers.get('Allow')).toBe('POST');
  expect(await response.text()).toContain('<h1>This address only accepts registrations</h1>');
});

// fetch refuses to send TRACE. A host that lets it through reaches the same route.
test.each(['HEAD', 'PUT', 'DELETE', 'PATCH'])('answers %s with 405', async (method) => {
  expect((await sample.send(call(method))).status).toBe(405);
});

test('answers OPTIONS from a foreign origin without letting it in', async () => {
  const response = await sample.send(call('OPTIONS', { Origin: 'https://evil.example' }), {
    deployment: elsewhere,
  });
  expect(response.status).toBe(204);
  expect(response.headers.has('Access-Control-Allow-Origin')).toBe(false);
});

test('answers OPTIONS from the site of an endpoint elsewhere', async () => {
  const response = await sample.send(call('OPTIONS', { Origin: 'https://example.org' }), {
    deployment: elsewhere,
  });
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('https://example.org');
  expect(response.headers.get('Access-Control-Allow-Methods')).toBe('POST');
});

test('lets no header override the method', async () => {
  expect((await sample.send(call('GET', { 'X-HTTP-Method-Override': 'POST' }))).status).toBe(405);
});

test.each(['text/plain', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16'])(
  'answers the content type %s with 415',
  async (type) => {
    expect((await sample.send(formPost(answers, { 'Content-Type': type }))).status).toBe(415);
  },
);

test('answers a missing content type with 415', async () => {
  const request = new Request('https://example.org/api/register', {
    method: 'POST',
    body: new Uint8Array(1),
  });
  expect((await sample.send(request)).status).toBe(415);
});

test('answers a declared length of 17 KiB with 413', async () => {
  const response = await sample.send(formPost(answers, { 'Content-Length': String(17 * 1024) }));
  expect(response.status).toBe(413);
});

test('answers a long body without a length with 413', async () => {
  expect((await sample.send(formPost({}, {}, 'a'.repeat(16 * 1024 + 1)))).status).toBe(413);
});

test('answers an address of more than 8 KiB with 414', async () => {
  expect((await sample.send(call('POST', {}, `?${'a'.repeat(8192)}`))).status).toBe(414);
});

test('answers a method that does not exist with 405', async () => {
  expect((await sample.send(call('BREW'))).status).toBe(405);
});

test('writes no forged host into an address', async () => {
  const forged = {
    Host: 'evil.example',
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-For': '1.2.3.4',
  };
  const response = await sample.send(jsonPost(answers, forged));
  expect(JSON.stringify([...response.headers]) + (await response.text())).not.toContain('evil');
});

test('answers a stray per cent sign with 400, and a person with a page', async () => {
  const response = await sample.send(formPost({}, {}, 'name=%'));
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('Nothing was saved.');
});

test('does not read what stands in the address', async () => {
  const query = new URLSearchParams(answers).toString();
  const request = new Request(`https://example.org/api/register?${query}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  });
  const response = await sample.send(request);
  expect(response.status).toBe(422);
  expect(await response.text()).not.toMatch(/Lovelace|ada@/);
  expect(sample.log.join('')).not.toMatch(/Lovelace|ada@/);
});

describe('a post across sites', () => {
  test.each([
    { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'same-origin' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' },
  ])('is refused with %o', async (headers) => {
    const response = await sample.send(formPost(answers, headers));
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('The registration came from another site');
  });

  test('is refused with the origin null and no other word', async () => {
    expect((await sample.send(jsonPost(answers, { Origin: 'null' }))).status).toBe(403);
  });

  test('is refused where only the browser says that it comes from another site', async () => {
    expect((await sample.send(jsonPost(answers, { 'Sec-Fetch-Site': 'same-site' }))).status).toBe(
      403,
    );
  });

  test('shows nothing of what it held', async () => {
    const response = await sample.send(formPost(answers, { Origin: 'https://evil.example' }));
    expect(await response.text()).not.toContain('Lovelace');
  });

  test('is not supposed where neither header came', async () => {
    expect((await sample.send(jsonPost(answers))).status).toBe(201);
  });
});

test.each(['//evil.tld', '/\\evil', 'https:evil'])('does not follow next=%s', async (next) => {
  const response = await sample.send(formPost({ ...answers, next }));
  expect(response.status).toBe(422);
  const valid = formPost(answers);
  const address = new Request(`${valid.url}?next=${encodeURIComponent(next)}`, valid);
  expect((await sample.send(address)).headers.get('Location')).toMatch(
    /^\/api\/register\/received\//,
  );
});

test('lets no reply be framed', async () => {
  const { headers } = await sample.send(formPost({}));
  expect(headers.get('X-Frame-Options')).toBe('DENY');
  expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
});

test('lets a JSON reply do nothing when it is opened as a page', async () => {
  const { headers } = await sample.send(jsonPost({}));
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(headers.get('Content-Security-Policy')).toContain(
    "default-src 'none'; form-action 'none'",
  );
});

test('answers an address that it does not know with 404, in words', async () => {
  const response = await sample.send(call('GET', persons, '/unknown'));
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('There is nothing at this address');
});
