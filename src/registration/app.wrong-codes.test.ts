import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeKeyOf } from './access/invitation-access.ts';
import { registrationApp } from './app.ts';
import { definitionSchema } from './form/definition.ts';
import type { Endpoint } from './http/endpoint.ts';
import {
  answers,
  definition as shipped,
  formPost,
  jsonPost,
  openSample,
  type Sample,
} from './testing/endpoint.fixture.ts';
import { newCode, newReference, provedReference } from './record/reference.ts';

const definition = definitionSchema.parse({ ...shipped, access: 'invitation' });
const browser = { Origin: 'https://example.org', 'Sec-Fetch-Site': 'same-origin' };
const [side, other] = ['192.0.2.1', '192.0.2.2'];
/** One status ten times, then another. */
const tenOf = (status: number, then: number, all: number) =>
  Array.from({ length: all }, (_, number) => (number < 10 ? status : then));

let sample: Sample;
beforeEach(async () => {
  sample = await openSample({ definition });
});
afterEach(() => sample.clear());

/** Sends a request from a client to a new instance. */
async function from(client: string, request: Request, changes: Partial<Endpoint> = {}) {
  return registrationApp({ ...sample.endpoint, ...changes }).fetch(request, { client });
}

async function invite(): Promise<string> {
  const code = newCode();
  await sample.store.invite([{ codeKey: await codeKeyOf(sample.endpoint, code) }]);
  return code;
}

const withCode = (code: string, number = 1, headers: Record<string, string> = browser) =>
  jsonPost({ ...answers, email: `guest-${number}@example.org`, 'invitation-code': code }, headers);

/** Asks for a personal page. */
function own(code: string): Request {
  const { headers } = formPost({});
  const body = new URLSearchParams({ code }).toString();
  return new Request('https://example.org/api/register/own', { method: 'POST', headers, body });
}

async function statuses(count: number, request: () => Request | Promise<Request>) {
  const all: number[] = [];
  for (let number = 0; number < count; number += 1) {
    all.push((await from(side, await request())).status);
  }
  return all;
}

const wrongCode = () => withCode(newCode());
const wrongForm = () => formPost({ ...answers, 'invitation-code': newCode() });
const wrongOwn = async () =>
  own(`${newReference()}-${(await sample.endpoint.hash('own', 'another')).slice(0, 32)}`);
/** The first guest's personal code. */
async function ownCode(): Promise<string> {
  const [held] = await sample.store.list();
  const target = { reference: held?.reference ?? '', number: 0 };
  return provedReference(target, 'own', sample.endpoint.hash);
}

describe('guesses of invitation codes', () => {
  it('are refused after ten from one side over all instances, and no invitation with them', async () => {
    const code = await invite();
    expect(await statuses(50, wrongCode)).toEqual(tenOf(403, 429, 50));
    const refused = await from(side, wrongCode());
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('Retry-After'))).toBeLessThanOrEqual(600);
    expect(await refused.json()).toMatchObject({
      type: 'https://example.org/problems/too-many-requests/',
    });
    expect(await sample.store.list()).toEqual([]);
    expect((await from(other, wrongCode())).status).toBe(403);
    expect((await from(other, withCode(code))).status).toBe(201);
    expect((await from(side, withCode(await invite(), 2))).status).toBe(201);
  });

  it('keep the form for a person, and are answered again in the next window', async () => {
    await statuses(10, wrongCode);
    const refused = await from(side, wrongForm());
    expect(refused.status).toBe(429);
    expect(await refused.text()).toContain('value="Ada Lovelace"');
    const later = sample.endpoint.now() + 10 * 60 * 1000;
    expect((await from(side, wrongForm(), { now: () => later })).status).toBe(403);
  });

  it('are limited as from one side where the host does not know its clients', async () => {
    const app = registrationApp(sample.endpoint);
    for (let number = 0; number < 10; number += 1) {
      expect((await app.fetch(wrongCode())).status).toBe(403);
    }
    expect((await app.fetch(wrongCode(), { client: 'unknown' })).status).toBe(429);
    expect((await sample.send(wrongCode())).status).toBe(403);
  });
});

it('tells the operator how many codes were wrong, and none of them', async () => {
  await statuses(5, wrongCode);
  await statuses(5, wrongOwn);
  await from(side, wrongForm());
  expect(sample.log).toEqual([
    'a code that is worth nothing: 1 refused since 2026-11-01T00:00:00.000Z',
    'a code that is worth nothing: 10 refused since 2026-11-01T00:00:00.000Z',
    'too many requests: 1 refused since 2026-11-01T00:00:00.000Z',
  ]);
});

describe('guests with a valid invitation', () => {
  it('are not counted behind one address', async () => {
    for (let number = 0; number < 40; number += 1) {
      expect((await from(side, withCode(await invite(), number))).status).toBe(201);
    }
  });

  it('are counted strictly where no browser says where they come from', async () => {
    const all: number[] = [];
    for (let number = 0; number < 6; number += 1) {
      all.push((await from(side, withCode(await invite(), number, {}))).status);
    }
    expect(all).toEqual([201, 201, 201, 201, 201, 429]);
  });
});

describe('guesses of personal codes', () => {
  it('are refused after ten from one side, and the right code is not', async () => {
    await from(other, withCode(await invite()));
    const code = await ownCode();
    expect(await statuses(12, wrongOwn)).toEqual(tenOf(404, 429, 12));
    const refused = await from(side, await wrongOwn());
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await refused.text()).toContain('Too many attempts from one network');
    expect((await from(other, await wrongOwn())).status).toBe(404);
    expect((await from(side, own(code))).status).toBe(200);
  });

  it('count together with those of invitation codes', async () => {
    await statuses(5, wrongCode);
    expect(await statuses(6, wrongOwn)).toEqual([404, 404, 404, 404, 404, 429]);
  });
});

describe('where the limits cannot be counted', () => {
  beforeEach(async () => {
    await from(side, withCode(await invite()));
    const database = new DatabaseSync(join(sample.folder, 'registrations.sqlite'));
    database.exec('DROP TABLE allowance');
    database.close();
  });

  it('valid codes are served', async () => {
    const code = await ownCode();
    expect((await from(side, withCode(await invite(), 2))).status).toBe(201);
    expect((await from(side, own(code))).status).toBe(200);
  });

  it('others are answered 503', async () => {
    expect((await from(side, wrongCode())).status).toBe(503);
    expect((await from(side, await wrongOwn())).status).toBe(503);
    const uninvited = await from(side, jsonPost(answers, browser), { definition: shipped });
    expect(uninvited.status).toBe(503);
    expect(await sample.store.list()).toHaveLength(1);
  });
});
