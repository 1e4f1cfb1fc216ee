import { expect, it } from 'vitest';
import { keyOf, sample } from '../../testing/store.fixture.ts';
import type { Store } from '../store.ts';
import type { Conditions } from '../conditions.ts';

const [first, second] = ['2017-01-16T09:00:00.000Z', '2017-01-16T09:10:00.000Z'];
const allowance = (since: string) => ({ key: 'a side', limit: 2, since });
const long = '2017-01-09T09:00:00.000Z';
const idempotency = { key: 'a key', forgotten: long };

const admitted = (number: number, conditions: Conditions) => ({ ...sample(number), conditions });

const invited = (number: number, codeKey: string) => ({
  ...admitted(number, { idempotency }),
  contentKey: sample(1).contentKey,
  arrival: { codeKey, steps: [] },
});

/** The part of every store's contract for the conditions on adding registrations. */
export function describeConditions(store: () => Store): void {
  it('adds no more from one side in a window than may come, and counts anew in the next', async () => {
    const conditions = { rateLimits: [allowance(first)] };
    const all = [1, 2, 3, 4, 5].map((number) => store().add(admitted(number, conditions)));
    const ended = await Promise.all(all);
    expect(ended.filter((one) => 'reference' in one)).toHaveLength(2);
    expect(ended.filter((one) => 'unmet' in one && one.unmet === 'rateLimits')).toHaveLength(3);
    expect(await store().list()).toHaveLength(2);
    const later = await store().add(admitted(6, { rateLimits: [allowance(second)] }));
    expect(later).toEqual({ reference: sample(6).reference });
  });

  it('counts tries that come at once up to what a side may, and anew in the next window', async () => {
    const tries = { key: 'a side', limit: 10 };
    const all = Array.from({ length: 15 }, () => store().countTry([{ ...tries, since: first }]));
    expect((await Promise.all(all)).filter(Boolean)).toHaveLength(10);
    expect(await store().countTry([{ ...tries, since: first }])).toBe(false);
    expect(await store().countTry([{ ...tries, since: first, key: 'another side' }])).toBe(true);
    expect(await store().countTry([{ ...tries, since: second }])).toBe(true);
  });

  it('adds no more from two sides than the network may that both are in, and counts none that is refused', async () => {
    const wide = { ...allowance(first), key: 'a network', limit: 3 };
    const side = (key: string) => ({ rateLimits: [{ ...allowance(first), key }, wide] });
    for (const number of [1, 2]) await store().add(admitted(number, side('one')));
    expect(await store().add(admitted(3, side('other')))).toHaveProperty('reference');
    expect(await store().add(admitted(4, side('other')))).toEqual({ unmet: 'rateLimits' });
    const alone = { rateLimits: [{ ...allowance(first), key: 'other' }] };
    expect(await store().add(admitted(4, alone))).toHaveProperty('reference');
    const tries = (key: string) => [
      { ...allowance(first), key },
      { ...wide, key: 'tries' },
    ];
    const counted = ['a', 'a', 'b', 'b'].map((key) => store().countTry(tries(key)));
    expect((await Promise.all(counted)).filter(Boolean)).toHaveLength(3);
  });

  it('counts neither what is sent again nor another side', async () => {
    const conditions = { rateLimits: [allowance(first)] };
    for (const number of [1, 1, 1, 2, 2]) {
      const also = { ...conditions, idempotency: keyOf(number) };
      const again = { ...admitted(number, also), reference: `again-${Math.random()}` };
      expect(await store().add(again)).toHaveProperty('reference');
    }
    const other = { rateLimits: [{ ...allowance(first), key: 'another side' }] };
    expect(await store().add(admitted(3, other))).toHaveProperty('reference');
  });

  it('keeps one registration of a hundred with one key', async () => {
    const { contentKey } = sample(1);
    const all = Array.from({ length: 100 }, (_, number) =>
      store().add({ ...admitted(number, { idempotency }), contentKey }),
    );
    const ended = new Set((await Promise.all(all)).map((one) => JSON.stringify(one)));
    expect(ended.size).toBe(1);
    expect(await store().list()).toHaveLength(1);
  });

  it('refuses a key that came with something else, and keeps nothing of it', async () => {
    await store().add(admitted(1, { idempotency }));
    expect(await store().add(admitted(2, { idempotency }))).toEqual({ unmet: 'idempotency' });
    const again = { ...admitted(1, { idempotency }), reference: 'another' };
    expect(await store().add(again)).toEqual({ reference: sample(1).reference });
    expect(await store().list()).toHaveLength(1);
  });

  it('refuses a key with the same answers and another invitation', async () => {
    await store().invite([{ codeKey: 'one' }, { codeKey: 'other' }]);
    expect(await store().add(invited(1, 'one'))).toEqual({ reference: sample(1).reference });
    expect(await store().add(invited(2, 'other'))).toEqual({ unmet: 'idempotency' });
    expect(await store().add(invited(3, 'one'))).toEqual({ reference: sample(1).reference });
    expect(await store().list()).toHaveLength(1);
  });

  it('forgets a key in time after its first use, and takes the same as a new registration then', async () => {
    await store().add(admitted(1, { idempotency }));
    const again = { ...admitted(1, { idempotency }), reference: 'again', receivedAt: second };
    expect(await store().add(again)).toEqual({ reference: sample(1).reference });
    const later = { idempotency: { ...idempotency, forgotten: second } };
    expect(await store().add({ ...again, conditions: later })).toEqual({ reference: 'again' });
    const other = { ...again, reference: 'another', conditions: later };
    expect(await store().add(other)).toEqual({ reference: 'again' });
    await store().forget('2017-01-16T09:10:00.001Z');
    expect(await store().add(other)).toEqual({ reference: 'another' });
    expect(await store().list()).toHaveLength(3);
  });

  it('keeps one of several registrations that come with one solved challenge at once', async () => {
    const challenge = 'a challenge';
    const all = [1, 2, 3, 4].map((number) => store().add(admitted(number, { challenge })));
    const ended = await Promise.all(all);
    expect(ended.filter((one) => 'unmet' in one && one.unmet === 'challenge')).toHaveLength(3);
    const [kept, ...others] = await store().list();
    expect(others).toEqual([]);
    const again = { ...sample(5), contentKey: kept?.contentKey ?? '', conditions: { challenge } };
    expect(await store().add(again)).toEqual({ unmet: 'challenge' });
    await store().forget(second);
    expect(await store().add(admitted(6, { challenge }))).toHaveProperty('reference');
  });

  it('answers who sends the same again with the challenge that it spent', async () => {
    const conditions = { challenge: 'a challenge', idempotency };
    await store().add(admitted(1, conditions));
    const again = { ...admitted(1, conditions), reference: 'again' };
    expect(await store().add(again)).toEqual({ reference: sample(1).reference });
  });

  it('forgets keys and sides with the answers that go first, and with everything', async () => {
    const conditions = { idempotency, rateLimits: [allowance(first)] };
    await store().add(admitted(1, conditions));
    await store().deleteFirst();
    expect(await store().add(admitted(2, conditions))).toHaveProperty('reference');
    expect(await store().add(admitted(3, { rateLimits: [allowance(first)] }))).toEqual({
      unmet: 'rateLimits',
    });
    await store().deleteAll();
    expect(await store().add(admitted(3, conditions))).toHaveProperty('reference');
  });
}
