import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { observatoryScore } from '../../src/delivery/observatory.fixture.ts';
import { openSqlite } from '../../src/registration/store/sqlite/sqlite.ts';
import {
  buildSample,
  post,
  registration,
  runFirst,
  runHost,
  runToEnd,
  type RunningHost,
} from '../../src/registration/testing/running-host.fixture.ts';

let folder: string;
let host: RunningHost;

beforeAll(async () => {
  folder = await buildSample();
  // There is no proxy, so it knows the client's network.
  const environment = { TRUSTED_PROXIES: '0' };
  host = await runHost(folder, ['--demonstration'], { environment });
});
afterAll(async () => {
  await host.stop();
  await rm(folder, { recursive: true });
});

async function socket(): Promise<Socket> {
  const opened = connect(Number(new URL(host.origin).port), 'localhost');
  // The host may cut off a connection that a test abuses. What it sent before that counts.
  opened.on('error', () => opened.destroy());
  await once(opened, 'connect');
  return opened;
}

/** A socket that breaks also closes, which is not a failure of the test. */
function closing(opened: Socket): Promise<void> {
  return new Promise((resolve) => {
    opened.once('close', () => resolve());
    if (opened.closed) resolve();
  });
}

/** What arrives on a socket until the host ends it, or for `patience` milliseconds. */
async function replyOn(opened: Socket, patience = 14_000): Promise<string> {
  let reply = '';
  opened.on('data', (bytes: Buffer) => (reply += bytes.toString('latin1')));
  await Promise.race([closing(opened), wait(patience, undefined, { ref: false })]);
  opened.destroy();
  return reply;
}

async function ask(text: string, patience = 1000): Promise<string> {
  const opened = await socket();
  opened.write(text);
  return replyOn(opened, patience);
}

it('writes no forged host into an address', async () => {
  const body = new URLSearchParams(registration()).toString();
  const fields = [
    'POST /api/register HTTP/1.1',
    'Host: evil.example',
    'X-Forwarded-Host: evil.example',
    'X-Forwarded-For: 203.0.113.9',
    'Accept: application/json',
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
  ];
  const reply = await ask([...fields, '', body].join('\r\n'));
  expect(reply).toMatch(/^HTTP\/1\.1 201 /);
  expect(reply).not.toContain('evil');
});

const head = (...fields: string[]): string =>
  [
    'POST /api/register HTTP/1.1',
    `Host: ${new URL(host.origin).host}`,
    `Origin: ${host.origin}`,
    'Accept: application/json',
    'Content-Type: application/x-www-form-urlencoded',
    ...fields,
    '\r\n',
  ].join('\r\n');

async function references(): Promise<string[]> {
  const store = openSqlite(join(folder, '.data/registrations.sqlite'), 'read');
  const stored = await store.list();
  await store.close();
  return stored.map(({ reference }) => reference);
}

async function memory(): Promise<number> {
  const status = await readFile(`/proc/${host.child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
}

describe('the Node host against requests that', () => {
  it('name two content types are answered 415, and keep nothing', async () => {
    const before = await references();
    for (const type of ['application/x-www-form-urlencoded', 'application/json']) {
      const body = registration({ name: 'Two Types' }).toString();
      const request =
        head(`Content-Type: ${type}`, `Content-Length: ${body.length}`, 'Connection: close') + body;
      expect(await ask(request)).toMatch(/^HTTP\/1\.1 415 /);
    }
    expect(await references()).toEqual(before);
  });

  it('announce more than 16 KiB are answered 413 before they are read', async () => {
    expect(await ask(head('Content-Length: 17408'))).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('go on without an end are answered 413 and take less than 2 MiB of memory', async () => {
    await ask(`${head('Transfer-Encoding: chunked')}1\r\na\r\n0\r\n\r\n`);
    const before = await memory();
    const opened = await socket();
    opened.write(head('Transfer-Encoding: chunked'));
    const reply = replyOn(opened);
    const chunk = `4000\r\n${'a'.repeat(0x4000)}\r\n`;
    for (let sent = 0; sent < 2000 && opened.writable; sent += 1) {
      opened.write(chunk);
      if (opened.writableNeedDrain) await wait(5);
    }
    expect(await reply).toMatch(/^HTTP\/1\.1 413 /);
    expect((await memory()) - before).toBeLessThan(2 * 1024);
  });

  it('send a byte a second are answered 408 within ten seconds', async () => {
    const opened = await socket();
    const begin = Date.now();
    let answered = Infinity;
    opened.once('data', () => (answered = Date.now()));
    opened.write(head('Content-Length: 100'));
    const drip = setInterval(() => opened.write('a'), 1000);
    const reply = await replyOn(opened);
    clearInterval(drip);
    expect(reply).toMatch(/^HTTP\/1\.1 408 /);
    expect(answered - begin).toBeLessThanOrEqual(10_000);
  });

  it('drip their headers on 500 sockets keep nobody waiting, and are cut off', async () => {
    const sockets = await Promise.all(Array.from({ length: 500 }, socket));
    for (const each of sockets) each.write('POST /api/register HTTP/1.1\r\nX-Drip: ');
    const drip = setInterval(
      () => sockets.forEach((each) => each.writable && each.write('a')),
      1000,
    );
    const times: number[] = [];
    for (let number = 0; number < 100; number += 1) {
      const begin = performance.now();
      await (await fetch(`${host.origin}/`)).text();
      times.push(performance.now() - begin);
      // Spread over several drips, before the headers' time-out.
      await wait(30);
    }
    expect(sockets.filter(({ closed }) => closed)).toEqual([]);
    expect(times.toSorted((one, other) => one - other).at(98)).toBeLessThan(1000);
    await Promise.all(sockets.map((each) => closing(each.resume())));
    clearInterval(drip);
  });

  it('have an address beyond 8 KiB are answered 414, and headers beyond 16 KiB 431', async () => {
    const long = await fetch(`${host.origin}/api/register?${'a'.repeat(8193)}`);
    expect(long.status).toBe(414);
    expect(await ask(head(`X-Long: ${'a'.repeat(17_000)}`))).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('are given up before the reply keep the registration, and the retry gets its reference', async () => {
    const body = registration({ name: 'Given Up' });
    const opened = await socket();
    const before = await references();
    const key = { 'idempotency-key': '"given-up"' };
    const length = `Content-Length: ${body.toString().length}`;
    opened.write(head(length, `Idempotency-Key: ${key['idempotency-key']}`) + body.toString());
    let kept = before;
    for (let turn = 0; turn < 100 && kept.length === before.length; turn += 1) {
      kept = await references();
    }
    opened.destroy();
    const { reference } = await (await post(host, body, key)).json();
    expect(await references()).toEqual([...before, reference]);
  });

  it.each([
    ['HTTP/1.0', 'GET / HTTP/1.0\r\n\r\n', /^HTTP\/1\.1 (200|400) /],
    ['a method in lower case', 'get / HTTP/1.1\r\nHost: a\r\n\r\n', /^HTTP\/1\.1 40[05] /],
    [
      'a whole address',
      'GET http://evil.example/ HTTP/1.1\r\nHost: a\r\n\r\n',
      /^HTTP\/1\.1 (200|40\d) /,
    ],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', /^HTTP\/1\.1 400 /],
    ['an asterisk', 'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n', /^HTTP\/1\.1 (204|40\d) /],
    ['TRACE', 'TRACE /api/register HTTP/1.1\r\nHost: a\r\n\r\n', /^HTTP\/1\.1 405 /],
    ['CONNECT', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: a\r\n\r\n', /^(HTTP\/1\.1 40[05] |$)/],
    ['a host that is none', 'GET /api/register HTTP/1.1\r\nHost: a b\r\n\r\n', /^HTTP\/1\.1 40\d /],
  ])('have %s never make it fail', async (_, request, expected) => {
    expect(await ask(request)).toMatch(expected);
    expect((await fetch(`${host.origin}/`)).status).toBe(200);
  });

  it.each([
    ['in HTTP/1.0', 'POST /api/register HTTP/1.0', /^HTTP\/1\.1 201 /],
    ['to a whole address', 'POST http://evil.example/api/register HTTP/1.1', /^HTTP\/1\.1 201 /],
    ['in lower case', 'post /api/register HTTP/1.1', /^HTTP\/1\.1 40[05] /],
  ])('post %s are served or refused, and write no foreign host', async (_, line, expected) => {
    const body = registration({ name: `Guest ${line.length}` }).toString();
    const request = head(`Content-Length: ${body.length}`, 'Connection: close') + body;
    const reply = await ask(request.replace(/^.*/, line));
    expect(reply).toMatch(expected);
    expect(reply).not.toContain('evil.example');
  });
});

/** Sends this many registrations that are refused, and a few requests for places. */
async function refuse(count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += 20) {
    const posts = Array.from({ length: 20 }, () => post(host, registration({ name: '' })));
    const replies = await Promise.all([...posts, fetch(`${host.origin}/api/register/places`)]);
    await Promise.all(replies.map((reply) => reply.text()));
  }
}

describe('the Node host', () => {
  it('gives two identical posts at once one reference', async () => {
    const body = registration({ name: 'Double Click' });
    const replies = await Promise.all([post(host, body), post(host, body)]);
    const [one, other] = await Promise.all(replies.map((reply) => reply.json()));
    expect(one.reference).toBe(other.reference);
  });

  it('takes no more memory for thousands of requests more', async () => {
    await refuse(700);
    const before = await memory();
    await refuse(1300);
    expect((await memory()) - before).toBeLessThan(16 * 1024);
  });

  it('finishes the request in flight when it is told to stop', async () => {
    const body = registration({ name: 'In Flight' }).toString();
    const opened = await socket();
    opened.write(head(`Content-Length: ${body.length}`) + body.slice(0, 20));
    const reply = replyOn(opened);
    await wait(200);
    const stopped = host.stop();
    await wait(200);
    opened.write(body.slice(20));
    const { reference } = JSON.parse((await reply).split('\r\n\r\n')[1] ?? '');
    expect((await stopped).code).toBe(0);
    expect(await references()).toContain(reference);
    host = await runHost(folder);
  });
});

describe('a host in production', () => {
  let built: string;
  let serving: RunningHost;

  beforeAll(async () => {
    built = await buildSample({ SITE_URL: 'https://example.org/some/path/' });
    const environment = {
      REGISTRATION_RECIPIENTS: 'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj',
      REGISTRATION_SECRET: 'a secret of more than thirty-two characters',
      REGISTRATION_DATABASE: 'registrations.sqlite',
    };
    serving = await runFirst(built, { environment });
  });
  afterAll(async () => {
    await serving.stop();
    await rm(built, { recursive: true });
  });

  it('sends pages under the site’s path with headers that score 150 and more', async () => {
    const { headers, status } = await fetch(`${serving.origin}/some/path/`);
    const titled = [...headers].map(([name, value]) => [
      name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()),
      value,
    ]);
    expect(status).toBe(200);
    expect(observatoryScore(Object.fromEntries(titled))).toBeGreaterThanOrEqual(150);
  });

  it('takes registrations from the site’s origin, and not from its own port’s', async () => {
    const address = `${serving.origin}/some/path/api/register`;
    const statuses = ['https://example.org', serving.origin].map(async (origin) => {
      const headers = { origin, accept: 'application/json' };
      return (await fetch(address, { method: 'POST', body: registration(), headers })).status;
    });
    expect(await Promise.all(statuses)).toEqual([201, 403]);
  });
});

describe('a host for a site that stands elsewhere', () => {
  it('serves the endpoint alone', async () => {
    const built = await buildSample({ REGISTRATION_URL: 'https://register.example.org/form' });
    const alone = await runHost(built);
    expect(alone.greeting).toMatch(/The endpoint is at http:\/\/localhost:\d+\/form\n/);
    expect((await fetch(`${alone.origin}/`)).status).toBe(404);
    expect((await fetch(`${alone.origin}/form`)).status).toBe(405);
    await alone.stop();
    await rm(built, { recursive: true });
  });
});

describe('the command line of the host', () => {
  it('explains itself', async () => {
    const { code, output } = await runToEnd(folder, ['--help']);
    expect(code).toBe(0);
    expect(output).toContain('REGISTRATION_RECIPIENTS');
  });
});
