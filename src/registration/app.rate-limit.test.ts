import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registrationApp } from './app.ts';
import {
  answers,
  formPost,
  jsonPost,
  openSample,
  type Sample,
} from './testing/endpoint.fixture.ts';
import { unavailableStore } from './testing/store.fixture.ts';

const guest = (number: number) => ({ ...answers, email: `guest-${number}@example.org` });
const browser = { Origin: 'https://example.org', 'Sec-Fetch-Site': 'same-origin' };

/** A post from a page of another site. */
const foreign = () => jsonPost(guest(1), { ...browser, Origin: 'https://evil.example' });
const keyed = (number: number, key: string) => jsonPost(guest(number), { 'Idempotency-Key': key });
const sent = (milliseconds: string) => formPost({ ...guest(1), 'open-for': milliseconds });

let sample: Sample;
beforeEach(async () => {
  sample = await openSample();
});
afterEach(() => sample.clear());

/** Sends a request from a client to a new instance. */
async function from(client: string, request: Request): Promise<Response> {
  return registrationApp(sample.endpoint).fetch(request, { client });
}

async function statuses(client: string, count: number, headers = browser): Promise<number[]> {
  const all: number[] = [];
  for (let number = 0; number < count; number += 1) {
    all.push((await from(client, jsonPost(guest(number), headers))).status);
  }
  return all;
}

describe('registrations from one place', () => {
  it('are limited over all instances, and say when to send again', async () => {
    expect(new Set(await statuses('192.0.2.1', 30))).toEqual(new Set([201]));
    const refused = await from('192.0.2.1', jsonPost(guest(31), browser));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('Retry-After'))).toBeLessThanOrEqual(600);
    expect(await refused.json()).toMatchObject({
      type: 'https://example.org/problems/too-many-requests/',
    });
    expect((await from('192.0.2.2', jsonPost(guest(31), browser))).status).toBe(201);
  });

  it('keep the form for a person, and are let in again in the next window', async () => {
    await statuses('192.0.2.1', 30);
    const refused = await from('192.0.2.1', formPost(guest(31)));
    expect(refused.status).toBe(429);
    expect(await refused.text()).toContain('value="guest-31@example.org"');
    const later = sample.endpoint.now() + 10 * 60 * 1000;
    const app = registrationApp({ ...sample.endpoint, now: () => later });
    expect((await app.fetch(formPost(guest(31)), { client: '192.0.2.1' })).status).toBe(303);
  });

  it('may be sent again, for the same is stored once', async () => {
    await statuses('192.0.2.1', 30);
    expect((await from('192.0.2.1', jsonPost(guest(3), browser))).status).toBe(201);
  });

  it('are fewer where no browser says where they come from', async () => {
    const all: number[] = [];
    for (let number = 0; number < 6; number += 1) {
      all.push((await from('192.0.2.1', jsonPost(guest(number)))).status);
    }
    expect(all).toEqual([201, 201, 201, 201, 201, 429]);
  });

  it('are those of a network in IPv6, however it is written', async () => {
    await statuses('2001:db8:0:1::1', 30);
    for (const near of [
      '2001:db8:0:1::ffff',
      '2001:0DB8::1:9:8:7:6',
      '2001:db8:0:1:2:3:4:5%eth0',
    ]) {
      expect((await from(near, jsonPost(guest(31), browser))).status).toBe(429);
    }
    expect((await from('2001:db8:0:2::1', jsonPost(guest(31), browser))).status).toBe(201);
    expect((await from('::ffff:192.0.2.1', jsonPost(guest(32), browser))).status).toBe(201);
  });

  it('are those of one address, with a port or as IPv4 in IPv6', async () => {
    await statuses('192.0.2.1', 30);
    for (const same of ['192.0.2.1:5678', '::ffff:192.0.2.1', '[::ffff:c000:201]:443']) {
      expect((await from(same, jsonPost(guest(31), browser))).status).toBe(429);
    }
  });

  it('are counted for a whole /56 beside its networks', async () => {
    const networks = ['2001:db8:0:100::1', '2001:db8:0:101::1', '2001:db8:0:1ff::1'];
    for (const near of networks) {
      expect(new Set(await statuses(near, 30))).toEqual(new Set([201]));
    }
    const refused = await from('2001:db8:0:102::1', jsonPost(guest(31), browser));
    expect(refused.status).toBe(429);
    expect((await from('2001:db8:0:200::1', jsonPost(guest(31), browser))).status).toBe(201);
  });

  it('are those of one side where the host does not know it, and are never unlimited', async () => {
    const app = registrationApp(sample.endpoint);
    for (let number = 0; number < 30; number += 1) {
      expect((await app.fetch(jsonPost(guest(number), browser))).status).toBe(201);
    }
    expect((await app.fetch(jsonPost(guest(30), browser))).status).toBe(429);
    expect((await from('192.0.2.1', jsonPost(guest(30), browser))).status).toBe(201);
  });

  it('are few, and of one side, where the host names an address that cannot be read', async () => {
    const all: number[] = [];
    for (const client of ['', 'unknown', '_hidden', '192.0.2.1.', 'unix:', '192.0.2']) {
      all.push((await from(client, jsonPost(guest(all.length), browser))).status);
    }
    expect(all).toEqual([201, 201, 201, 201, 201, 429]);
  });

  it('are answered 503 where the store that counts them is down, and none is lost in words', async () => {
    const app = registrationApp({ ...sample.endpoint, store: unavailableStore('down') });
    const refused = await app.fetch(formPost(guest(1)), { client: '192.0.2.1' });
    expect(refused.status).toBe(503);
    expect(await refused.text()).toContain('value="guest-1@example.org"');
  });

  it('leave no address in the store', async () => {
    await statuses('192.0.2.77', 1);
    for (const file of await readdir(sample.folder)) {
      const bytes = await readFile(join(sample.folder, file));
      expect(bytes.includes('192.0.2.77')).toBe(false);
    }
  });
});

describe('what is refused for a limit or an origin', () => {
  it('is counted and told to the operator, without an address or an answer', async () => {
    await statuses('192.0.2.77', 40);
    for (let number = 0; number < 12; number += 1) await from('192.0.2.77', foreign());
    expect(sample.log).toEqual([
      'too many requests: 1 refused since 2026-11-01T00:00:00.000Z',
      'too many requests: 10 refused since 2026-11-01T00:00:00.000Z',
      'a foreign origin: 1 refused since 2026-11-01T00:00:00.000Z',
      'a foreign origin: 10 refused since 2026-11-01T00:00:00.000Z',
    ]);
  });

  it('is summed up when more is refused later', async () => {
    for (let number = 0; number < 12; number += 1) await from('192.0.2.1', foreign());
    const later = sample.endpoint.now() + 25 * 60 * 1000;
    await registrationApp({ ...sample.endpoint, now: () => later }).fetch(foreign());
    expect(sample.log.slice(2)).toEqual([
      'a foreign origin: 12 refused since 2026-11-01T00:00:00.000Z, for ten minutes',
      'a foreign origin: 1 refused since 2026-11-01T00:20:00.000Z',
    ]);
  });
});

describe('the header Idempotency-Key', () => {
  it('gives a hundred registrations with one key one reference', async () => {
    const all = Array.from({ length: 100 }, () => sample.send(keyed(1, '"8e03978e-40d5"')));
    const replies = await Promise.all(all);
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
    const references = await Promise.all(replies.map((reply) => reply.text()));
    expect(new Set(references).size).toBe(1);
    expect(await sample.records()).toHaveLength(1);
  });

  it('is refused with another registration', async () => {
    await sample.send(keyed(1, '"one"'));
    const refused = await sample.send(keyed(2, '"one"'));
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      type: 'https://example.org/problems/idempotency-mismatch/',
    });
    expect(await sample.records()).toHaveLength(1);
  });

  it.each([
    '',
    '""',
    'bare',
    `"${'a'.repeat(1024)}"`,
    `"'; DROP TABLE registration; --"`,
    '"a" "b"',
  ])('is refused where it is %s', async (key) => {
    const refused = await sample.send(keyed(1, key));
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      type: 'https://example.org/problems/idempotency-key-invalid/',
    });
    expect(await sample.records()).toHaveLength(0);
  });

  it('proves nothing once it is forgotten: the same answers are a repetition then', async () => {
    const now = sample.endpoint.now();
    const days = (count: number) => ({ now: () => now + count * 24 * 60 * 60 * 1000 });
    await sample.send(keyed(1, '"one"'));
    await sample.send(keyed(1, '"one"'), days(7));
    expect(await sample.store.list()).toHaveLength(1);
    expect((await sample.send(keyed(1, '"one"'), days(8))).status).toBe(201);
    expect((await sample.send(keyed(2, '"one"'), days(8))).status).toBe(422);
    const [, again] = await sample.store.list();
    expect(await sample.store.history(again?.reference ?? '')).toMatchObject([
      { who: 'repeats an earlier registration' },
    ]);
  });
});

describe('a form that is sent within two seconds', () => {
  it('is kept and asked for again, and the next one is taken', async () => {
    const asked = await sample.send(sent('1999'));
    expect(asked.status).toBe(422);
    const page = await asked.text();
    expect(page).toContain('Check your answers and send the form again.');
    expect(page).toContain('value="guest-1@example.org"');
    expect(await sample.records()).toHaveLength(0);
    expect((await sample.send(sent('2600'))).status).toBe(303);
  });

  it('is the same registration as one that took longer, and as one without scripts', async () => {
    for (const request of [sent('2600'), sent('98000'), formPost(guest(1))]) {
      expect((await sample.send(request)).status).toBe(303);
    }
    const [record, ...others] = await sample.records();
    expect(others).toEqual([]);
    expect(JSON.stringify(record)).not.toContain('open-for');
  });
});
