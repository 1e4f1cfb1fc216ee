import { expect, it } from 'vitest';
import { held, sample } from '../../testing/store.fixture.ts';
import type { Arrival, Place, Store } from '../store.ts';

const code = 'a'.repeat(64);
const other = 'b'.repeat(64);
const arrival: Arrival = {
  codeKey: code,
  steps: [{ who: 'invitation', from: 'received', to: 'confirmed' }],
};
const visit: Place = { name: 'field_visit/yes', capacity: 1 };
const fresh = { emailKey: undefined, expiresAt: undefined, revoked: false, usedBy: undefined };

async function withdraw(store: Store, number: number): Promise<void> {
  const { reference } = sample(number);
  const at = '2017-01-17T10:00:00.000Z';
  await store.move({
    reference,
    from: ['confirmed'],
    to: 'withdrawn',
    who: 'guest',
    at,
    limits: [],
  });
}

function describeUsing(store: () => Store): void {
  it('stores one of 32 registrations that use one invitation at once', async () => {
    await store().invite([{ codeKey: code }]);
    const asking = Array.from({ length: 32 }, (_, number) =>
      store().add({ ...sample(number), arrival }, []),
    );
    const added = await Promise.all(asking);
    expect(added.filter((one) => 'reference' in one)).toHaveLength(1);
    expect(added.filter((one) => 'unmet' in one && one.unmet === 'invitation')).toHaveLength(31);
    const [stored, ...others] = await store().list();
    expect(others).toEqual([]);
    expect((await store().invitation(code))?.usedBy).toBe(stored?.reference);
  });

  it('lets 32 registrations in where nothing holds them to one invitation', async () => {
    const asking = Array.from({ length: 32 }, (_, number) => store().add(sample(number)));
    await Promise.all(asking);
    expect(await store().list()).toHaveLength(32);
  });

  it('answers the reference that stands where a used invitation comes with the same content', async () => {
    await store().invite([{ codeKey: code }]);
    await store().add({ ...sample(1), arrival }, [visit]);
    const again = { ...sample(2), contentKey: sample(1).contentKey };
    expect(await store().add({ ...again, arrival }, [visit])).toEqual({
      reference: sample(1).reference,
    });
    expect(await store().history(sample(1).reference)).toHaveLength(1);
  });

  it('stores the state and the history that a registration comes with', async () => {
    await store().invite([{ codeKey: code }]);
    await store().add({ ...sample(1), arrival }, []);
    expect(await store().list()).toEqual([{ ...held(1), state: 'confirmed' }]);
    expect(await store().history(sample(1).reference)).toEqual([
      { at: sample(1).receivedAt, who: 'invitation', from: 'received', to: 'confirmed' },
    ]);
  });

  it('uses no invitation for a registration whose place is full', async () => {
    await store().invite([{ codeKey: code }]);
    await store().add(sample(1), [visit]);
    expect(await store().add({ ...sample(2), arrival }, [visit])).toEqual({ full: [visit.name] });
    expect((await store().invitation(code))?.usedBy).toBeUndefined();
    expect(await store().add({ ...sample(2), arrival }, [])).toHaveProperty('reference');
  });

  it('takes an invitation once more, and once, after its guest withdrew', async () => {
    await store().invite([{ codeKey: code }]);
    await store().add({ ...sample(1), arrival }, []);
    await withdraw(store(), 1);
    const asking = [2, 3, 4].map((number) => store().add({ ...sample(number), arrival }, []));
    expect((await Promise.all(asking)).filter((one) => 'reference' in one)).toHaveLength(1);
    expect(await store().list()).toHaveLength(2);
  });
}

function describeKeeping(store: () => Store): void {
  it('keeps invitations by number, and none of them twice', async () => {
    const expiresAt = '2017-02-01T00:00:00.000Z';
    const [one, two] = await store().invite([
      { codeKey: code, emailKey: 'e', expiresAt },
      { codeKey: other },
    ]);
    await expect(store().invite([{ codeKey: 'c' }, { codeKey: other }])).rejects.toThrow(/./);
    expect(await store().invitations()).toEqual([
      { ...fresh, number: one, emailKey: 'e', expiresAt },
      { ...fresh, number: two },
    ]);
    expect(await store().invitation(other)).toEqual({ ...fresh, number: two });
    expect(await store().invitation('d')).toBeUndefined();
  });

  it('revokes those that are there', async () => {
    const [one = 0, two = 0] = await store().invite([{ codeKey: code }, { codeKey: other }]);
    expect(await store().revoke([two, two + 100])).toEqual([two]);
    expect(await store().invitations()).toEqual([
      { ...fresh, number: one },
      { ...fresh, number: two, revoked: true },
    ]);
  });

  it('deletes the invitation of a registration with it, and all with all', async () => {
    await store().invite([{ codeKey: code }, { codeKey: other }]);
    await store().add({ ...sample(1), arrival }, []);
    await store().deleteOne(sample(1).reference);
    expect(await store().invitation(code)).toBeUndefined();
    expect(await store().invitations()).toHaveLength(1);
    await store().deleteAll();
    expect(await store().invitations()).toEqual([]);
  });
}

/** The part of every store's contract for invitations. */
export function describeInvitations(store: () => Store): void {
  describeUsing(store);
  describeKeeping(store);
}
