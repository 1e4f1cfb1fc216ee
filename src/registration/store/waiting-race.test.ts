import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { placesIn } from '../testing/store-places.fixture.ts';
import { sample } from '../testing/store.fixture.ts';
import type { Store } from './store.ts';
import { openSqlite } from './sqlite/sqlite.ts';

const processes = 4;
const rounds = 10;
const endedSchema = z.array(z.string());

let path: string;
let store: Store;
let children: ChildProcess[];

beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'race-')), 'registrations.sqlite');
  store = openSqlite(path, 'create');
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await store.close();
  await rm(join(path, '..'), { recursive: true });
});

async function startWriters(check: 'checked' | 'unchecked'): Promise<void> {
  const script = join(import.meta.dirname, 'testing/waiting-race.child.ts');
  children = Array.from({ length: processes }, () => fork(script, [path, check]));
  await Promise.all(children.map((child) => once(child, 'message')));
}

/**
 * Fills a place for two, and puts four on the waiting list. Returns the references of each, in
 * order.
 */
async function fill(place: string, round: number): Promise<string[]> {
  const limited = { name: place, capacity: 2, waiting: true };
  const samples = Array.from({ length: 6 }, (_, number) => sample(100 * round + number));
  for (const each of samples) await store.add(each, [limited], true);
  return samples.map(({ reference }) => reference);
}

/** Has every process free both places at once. Returns how each attempt ended. */
async function raceFor(place: string, references: readonly string[]): Promise<string[]> {
  const ended = children.map(async (child) => endedSchema.parse((await once(child, 'message'))[0]));
  for (const child of children) child.send({ references, place });
  return (await Promise.all(ended)).flat();
}

it(
  `promotes each of two guests once where several processes free two places, ${rounds} times`,
  { timeout: 60_000 },
  async () => {
    await startWriters('checked');
    for (let round = 1; round <= rounds; round += 1) {
      const place = `round/${round}`;
      const guests = await fill(place, round);
      const ended = await raceFor(place, guests.slice(0, 2));
      expect(ended.filter((one) => one === 'moved')).toHaveLength(2);
      const claims = (await store.claims()).filter((claim) => claim.place === place);
      const expected = ['firm', 'firm', 'offered', 'offered', 'waiting', 'waiting'];
      expect(claims.map(({ standing }) => standing)).toEqual(expected);
      const histories = await Promise.all(guests.slice(2).map((guest) => store.history(guest)));
      expect(histories.map(({ length }) => length)).toEqual([1, 1, 0, 0]);
      expect(await placesIn(store)).toMatchObject({ [place]: 2 });
    }
  },
);

it('promotes one twice where it is read before it is written, so the race is real', async () => {
  await startWriters('unchecked');
  for (let round = 1; round <= rounds; round += 1) {
    const place = `round/${round}`;
    await raceFor(place, (await fill(place, round)).slice(0, 2));
  }
  expect(Object.values(await store.counts()).some((times) => times > 1)).toBe(true);
});
