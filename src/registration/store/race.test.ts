import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openSqlite } from './sqlite/sqlite.ts';

const processes = 8;
/** How many requests each process sends at once. */
const times = 4;
const writers = processes * times;
const rounds = 100;

const endedSchema = z.array(z.string());

let path: string;
let children: ChildProcess[];

beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'race-')), 'registrations.sqlite');
  await openSqlite(path, 'create').close();
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(join(path, '..'), { recursive: true });
});

async function startWriters(check: 'checked' | 'unchecked'): Promise<void> {
  const script = join(import.meta.dirname, 'testing/race.child.ts');
  children = Array.from({ length: processes }, (_, number) =>
    fork(script, [path, String(number), check]),
  );
  await Promise.all(children.map((child) => once(child, 'message')));
}

/** Starts all writers at once, and returns how each ended. */
async function raceFor(round: number, capacity: number): Promise<string[]> {
  const ended = children.map(async (child) => endedSchema.parse((await once(child, 'message'))[0]));
  for (const child of children) child.send({ round, capacity, times });
  return (await Promise.all(ended)).flat();
}

async function stored(): Promise<string[]> {
  const store = openSqlite(path, 'read');
  const references = (await store.list()).map(({ reference }) => reference);
  await store.close();
  return references;
}

describe('32 writers in 8 processes on one SQLite file', { timeout: 180_000 }, () => {
  it.each([1, 5])(
    `sell exactly %i places, ${rounds} times, and keep what they acknowledged`,
    async (capacity) => {
      await startWriters('checked');
      const acknowledged: string[] = [];
      for (let round = 1; round <= rounds; round += 1) {
        const ended = await raceFor(round, capacity);
        const sold = ended.filter((one) => one.includes('-'));
        expect(sold).toHaveLength(capacity);
        expect(ended.filter((one) => one === 'full')).toHaveLength(writers - capacity);
        acknowledged.push(...sold);
      }
      expect((await stored()).toSorted()).toEqual(acknowledged.toSorted());
    },
  );

  it('oversell where the counter is read before it is raised, so the race is real', async () => {
    await startWriters('unchecked');
    let oversold = 0;
    for (let round = 1; round <= 10; round += 1) {
      const ended = await raceFor(round, 1);
      if (ended.filter((one) => one.includes('-')).length > 1) oversold += 1;
    }
    expect(oversold).toBeGreaterThan(0);
  });
});
