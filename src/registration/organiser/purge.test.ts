import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  answers,
  event as shipped,
  formPost,
  openSample,
  type Sample,
} from '../testing/endpoint.fixture.ts';
import { bytesIn, tracesIn } from '../store/testing/database-files.fixture.ts';
import type { StoredRegistration } from '../store/store.ts';
import { purge } from './purge.ts';

const { clock: _, ...event } = shipped;
const before = Date.parse('2017-01-16T09:00:00Z');
const first = Date.parse('2017-02-23T09:00:00Z');
const everything = Date.parse('2017-03-16T09:00:00Z');

let sample: Sample;
let database: string;

beforeEach(async () => {
  sample = await openSample({ event, now: () => before });
  database = `${sample.folder}/registrations.sqlite`;
});
afterEach(() => sample.clear());

const name = 'Zanzibar Canaryname';
const needs = 'no zanzicanaryseed';

/** Registers with canaries in the answers, and returns what the store holds. */
async function registered(): Promise<StoredRegistration & { readonly sealedEarly: Uint8Array }> {
  await sample.send(formPost({ ...answers, name, needs }));
  const [stored] = await sample.store.list();
  if (stored?.sealedEarly === undefined) throw new Error('Nothing is stored.');
  return { ...stored, sealedEarly: stored.sealedEarly };
}

function purged(now: number, what?: string, confirm?: string): Promise<string> {
  return purge(event, { database, what, confirm }, now);
}

async function expectNoWords(): Promise<void> {
  const bytes = await bytesIn(sample.folder);
  for (const word of ['Canaryname', 'zanzicanaryseed']) expect(bytes.includes(word)).toBe(false);
}

describe('a purge', () => {
  it('leaves no byte of what it deletes in any file, while the endpoint runs', async () => {
    const { sealed, sealedEarly, reference, emailKey } = await registered();
    expect(await tracesIn(sample.folder, sealed)).toBeGreaterThan(200);
    expect(await tracesIn(sample.folder, sealedEarly)).toBeGreaterThan(100);
    await expectNoWords();

    expect(await purged(first)).toContain(
      'Deleted: the answers marked for early deletion, from 1 registration.',
    );
    expect(await tracesIn(sample.folder, sealedEarly)).toBe(0);
    expect(await tracesIn(sample.folder, sealed)).toBeGreaterThan(200);
    const [record] = await sample.records();
    expect(record).toMatchObject({
      reference,
      answers: { name },
      deleted: ['needs', 'needs_consent'],
    });

    expect(await purged(everything)).toContain('Deleted: 1 registration in full');
    expect(await tracesIn(sample.folder, sealed)).toBe(0);
    const bytes = await bytesIn(sample.folder);
    for (const text of [reference, emailKey]) expect(bytes.includes(text)).toBe(false);
    expect(await sample.records()).toEqual([]);
  });

  it('deletes everything at once where the first date was missed', async () => {
    const { sealed, sealedEarly } = await registered();
    expect(await purged(everything)).toContain(
      'Deleted: 1 registration in full, 1 of them with answers marked for early deletion.',
    );
    expect(await tracesIn(sample.folder, sealed)).toBe(0);
    expect(await tracesIn(sample.folder, sealedEarly)).toBe(0);
  });

  it('deletes nothing before the dates', async () => {
    await registered();
    expect(await purged(before)).toMatch(/^Nothing is due\. /);
    expect(await sample.records()).toMatchObject([{ answers: { name, needs }, deleted: [] }]);
  });

  it('deletes ahead of a date only where that is confirmed', async () => {
    await registered();
    await expect(purged(before, 'first')).rejects.toThrow(
      'This would delete data before its date, 23 February 2017, and it cannot be undone. ' +
        'To go ahead, add `--confirm first`.',
    );
    await expect(purged(first, 'everything', 'first')).rejects.toThrow('`--confirm everything`');
    expect(await sample.records()).toMatchObject([{ deleted: [] }]);
    await purged(before, 'first', 'first');
    expect(await sample.records()).toMatchObject([{ deleted: ['needs', 'needs_consent'] }]);
    await purged(before, 'everything', 'everything');
    expect(await sample.records()).toEqual([]);
  });

  it('refuses what it does not know', async () => {
    await expect(purged(first, 'all')).rejects.toThrow(
      '--what is "all". Write `first` or `everything`.',
    );
  });
});
