import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { event as shipped, openSample, type Sample } from '../../testing/endpoint.fixture.ts';
import { sample as registration, unavailableStore } from '../../testing/store.fixture.ts';
import type { Deletion } from '../due-work.ts';
import { deletionTask, workRegularly } from './timers.ts';

const { clock: _, ...event } = shipped;
const hour = 60 * 60 * 1000;

let sample: Sample;
let end: () => unknown = () => undefined;

beforeEach(async () => {
  sample = await openSample();
  await sample.store.add(registration(1));
  await sample.store.add(registration(2));
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
});
afterEach(async () => {
  await end();
  vi.useRealTimers();
  await sample.clear();
});

function start(moment: string, changes: Partial<Deletion> = {}): void {
  vi.setSystemTime(moment);
  const { store, log } = sample;
  const report = (line: string) => log.push(line);
  end = workRegularly([deletionTask({ event, store, now: Date.now, report, ...changes })]);
}

describe('the host', () => {
  it('deletes at its start what is due, and says so in numbers', async () => {
    start('2017-02-23T09:00:00Z');
    await vi.waitFor(() => expect(sample.log).toHaveLength(1));
    expect(sample.log).toEqual([
      'deletion: first answers of 2, whole 0; left 2, of an older release 0',
    ]);
    expect(await sample.store.holdings()).toMatchObject({ registrations: 2, first: 0 });
  });

  it('deletes on the days that come while it runs, each thing once', async () => {
    start('2017-02-21T09:00:00Z');
    await vi.advanceTimersByTimeAsync(47 * hour);
    expect(sample.log).toEqual([]);
    await vi.advanceTimersByTimeAsync(25 * 24 * hour);
    await vi.waitFor(() => expect(sample.log).toHaveLength(2));
    expect(sample.log).toEqual([
      'deletion: first answers of 2, whole 0; left 2, of an older release 0',
      'deletion: first answers of 0, whole 2; left 0, of an older release 0',
    ]);
    expect(await sample.store.list()).toEqual([]);
  });

  it('says that a deletion failed, and tries again a day later', async () => {
    const { store } = sample;
    const broken = unavailableStore('database is locked');
    const once = vi.fn(store.deleteFirst.bind(store)).mockImplementationOnce(broken.deleteFirst);
    const working = {
      holdings: () => store.holdings(),
      forget: (moment: string) => store.forget(moment),
      deleteFirst: once,
    };
    start('2017-02-23T09:00:00Z', { store: { ...broken, ...working } });
    await vi.waitFor(() => expect(sample.log).toHaveLength(1));
    await vi.advanceTimersByTimeAsync(24 * hour);
    await vi.waitFor(() => expect(sample.log).toHaveLength(2));
    expect(sample.log).toEqual([
      'deletion failed and will be tried again in a day: database is locked',
      'deletion: first answers of 2, whole 0; left 2, of an older release 0',
    ]);
  });

  it('deletes nothing while the event’s clock is pinned before the date', async () => {
    start('2026-11-01T09:00:00Z', { event: shipped });
    await vi.advanceTimersByTimeAsync(48 * hour);
    expect(sample.log).toEqual([]);
    expect(await sample.store.holdings()).toMatchObject({ registrations: 2, first: 2 });
  });

  it('deletes nothing more once it is told to end', async () => {
    start('2017-02-21T09:00:00Z');
    await end();
    await vi.advanceTimersByTimeAsync(100 * 24 * hour);
    expect(sample.log).toEqual([]);
  });
});

/** Starts instant tasks with these periods, and returns how often each was run. */
async function begunIn(milliseconds: number, ...every: number[]): Promise<number[]> {
  const works = every.map(() => vi.fn(() => Promise.resolve()));
  end = workRegularly(works.map((work, index) => ({ every: every[index] ?? 0, work })));
  await vi.advanceTimersByTimeAsync(milliseconds);
  return works.map((work) => work.mock.calls.length);
}

describe('the timer', () => {
  it('begins each task at the start, and then as often as it says', async () => {
    expect(await begunIn(0, 2000, 300_000)).toEqual([1, 1]);
    await end();
    expect(await begunIn(299_999, 2000, 300_000)).toEqual([150, 1]);
    await end();
    expect(await begunIn(300_000, 2000, 300_000)).toEqual([151, 2]);
  });

  it('is one, whatever there is to do', async () => {
    await begunIn(0, 2000, 300_000, 24 * hour);
    expect(vi.getTimerCount()).toBe(1);
    await end();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('begins no task that still runs, and lets the others go on', async () => {
    const held = Promise.withResolvers<undefined>();
    const slow = vi.fn(() => held.promise);
    const quick = vi.fn(() => Promise.resolve());
    end = workRegularly([
      { every: 2000, work: slow },
      { every: 2000, work: quick },
    ]);
    await vi.advanceTimersByTimeAsync(4000);
    expect([slow.mock.calls.length, quick.mock.calls.length]).toEqual([1, 3]);
    held.resolve(undefined);
    await vi.advanceTimersByTimeAsync(2000);
    expect(slow).toHaveBeenCalledTimes(2);
  });
});
