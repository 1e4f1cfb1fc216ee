import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeConditions } from './store-conditions.contract.ts';
import { describeInvitations } from './store-invitations.contract.ts';
import { describePlaces } from './store-places.contract.ts';
import { describeWaiting } from './store-waiting.contract.ts';
import { describeChoices } from './store-choices.contract.ts';
import { describeOutbox } from './store-outbox.contract.ts';
import { describeDeleting } from './store-deletion.contract.ts';
import { held, sample, sentAgain } from '../../testing/store.fixture.ts';
import { StoreUnavailable, type Store } from '../store.ts';

function describeAdding(store: () => Store): void {
  it('answers the reference of what it added', async () => {
    expect(await store().add(sample(1))).toEqual({ reference: sample(1).reference });
  });

  it('surveys what it lists, with the claims of all', async () => {
    const place = { name: 'visit/yes', capacity: 2 };
    await store().add(sample(1), [place]);
    await store().add(sample(2));
    expect(await store().survey()).toEqual({
      held: await store().list(),
      claims: await store().claims(),
      unreadable: [],
    });
    expect((await store().survey()).claims).toHaveLength(1);
  });

  it('answers the reference that stands where its sender sends the same again', async () => {
    await store().add(sentAgain(1, 1));
    expect(await store().add(sentAgain(1, 2))).toEqual({ reference: sample(1).reference });
    expect(await store().list()).toEqual([held(1)]);
  });

  it('stores the same answers of another sender with a note, which opens nothing of the first', async () => {
    const { contentKey } = sample(1);
    await store().add(sentAgain(1, 1));
    for (const other of [
      { ...sample(2), contentKey },
      { ...sentAgain(3, 3), contentKey },
    ]) {
      expect(await store().add(other)).toEqual({ reference: other.reference });
      const at = other.receivedAt;
      expect(await store().history(other.reference)).toEqual([
        { at, who: 'repeats an earlier registration', from: 'received', to: 'received' },
      ]);
    }
    expect(await store().history(sample(1).reference)).toEqual([]);
    expect(await store().list()).toHaveLength(3);
  });

  it('holds back the address of who was declined, until they are confirmed', async () => {
    const { reference, emailKey, receivedAt: at } = sample(1);
    await store().add(sample(1));
    expect(await store().isHeldBack(emailKey)).toBe(false);
    const move = { reference, who: 'Ann', at, limits: [] };
    await store().move({ ...move, from: ['received'], to: 'declined' });
    await store().add({ ...sample(2), emailKey: sample(3).emailKey });
    expect(await store().isHeldBack(emailKey)).toBe(true);
    expect(await store().isHeldBack(sample(3).emailKey)).toBe(false);
    await store().move({ ...move, from: ['declined'], to: 'confirmed' });
    expect(await store().isHeldBack(emailKey)).toBe(false);
  });

  it('takes the same answers as new where the first were withdrawn or deleted', async () => {
    const { reference } = sample(1);
    await store().add(sentAgain(1, 1));
    const at = sample(1).receivedAt;
    const withdrawal = { from: ['received'], to: 'withdrawn', who: 'guest', limits: [] } as const;
    await store().move({ ...withdrawal, reference, at });
    expect(await store().add(sentAgain(1, 2))).toEqual({ reference: sample(2).reference });
    await store().deleteOne(sample(2).reference);
    expect(await store().add(sentAgain(1, 3))).toEqual({ reference: sample(3).reference });
    expect(await store().history(sample(3).reference)).toEqual([]);
  });

  it('keeps one of many registrations that one sender sends at once', async () => {
    const copies = Array.from({ length: 50 }, (_, index) => sentAgain(1, index));
    const added = await Promise.all(copies.map((copy) => store().add(copy)));
    const standing = await store().list();
    expect(standing).toHaveLength(1);
    expect(added).toEqual(copies.map(() => ({ reference: standing[0]?.reference })));
  });

  it('keeps all of many different registrations that arrive at once', async () => {
    const samples = Array.from({ length: 50 }, (_, index) => sample(index));
    await Promise.all(samples.map((each) => store().add(each)));
    expect(await store().list()).toHaveLength(50);
  });

  it('keeps a registration without answers that are deleted first', async () => {
    await store().add({ ...sample(1), sealedEarly: undefined });
    expect(await store().list()).toEqual([{ ...held(1), sealedEarly: undefined }]);
  });

  it('keeps two registrations of one e-mail address', async () => {
    await store().add(sample(1));
    await store().add({ ...sample(2), emailKey: sample(1).emailKey });
    expect(await store().list()).toHaveLength(2);
  });

  it('refuses a reference that another registration has, and adds its neighbours', async () => {
    await store().add(sample(1));
    const [refused, added] = await Promise.allSettled([
      store().add({ ...sample(2), reference: sample(1).reference }),
      store().add(sample(3)),
    ]);
    expect(refused).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    expect(added).toMatchObject({ status: 'fulfilled' });
    expect(await store().list()).toEqual([held(1), held(3)]);
  });
}

function describeReading(store: () => Store, reopen: () => Promise<void>): void {
  it('is empty at first', async () => {
    expect(await store().list()).toEqual([]);
    expect(await store().counts()).toEqual({});
  });

  it('lists in order of arrival, whatever the references and times', async () => {
    for (const number of [3, 1, 2]) await store().add(sample(number));
    expect(await store().list()).toEqual([held(3), held(1), held(2)]);
  });

  it('keeps the first proof of a secret, beside the counts and through every deletion', async () => {
    const proofs = [2 ** 48 - 1, 1, 2 ** 48 - 1];
    const kept: boolean[] = [];
    for (const proof of proofs) kept.push(await store().provesSecret(proof));
    expect(kept).toEqual([true, false, true]);
    await store().raise('honeypot');
    await store().deleteAll();
    expect(await store().provesSecret(1)).toBe(false);
    expect(await store().counts()).toEqual({ honeypot: 1 });
  });

  it('counts by name', async () => {
    await Promise.all([store().raise('honeypot'), store().raise('honeypot'), store().raise('x')]);
    expect(await store().counts()).toEqual({ honeypot: 2, x: 1 });
  });

  it('holds everything when it is closed and opened again', async () => {
    await store().add(sample(1));
    await store().raise('honeypot');
    await reopen();
    expect(await store().list()).toEqual([held(1)]);
    expect(await store().counts()).toEqual({ honeypot: 1 });
  });

  it('writes a note to the history of a registration that there is', async () => {
    await store().add(sample(1));
    const { reference, receivedAt: at } = sample(1);
    expect(await store().note(reference, 'a note', at)).toBe(true);
    expect(await store().note(sample(2).reference, 'a note', at)).toBe(false);
    const note = { at, who: 'a note', from: 'received', to: 'received' };
    expect(await store().history(reference)).toEqual([note]);
    expect(await store().history(sample(2).reference)).toEqual([]);
  });

  it('finishes what was begun before it closes', async () => {
    const adding = store().add(sample(1));
    await reopen();
    expect(await adding).toEqual({ reference: sample(1).reference });
    expect(await store().list()).toEqual([held(1)]);
  });

  it('is unavailable once it is closed', async () => {
    const closed = store();
    await reopen();
    await expect(closed.add(sample(1))).rejects.toThrow(StoreUnavailable);
    await expect(closed.list()).rejects.toThrow(StoreUnavailable);
  });
}

/**
 * The contract of every store, as tests. `empty` makes an empty database and returns how to open
 * it, more than once if need be, and how to remove it.
 */
export function describeStore(
  name: string,
  empty: () => Promise<{ open: () => Promise<Store>; clear: () => Promise<void> }>,
): void {
  describe(name, () => {
    let place: Awaited<ReturnType<typeof empty>>;
    let store: Store;

    beforeEach(async () => {
      place = await empty();
      store = await place.open();
    });
    afterEach(async () => {
      await store.close();
      await place.clear();
    });

    describeAdding(() => store);
    describeDeleting(() => store);
    describePlaces(() => store);
    describeWaiting(() => store);
    describeChoices(() => store);
    describeOutbox(() => store);
    describeConditions(() => store);
    describeInvitations(() => store);
    describeReading(
      () => store,
      async () => {
        await store.close();
        store = await place.open();
      },
    );
  });
}
