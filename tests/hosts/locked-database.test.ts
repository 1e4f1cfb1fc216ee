import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  buildSample,
  post,
  registration,
  runFirst,
  type RunningHost,
} from '../../src/registration/testing/running-host.fixture.ts';

const holder = join(
  import.meta.dirname,
  '../../src/registration/store/testing/sqlite-lock.child.ts',
);

let folder: string;
let host: RunningHost;
let child: ChildProcess | undefined;

const settings = {
  environment: {
    REGISTRATION_RECIPIENTS: await identityToRecipient(await generateX25519Identity()),
    REGISTRATION_SECRET: 'a secret of more than thirty-two characters',
    TRUSTED_PROXIES: '1',
  },
};

beforeAll(async () => {
  folder = await buildSample();
});
beforeEach(async () => {
  await mkdir(join(folder, '.data'));
  host = await runFirst(folder, settings);
});
afterEach(async () => {
  child?.kill();
  await host.stop();
  await rm(join(folder, '.data'), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

/** Posts the registration of one of up to 200 guests, each from a network of its own. */
function send(number: number): Promise<Response> {
  const body = registration({ email: `guest-${number}@example.org` });
  const client = `${number + 1}.1.1.1`;
  return post(host, body, { origin: 'http://localhost:4321', 'x-forwarded-for': client });
}

/** Has another process hold the write lock of the host's database. Returns what releases it. */
async function lock(): Promise<() => Promise<void>> {
  const locking = spawn(process.execPath, [holder, join(folder, '.data/registrations.sqlite')]);
  child = locking;
  await once(locking.stdout, 'data');
  return async () => {
    const ended = once(locking, 'exit');
    locking.stdin.end();
    await ended;
  };
}

/** How many registrations are in the database. A reader waits for no lock. */
function stored(): number {
  using database = new DatabaseSync(join(folder, '.data/registrations.sqlite'), { readOnly: true });
  return database.prepare('SELECT reference FROM registration').all().length;
}

/** Reads a page and the free places again and again for a while. Returns how often both came. */
async function readFor(milliseconds: number): Promise<number> {
  const end = performance.now() + milliseconds;
  let answers = 0;
  while (performance.now() < end) {
    const paths = ['/', '/api/register/places'];
    const replies = await Promise.all(paths.map((path) => fetch(host.origin + path)));
    for (const reply of replies) expect(reply.status).toBe(200);
    await Promise.all(replies.map((reply) => reply.text()));
    answers += 1;
  }
  return answers;
}

describe('a database that another process has locked', () => {
  it('keeps a registration waiting, and neither the pages nor the free places', async () => {
    const release = await lock();
    const events: string[] = [];
    const posting = send(1).then(({ status }) => events.push(`answered ${status}`));
    // SQLite itself would wait for the first two seconds of these.
    const answers = await readFor(2500);
    events.push('released');
    await release();
    await posting;
    expect(events).toEqual(['released', 'answered 201']);
    expect(answers).toBeGreaterThan(10);
  });

  it('takes every registration of guests who wait together, each once', async () => {
    const release = await lock();
    const guests = Array.from({ length: 150 }, (_, number) => send(number));
    await readFor(500);
    expect(stored()).toBe(0);
    await release();
    const replies = await Promise.all(guests);
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(150);
    expect(stored()).toBe(150);
  });

  it('asks a guest to try again after five seconds, and takes the same once then', async () => {
    const release = await lock();
    const start = performance.now();
    const [refused, answers] = await Promise.all([send(1), readFor(4000)]);
    expect(performance.now() - start).toBeGreaterThan(4900);
    expect(answers).toBeGreaterThan(10);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).not.toBeNull();
    expect((await refused.json()).type).toMatch(/storage-unavailable/);
    await release();
    expect(stored()).toBe(0);
    const [first, again] = [await send(1), await send(1)];
    expect([first.status, again.status]).toEqual([201, 201]);
    expect((await again.json()).reference).toBe((await first.json()).reference);
    expect(stored()).toBe(1);
  });

  it('lets a host that is stopped answer who waits before it ends', async () => {
    const release = await lock();
    const waiting = send(1);
    await readFor(500);
    const stopping = host.stop();
    await wait(300);
    await release();
    expect((await waiting).status).toBe(201);
    expect((await stopping).code).toBe(0);
    expect(stored()).toBe(1);
  });

  it('does not keep a host from stopping when it is never released', async () => {
    const release = await lock();
    const waiting = send(1);
    await readFor(500);
    const { code } = await host.stop();
    expect((await waiting).status).toBe(503);
    expect(code).toBe(0);
    await release();
  });
});
