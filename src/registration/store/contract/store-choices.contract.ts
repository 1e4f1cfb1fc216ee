import { expect, it } from 'vitest';
import { statesLeadingTo } from '../../record/states.ts';
import { placesIn } from '../../testing/store-places.fixture.ts';
import { held, sample, sentAgain } from '../../testing/store.fixture.ts';
import type { Change, Place, Store } from '../store.ts';

const one: Place = { name: 'workshop/one', capacity: 1, waiting: true };
const two: Place = { name: 'workshop/two', capacity: 1 };
const at = '2017-01-17T10:00:00.000Z';
const until = '2017-01-19T10:00:00.000Z';
const limits = [{ ...one, until }, two];
const { sealedEarly, contentKey } = sample(8);
const version = { sealed: Uint8Array.of(1, 2, 3), sealedEarly, contentKey };

/** A change of a sample's workshops to the wanted ones. */
function change(number: number, wanted: readonly Place[], also: Partial<Change> = {}): Change {
  const others = [one, two].filter((place) => !wanted.includes(place)).map(({ name }) => name);
  const { reference } = sample(number);
  return { reference, version, wanted, others, waits: false, at, limits, ...also };
}

async function claimsOf(store: Store, number: number): Promise<string[]> {
  await placesIn(store);
  const claims = await store.claims(sample(number).reference);
  return claims.map(({ place, standing }) => `${place} ${standing}`);
}

/** The part of every store's contract for guests who change their choices. */
export function describeChoices(store: () => Store): void {
  it('swaps places, keeps what was changed, and writes it down', async () => {
    await store().add(sample(1), [one]);
    expect(await store().change(change(1, [two]))).toBe('changed');
    expect(await claimsOf(store(), 1)).toEqual(['workshop/two firm']);
    expect(await placesIn(store())).toEqual({ 'workshop/one': 0, 'workshop/two': 1 });
    expect(await store().list()).toEqual([{ ...held(1), ...version }]);
    expect(await store().history(sample(1).reference)).toEqual([
      { at, who: 'guest', from: 'received', to: 'received' },
    ]);
  });

  it('puts a new version in the place of the first, and swaps places with it', async () => {
    const contact = Uint8Array.of(7);
    await store().add({ ...sentAgain(1, 1), contact: Uint8Array.of(6) }, [one]);
    await store().change(change(1, [one]));
    const renewal = change(1, [two], { version: { ...version, contact } });
    expect(await store().change(renewal)).toBe('changed');
    expect(await claimsOf(store(), 1)).toEqual(['workshop/two firm']);
    expect(await store().list()).toEqual([{ ...held(1), ...version }]);
    await store().outbox.claim(Date.parse(at));
    expect(await store().outbox.claim(Date.parse(at))).toMatchObject({ kind: 'changed', contact });
    const { reference } = sample(1);
    expect(await store().add(sentAgain(1, 2), [])).toEqual({ reference });
  });

  it('changes nothing where a place is full', async () => {
    await store().add(sample(1), [one]);
    await store().add(sample(2), [two]);
    expect(await store().change(change(1, [two]))).toEqual({ full: [two.name] });
    expect(await claimsOf(store(), 1)).toEqual(['workshop/one firm']);
    expect(await store().list()).toEqual([held(1), held(2)]);
    expect(await store().history(sample(1).reference)).toEqual([]);
  });

  it('keeps the places that are chosen again, and takes none twice', async () => {
    await store().add(sample(1), [one]);
    for (const wanted of [[one, two], [one, two], [one]]) {
      expect(await store().change(change(1, wanted))).toBe('changed');
    }
    expect(await placesIn(store())).toEqual({ 'workshop/one': 1, 'workshop/two': 0 });
  });

  it('offers to the next what it gives back, and keeps who waits in their turn', async () => {
    await store().add(sample(1), [one]);
    for (const number of [2, 3]) await store().add(sample(number), [one], true);
    expect(await store().change(change(2, [one, two]))).toBe('changed');
    expect(await store().change(change(1, []))).toBe('changed');
    expect(await claimsOf(store(), 1)).toEqual([]);
    expect(await claimsOf(store(), 2)).toEqual(['workshop/one offered', 'workshop/two firm']);
    expect(await claimsOf(store(), 3)).toEqual(['workshop/one waiting']);
  });

  it('waits for what is full only where the guest asks to, behind all others', async () => {
    await store().add(sample(1), [one]);
    await store().add(sample(2), [one], true);
    await store().add(sample(3), [two]);
    expect(await store().change(change(3, [one]))).toEqual({ full: [one.name] });
    expect(await store().change(change(3, [one], { waits: true }))).toBe('changed');
    await store().change(change(1, []));
    expect(await claimsOf(store(), 2)).toEqual(['workshop/one offered']);
    expect(await claimsOf(store(), 3)).toEqual(['workshop/one waiting']);
    expect(await placesIn(store())).toEqual({ 'workshop/one': 1, 'workshop/two': 0 });
  });

  it('changes nothing of a registration that keeps no places, or of none', async () => {
    const { reference } = sample(1);
    await store().add(sample(1), [one]);
    const who = 'guest';
    await store().move({
      reference,
      from: statesLeadingTo.declined,
      to: 'declined',
      who,
      at,
      limits,
    });
    expect(await store().change(change(1, [two]))).toBe('stands');
    expect(await store().change(change(2, [two]))).toBe('stands');
    expect(await claimsOf(store(), 1)).toEqual(['workshop/one firm']);
    expect(await store().list()).toEqual([{ ...held(1), state: 'declined' }]);
  });

  it('lets one of two who swap at once for the same place have it', async () => {
    for (const number of [1, 2]) await store().add(sample(number), [{ ...one, capacity: 2 }]);
    const swaps = [1, 2, 1, 2].map((number) =>
      store().change(change(number, [two], { others: [one.name] })),
    );
    const ended = await Promise.all(swaps);
    expect(ended.filter((each) => each === 'changed')).toHaveLength(2);
    expect(await placesIn(store())).toEqual({ 'workshop/one': 1, 'workshop/two': 1 });
  });

  it('seals anew what was changed, and leaves what was changed meanwhile', async () => {
    await store().add(sample(1), [one]);
    const { reference } = sample(1);
    await store().change(change(1, [two]));
    const sealed = Uint8Array.of(4);
    await store().reseal([{ reference, before: version.sealed, sealed }]);
    expect(await store().find(reference)).toMatchObject({ sealed });
    await store().change(change(1, [two]));
    await store().reseal([{ reference, before: sealed, sealed: Uint8Array.of(6) }]);
    expect(await store().find(reference)).toMatchObject({ sealed: version.sealed });
  });
}
