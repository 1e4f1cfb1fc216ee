import { expect, it } from 'vitest';
import { statesLeadingTo, type State } from '../../record/states.ts';
import { placesIn } from '../../testing/store-places.fixture.ts';
import { held, sample, sentAgain } from '../../testing/store.fixture.ts';
import type { Move, Place, Store } from '../store.ts';

const visit: Place = { name: 'field_visit/yes', capacity: 1 };
const workshop: Place = { name: 'workshop/one', capacity: 2 };
const at = '2017-01-17T10:00:00.000Z';

const move = (number: number, to: State): Move => ({
  reference: sample(number).reference,
  from: statesLeadingTo[to],
  to,
  who: 'organiser',
  at,
  limits: [],
});

function describeTaking(store: () => Store): void {
  it('gives the last place to one of many who ask at once, and keeps nothing of the others', async () => {
    const asking = Array.from({ length: 32 }, (_, number) => store().add(sample(number), [visit]));
    const added = await Promise.all(asking);
    expect(added.filter((one) => 'reference' in one)).toHaveLength(1);
    expect(added.filter((one) => 'full' in one)).toHaveLength(31);
    expect(await store().list()).toHaveLength(1);
    expect(await placesIn(store())).toEqual({ 'field_visit/yes': 1 });
  });

  it('takes all places that a registration asks for, or none', async () => {
    await store().add(sample(1), [visit]);
    expect(await store().add(sample(2), [workshop, visit])).toEqual({ full: [visit.name] });
    expect(await store().list()).toEqual([held(1)]);
    expect(await placesIn(store())).toEqual({ 'field_visit/yes': 1 });
    expect(await store().add(sample(2), [workshop])).toEqual({ reference: sample(2).reference });
    expect(await placesIn(store())).toEqual({ 'field_visit/yes': 1, 'workshop/one': 1 });
  });

  it('answers the reference that stands where the same comes again and all places are taken', async () => {
    await store().add(sentAgain(1, 1), [visit]);
    expect(await store().add(sentAgain(1, 2), [visit])).toEqual({ reference: sample(1).reference });
    expect(await placesIn(store())).toEqual({ 'field_visit/yes': 1 });
  });

  it('gives more places where there are more, and takes back none that is taken', async () => {
    for (const number of [1, 2]) await store().add(sample(number), [workshop]);
    expect(await store().add(sample(3), [{ ...workshop, capacity: 3 }])).toHaveProperty(
      'reference',
    );
    expect(await store().add(sample(4), [{ ...workshop, capacity: 1 }])).toEqual({
      full: [workshop.name],
    });
    expect(await placesIn(store())).toEqual({ 'workshop/one': 3 });
  });

  it('gives no place above a lowered number to who is confirmed after all', async () => {
    for (const number of [1, 2]) await store().add(sample(number), [workshop]);
    const limits = [{ ...workshop, capacity: 1 }];
    expect(await store().move({ ...move(1, 'declined'), limits })).toBe('moved');
    expect(await store().move({ ...move(1, 'confirmed'), limits })).toBe('full');
    expect(await placesIn(store())).toEqual({ 'workshop/one': 1 });
  });

  it('gives no place of a choice that is closed by the number none', async () => {
    const closed = { ...workshop, capacity: 0 };
    expect(await store().add(sample(1), [closed])).toEqual({ full: [workshop.name] });
    expect(await placesIn(store())).toEqual({});
  });
}

function describeMoving(store: () => Store): void {
  it('changes a state and writes it down', async () => {
    await store().add(sample(1));
    expect(await store().move(move(1, 'under-review'))).toBe('moved');
    expect(await store().move({ ...move(1, 'confirmed'), who: 'Ann' })).toBe('moved');
    expect(await store().find(sample(1).reference)).toEqual({ ...held(1), state: 'confirmed' });
    expect(await store().history(sample(1).reference)).toEqual([
      { at, who: 'organiser', from: 'received', to: 'under-review' },
      { at, who: 'Ann', from: 'under-review', to: 'confirmed' },
    ]);
  });

  it('changes nothing where a state cannot follow or nobody has the reference', async () => {
    await store().add(sample(1), [visit]);
    expect(await store().move(move(1, 'withdrawn'))).toBe('moved');
    expect(await store().move(move(1, 'confirmed'))).toBe('stands');
    expect(await store().move(move(2, 'confirmed'))).toBe('unknown');
    expect(await store().history(sample(1).reference)).toHaveLength(1);
    expect(await placesIn(store())).toEqual({ 'field_visit/yes': 0 });
  });

  it('gives back the places of who withdraws, once, and to one other', async () => {
    await store().add(sample(1), [visit, workshop]);
    const moves = await Promise.all([1, 2, 3].map(() => store().move(move(1, 'withdrawn'))));
    expect(moves.toSorted()).toEqual(['moved', 'stands', 'stands']);
    expect(await placesIn(store())).toEqual({ 'field_visit/yes': 0, 'workshop/one': 0 });
    const asking = [2, 3, 4].map((number) => store().add(sample(number), [visit]));
    expect((await Promise.all(asking)).filter((one) => 'reference' in one)).toHaveLength(1);
    expect(await placesIn(store())).toEqual({ 'field_visit/yes': 1, 'workshop/one': 0 });
  });

  it('takes the same content as a new registration after it was withdrawn', async () => {
    await store().add(sentAgain(1, 1), [visit]);
    await store().move(move(1, 'withdrawn'));
    const again = sentAgain(1, 2);
    expect(await store().add(again, [visit])).toEqual({ reference: again.reference });
    expect(await store().list()).toMatchObject([{ state: 'withdrawn' }, { state: 'received' }]);
    expect(await placesIn(store())).toEqual({ 'field_visit/yes': 1 });
  });

  it('takes the places again for who is confirmed after all, all or none', async () => {
    await store().add(sample(1), [visit, workshop]);
    await store().move(move(1, 'declined'));
    await store().add(sample(2), [visit]);
    expect(await store().move(move(1, 'confirmed'))).toBe('full');
    expect(await store().find(sample(1).reference)).toMatchObject({ state: 'declined' });
    expect(await store().history(sample(1).reference)).toHaveLength(1);
    expect(await placesIn(store())).toEqual({ 'field_visit/yes': 1, 'workshop/one': 0 });
    await store().move(move(2, 'withdrawn'));
    expect(await store().move(move(1, 'confirmed'))).toBe('moved');
    expect(await placesIn(store())).toEqual({ 'field_visit/yes': 1, 'workshop/one': 1 });
  });

  it('deletes one with its history, and gives its places to another', async () => {
    for (const number of [1, 2]) await store().add(sample(number), [workshop]);
    await store().move(move(1, 'confirmed'));
    expect(await store().deleteOne(sample(1).reference)).toBe(true);
    expect(await store().deleteOne(sample(1).reference)).toBe(false);
    expect(await store().list()).toEqual([held(2)]);
    expect(await store().history(sample(1).reference)).toEqual([]);
    expect(await placesIn(store())).toEqual({ 'workshop/one': 1 });
  });

  it('keeps no history, claim or place of what is deleted', async () => {
    await store().add(sample(1), [visit]);
    await store().move(move(1, 'confirmed'));
    await store().deleteAll();
    expect(await store().history(sample(1).reference)).toEqual([]);
    expect(await store().claims()).toEqual([]);
    expect(await store().places()).toEqual([]);
    expect(await store().add(sample(2), [visit])).toHaveProperty('reference');
  });
}

/** The part of every store's contract for places, states and history. */
export function describePlaces(store: () => Store): void {
  describeTaking(store);
  describeMoving(store);
}
