import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { registrationApp } from './app.ts';
import {
  answers,
  elsewhere,
  formPost,
  openSample,
  streamed,
  type Sample,
} from './testing/endpoint.fixture.ts';

let sample: Sample;

beforeEach(async () => {
  sample = await openSample();
});
afterEach(() => sample.clear());

describe('an endpoint elsewhere', () => {
  const changes = { deployment: elsewhere };
  const crossing = { 'Sec-Fetch-Site': 'cross-site' };

  test('takes a form of the site', async () => {
    expect((await sample.send(formPost(answers, crossing), changes)).status).toBe(303);
  });

  test('takes a form of its own refusal', async () => {
    const own = { Origin: 'https://register.example.net' };
    expect((await sample.send(formPost(answers, own), changes)).status).toBe(303);
  });

  test('sends its own form to itself and its links to the site', async () => {
    const text = await (await sample.send(formPost({}, crossing), changes)).text();
    expect(text).toContain('action="/api/register"');
    expect(text).toContain('<a href="https://example.org/event/privacy/">');
  });

  test('lets the site’s scripts read its replies, without cookies', async () => {
    const response = await sample.send(
      formPost(answers, { ...crossing, Accept: 'application/json' }),
      changes,
    );
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('https://example.org');
    expect(response.headers.has('Access-Control-Allow-Credentials')).toBe(false);
  });

  test('lets the site’s scripts send the key of a sender, as a browser asks before it does', async () => {
    const request = new Request('https://register.example.net/api/register', {
      method: 'OPTIONS',
      headers: { Origin: 'https://example.org', 'Access-Control-Request-Method': 'POST' },
    });
    const { status, headers } = await sample.send(request, changes);
    expect(status).toBe(204);
    expect(headers.get('Access-Control-Allow-Headers')).toBe('Content-Type, Idempotency-Key');
  });

  test('stands also at the root of its host', async () => {
    const deployment = { ...elsewhere, endpoint: 'https://register.example.net/' };
    const { headers, body, method } = formPost(answers, crossing);
    const request = new Request('https://register.example.net/', {
      headers,
      body,
      method,
      ...streamed,
    });
    const response = await sample.send(request, { deployment });
    expect(response.headers.get('Location')).toMatch(/^\/received\//);
  });
});

test('takes no registrations where the deployment has no endpoint', () => {
  const deployment = { ...elsewhere, endpoint: undefined };
  expect(() => registrationApp({ ...sample.endpoint, deployment })).toThrow('REGISTRATION_URL');
});
