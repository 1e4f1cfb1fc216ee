import { expect, it } from 'vitest';
import { held, sample } from '../../testing/store.fixture.ts';
import type { Store } from '../store.ts';

/** The part of every store's contract for deletion. */
export function describeDeleting(store: () => Store): void {
  it('says how much there is to delete', async () => {
    expect(await store().holdings()).toEqual({ registrations: 0, first: 0, whole: 0 });
    await store().add(sample(1));
    await store().add({ ...sample(2), sealedEarly: undefined });
    expect(await store().holdings()).toEqual({ registrations: 2, first: 1, whole: 0 });
  });

  it('deletes the answers that go first, and keeps the rest in its order', async () => {
    for (const number of [3, 1, 2]) await store().add(sample(number));
    expect(await store().deleteFirst()).toBe(3);
    const left = [3, 1, 2].map((number) => ({
      ...held(number),
      contentKey: expect.any(String),
      sealedEarly: undefined,
    }));
    expect(await store().list()).toEqual(left);
    expect(await store().holdings()).toEqual({ registrations: 3, first: 0, whole: 0 });
  });

  it('keeps no hash of the answers that it deleted', async () => {
    await store().add(sample(1));
    await store().add({ ...sample(2), sealedEarly: undefined });
    await store().deleteFirst();
    const [one, other] = await store().list();
    expect(one?.contentKey).toBe(`deleted ${sample(1).reference}`);
    expect(other?.contentKey).toBe(sample(2).contentKey);
  });

  it('deletes every registration and keeps the counts', async () => {
    await store().raise('honeypot');
    await store().add(sample(1));
    await store().add({ ...sample(2), sealedEarly: undefined });
    expect(await store().deleteAll()).toBe(2);
    expect(await store().list()).toEqual([]);
    expect(await store().counts()).toEqual({ honeypot: 1 });
  });

  it('deletes nothing where nothing is left, and goes on taking registrations', async () => {
    await store().add(sample(1));
    await store().deleteFirst();
    expect(await store().deleteFirst()).toBe(0);
    await store().deleteAll();
    expect(await store().deleteAll()).toBe(0);
    expect(await store().add(sample(1))).toEqual({ reference: sample(1).reference });
    expect(await store().list()).toEqual([held(1)]);
  });

  it('puts records in the place of others, and nothing else', async () => {
    for (const number of [1, 2]) await store().add(sample(number));
    const sealed = Uint8Array.of(1, 2, 3);
    const { reference, sealed: before } = sample(2);
    await store().reseal([{ reference, before, sealed }]);
    expect(await store().list()).toEqual([held(1), { ...held(2), sealed }]);
  });

  it('deletes what was being added when it was asked', async () => {
    const adding = store().add(sample(1));
    expect(await store().deleteAll()).toBe(1);
    await adding;
    expect(await store().list()).toEqual([]);
  });
}
