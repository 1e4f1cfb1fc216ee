import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from 'vite';
import { sample, sentAgain } from '../testing/store.fixture.ts';
import type { Store } from './store.ts';
import { openSqlite } from './sqlite/sqlite.ts';
import { integrityOf } from './sqlite/file.ts';

const times = 50;
/** How many registrations each process adds. Some are lost when it is killed. */
const each = 4;
const places = [{ name: 'visit/yes', capacity: 10_000 }];

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crash-'));
  // Bundled into one file, a process starts three times as fast.
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'testing/crash.child.ts'),
      outDir: folder,
      emptyOutDir: false,
    },
  });
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a process until it is killed at a point. Returns the references that it acknowledged. */
async function killedAt(point: string, passed: number, first: number): Promise<string[]> {
  const script = join(folder, 'crash.child.js');
  const child = spawn(process.execPath, [script, path, point, `${passed}`, `${first}`], {
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed, [, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  expect(signal).toBe('SIGKILL');
  return printed.split('\n').filter((line) => line !== '');
}

/**
 * The stored references. Checks that each has its place and its mail, and that there are no others.
 */
async function storedIn(store: Store): Promise<string[]> {
  const stored = (await store.list()).map(({ reference }) => reference).toSorted();
  expect((await store.claims()).map(({ reference }) => reference)).toEqual(stored);
  const mails = await store.outbox.list();
  expect(mails.map(({ reference }) => reference).toSorted()).toEqual(stored);
  const taken = (await store.places()).reduce((sum, place) => sum + place.taken, 0);
  expect(taken).toBe(stored.length);
  return stored;
}

/**
 * Kills a process once more, and sends its registrations again as a guest would. Each gets a new
 * reference.
 */
async function crash(point: string, passed: number, first: number): Promise<void> {
  const acknowledged = await killedAt(point, passed, first);
  const store = openSqlite(path, 'write');
  expect(integrityOf(path)).toBe('ok');
  expect(await storedIn(store)).toEqual(expect.arrayContaining(acknowledged));
  for (let number = first; number < first + each; number += 1) {
    const again = {
      ...sentAgain(number, number),
      reference: `again-${number}`,
      contact: Uint8Array.of(1),
    };
    const { reference } = sample(number);
    const stands = acknowledged.includes(reference) ? [reference] : [reference, again.reference];
    expect(stands.map((one) => ({ reference: one }))).toContainEqual(
      await store.add(again, places),
    );
  }
  expect(await storedIn(store)).toHaveLength(first + each);
  await store.close();
}

describe('a process that is killed with signal 9', { timeout: 120_000 }, () => {
  // Each point, with how many times every process is sure to pass it.
  it.each([
    ['before BEGIN IMMEDIATE', 2],
    ['after INSERT INTO idempotency', 4],
    ['after INSERT INTO registration', 4],
    ['after INSERT INTO place', 4],
    ['after INSERT INTO claim', 4],
    ['after INSERT INTO outbox', 4],
    ['before COMMIT', 2],
    ['after COMMIT', 2],
    ['before the reply', 4],
  ])(`%s, ${times} times, keeps what it acknowledged, and once`, async (point, reached) => {
    path = join(folder, `${point.replaceAll(' ', '-')}.sqlite`);
    await openSqlite(path, 'create').close();
    for (let time = 0; time < times; time += 1) await crash(point, time % reached, time * each);
  });
});
