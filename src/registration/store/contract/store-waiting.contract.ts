import { expect, it } from 'vitest';
import { statesLeadingTo, type State } from '../../record/states.ts';
import { sample, sentAgain } from '../../testing/store.fixture.ts';
import { placesIn } from '../../testing/store-places.fixture.ts';
import type { Claim, Place, PlaceAnswer, Store } from '../store.ts';

const visit: Place = { name: 'field_visit/yes', capacity: 1, waiting: true };
const at = '2017-01-17T10:00:00.000Z';
const until = '2017-01-19T10:00:00.000Z';
const limits = [{ ...visit, until }];
const later = { at: until, limits: [{ ...visit, until: '2017-01-21T10:00:00.000Z' }] };
const { reference: first } = sample(1);

const move = (number: number, to: State) => ({
  reference: sample(number).reference,
  from: statesLeadingTo[to],
  to,
  who: 'organiser',
  at,
  limits,
});

const answer = (number: number, take: boolean, also: Partial<PlaceAnswer> = {}): PlaceAnswer => ({
  reference: sample(number).reference,
  place: visit.name,
  take,
  at,
  limits,
  ...also,
});

/** A registration whose guest gets mail. */
const written = (number: number) => ({ ...sample(number), contact: Uint8Array.of(number) });

/** The claim status of the samples 1, 2 … for the field visit. */
async function standingsIn(store: Store): Promise<string[]> {
  const claims: Claim[] = await store.claims();
  expect(await placesIn(store)).toEqual({
    [visit.name]: claims.filter(({ held }) => held).length,
  });
  return claims.map(({ standing, held }) => (held ? `${standing}, held` : standing));
}

/** One guest with the place, and others on the waiting list. */
async function queue(store: Store, ...waiting: number[]): Promise<void> {
  await store.add(sample(1), [visit]);
  for (const number of waiting) await store.add(sample(number), [visit], true);
}

function describeQueueing(store: () => Store): void {
  it('refuses who does not want to wait, and keeps in order who does', async () => {
    await queue(store(), 2);
    expect(await store().add(sample(3), [visit])).toEqual({ full: [visit.name] });
    expect(await standingsIn(store())).toEqual(['firm, held', 'waiting']);
    expect(await store().places()).toMatchObject([{ taken: 1, waits: 1 }]);
  });

  it('gives a place to who would wait where one is free, and none where others wait for it', async () => {
    const two = { ...visit, capacity: 2 };
    await store().add(sample(1), [visit], true);
    await store().add(sample(2), [visit], true);
    expect(await store().add(sample(3), [two])).toEqual({ full: [visit.name] });
    await store().add(sample(3), [two], true);
    expect(await standingsIn(store())).toEqual(['firm, held', 'waiting', 'waiting']);
  });

  it('waits for what has a waiting list alone', async () => {
    const dinner = { name: 'dinner/yes', capacity: 1 };
    await store().add(sample(1), [visit, dinner]);
    expect(await store().add(sample(2), [visit, dinner], true)).toEqual({ full: [dinner.name] });
    expect(await store().list()).toHaveLength(1);
  });

  it('queues once who sends the same again', async () => {
    await queue(store());
    await store().add(sentAgain(2, 2), [visit], true);
    const again = sentAgain(2, 3);
    expect(await store().add(again, [visit], true)).toEqual({ reference: sample(2).reference });
    expect(await standingsIn(store())).toEqual(['firm, held', 'waiting']);
  });
}

function describeOffering(store: () => Store): void {
  it('offers a place that is given back to who came first, and to nobody else', async () => {
    await queue(store(), 3, 2);
    await store().move(move(1, 'withdrawn'));
    expect(await standingsIn(store())).toEqual(['firm', 'waiting', 'offered, held']);
    expect(await store().claims(sample(3).reference)).toMatchObject([{ until }]);
    expect(await store().history(sample(3).reference)).toEqual([
      { at, who: 'waiting list', place: visit.name, from: 'waiting', to: 'offered' },
    ]);
    expect(await store().add(sample(4), [visit])).toEqual({ full: [visit.name] });
  });

  it('promotes two where two places are given back at once, each of them once', async () => {
    const two = { ...visit, capacity: 2 };
    for (const number of [1, 2]) await store().add(sample(number), [two]);
    for (const number of [3, 4, 5]) await store().add(sample(number), [two], true);
    const free = { limits: [{ ...two, until }] };
    await Promise.all([
      store().move({ ...move(1, 'withdrawn'), ...free }),
      store().move({ ...move(2, 'declined'), ...free }),
    ]);
    const expected = ['firm', 'firm', 'offered, held', 'offered, held', 'waiting'];
    expect(await standingsIn(store())).toEqual(expected);
    for (const number of [3, 4]) {
      expect(await store().history(sample(number).reference)).toHaveLength(1);
    }
  });

  it('offers the place of who is deleted', async () => {
    await queue(store(), 2);
    await store().deleteOne(first, { at, limits });
    expect(await standingsIn(store())).toEqual(['offered, held']);
  });

  it('passes over who withdrew while they waited', async () => {
    await queue(store(), 2, 3);
    await store().move(move(2, 'withdrawn'));
    await store().move(move(1, 'withdrawn'));
    expect(await standingsIn(store())).toEqual(['firm', 'waiting', 'offered, held']);
    expect(await store().places()).toMatchObject([{ taken: 1, waits: 0 }]);
  });

  it('offers what came free by a higher number of places, once, in order', async () => {
    await queue(store(), 2, 3, 4);
    const more = { at, limits: [{ ...visit, capacity: 3, until }] };
    const offered = await store().offer(more);
    expect(offered.map(({ reference, standing }) => [reference, standing]).toSorted()).toEqual([
      [sample(2).reference, 'offered'],
      [sample(3).reference, 'offered'],
    ]);
    expect(await store().offer(more)).toEqual([]);
    const expected = ['firm, held', 'offered, held', 'offered, held', 'waiting'];
    expect(await standingsIn(store())).toEqual(expected);
  });

  it('offers to the next what was not taken in time, and no more to who had it', async () => {
    await queue(store(), 2, 3);
    await store().move(move(1, 'withdrawn'));
    expect(await store().offer({ ...later, at })).toEqual([]);
    expect(await store().offer(later)).toHaveLength(2);
    expect(await standingsIn(store())).toEqual(['firm', 'given-up', 'offered, held']);
    expect(await store().history(sample(2).reference)).toMatchObject([
      { to: 'offered' },
      { at: later.at, who: 'waiting list', from: 'offered', to: 'given-up' },
    ]);
  });
}

function describeAnswering(store: () => Store): void {
  it('keeps for good what is taken in time, once', async () => {
    await queue(store(), 2);
    expect(await store().answer(answer(2, true))).toBe(false);
    await store().move(move(1, 'withdrawn'));
    expect(await store().answer(answer(2, true))).toBe(true);
    expect(await store().answer(answer(2, true))).toBe(false);
    expect(await store().offer(later)).toEqual([]);
    expect(await standingsIn(store())).toEqual(['firm', 'firm, held']);
    expect(await store().history(sample(2).reference)).toMatchObject([
      { to: 'offered' },
      { who: 'guest', from: 'offered', to: 'firm' },
    ]);
  });

  it('does not take what was offered until now', async () => {
    await queue(store(), 2);
    await store().move(move(1, 'withdrawn'));
    expect(await store().answer(answer(2, true, { at: until }))).toBe(false);
  });

  it('offers to the next what is given up, and lets a guest wait no longer', async () => {
    await queue(store(), 2, 3, 4);
    await store().move(move(1, 'withdrawn'));
    expect(await store().answer(answer(3, false))).toBe(true);
    expect(await store().answer(answer(2, false))).toBe(true);
    expect(await store().answer(answer(2, false))).toBe(false);
    expect(await standingsIn(store())).toEqual(['firm', 'given-up', 'given-up', 'offered, held']);
  });

  it('takes no place that was given up for who is confirmed after all', async () => {
    await queue(store(), 2, 3);
    await store().move(move(1, 'declined'));
    await store().move(move(2, 'declined'));
    expect(await standingsIn(store())).toEqual(['firm', 'waiting', 'offered, held']);
    expect(await store().move(move(1, 'confirmed'))).toBe('full');
    expect(await store().move(move(2, 'confirmed'))).toBe('moved');
    expect(await standingsIn(store())).toEqual(['firm', 'waiting', 'offered, held']);
    await store().answer(answer(3, false));
    await store().answer(answer(2, false));
    for (const to of ['declined', 'confirmed'] as const) await store().move(move(2, to));
    expect(await standingsIn(store())).toEqual(['firm', 'given-up', 'given-up']);
    expect(await store().move(move(1, 'confirmed'))).toBe('moved');
  });
}

function describeTelling(store: () => Store): void {
  const told = async (kind: string) =>
    (await store().outbox.list())
      .filter((mail) => mail.kind === kind)
      .map(({ reference, at: moment }) => [reference, moment]);

  it('has each who is offered a place told once, with the offer', async () => {
    for (const number of [1, 2, 3]) await store().add(written(number), [visit], true);
    expect(await told('place-offered')).toEqual([]);
    await Promise.all([1, 2].map(() => store().move(move(1, 'withdrawn'))));
    expect(await told('place-offered')).toEqual([[sample(2).reference, at]]);
    await store().offer(later);
    await store().offer(later);
    const last = [sample(3).reference, later.at];
    expect(await told('place-offered')).toEqual([[sample(2).reference, at], last]);
  });

  it('has a guest told of a change that was made, and of none that was not', async () => {
    for (const number of [1, 2]) await store().add(written(number), [visit], true);
    const { reference } = sample(2);
    const { sealed, contentKey } = sample(9);
    const version = { sealed, contentKey };
    const change = { reference, version, others: [], waits: false, at, limits };
    const tea = { name: 'tea/yes', capacity: 1 };
    await store().add(sample(3), [tea]);
    expect(await store().change({ ...change, wanted: [tea] })).toEqual({ full: [tea.name] });
    expect(await told('changed')).toEqual([]);
    expect(await store().change({ ...change, wanted: [visit] })).toBe('changed');
    expect(await told('changed')).toEqual([[reference, at]]);
  });
}

function describeEnding(store: () => Store): void {
  it('has no offer outlive what it is for, which begins earlier than was said', async () => {
    await queue(store(), 2, 3);
    await store().move(move(1, 'withdrawn'));
    const begins = '2017-01-18T10:00:00.000Z';
    const moved = { at, limits: [{ ...visit, end: begins }] };
    expect(await store().offer(moved)).toEqual([]);
    expect(await store().claims(sample(2).reference)).toMatchObject([{ until: begins }]);
    await store().offer({ ...moved, at: begins });
    expect(await standingsIn(store())).toEqual(['firm', 'given-up', 'waiting']);
  });

  it('offers nothing without a moment until when', async () => {
    await queue(store(), 2);
    await store().move({ ...move(1, 'withdrawn'), limits: [visit] });
    expect(await store().offer({ at, limits: [visit] })).toEqual([]);
    expect(await standingsIn(store())).toEqual(['firm', 'waiting']);
  });
}

function describeLowering(store: () => Store): void {
  const three = { ...visit, capacity: 3 };
  const limitedTo = (capacity: number) => ({ at, limits: [{ ...visit, capacity, until }] });

  it('offers nothing above a lowered number, by whatever way a place is given back', async () => {
    for (const number of [1, 2, 3, 4]) await store().add(sample(number), [three], true);
    const lowered = limitedTo(1);
    await store().offer(lowered);
    expect(await store().move({ ...move(1, 'declined'), ...lowered })).toBe('moved');
    expect(await standingsIn(store())).toEqual(['firm', 'firm, held', 'firm, held', 'waiting']);
    const { sealed, contentKey } = sample(9);
    const version = { sealed, contentKey };
    const { reference } = sample(2);
    const change = { reference, version, wanted: [], others: [visit.name], waits: false };
    expect(await store().change({ ...change, ...lowered })).toBe('changed');
    expect(await standingsIn(store())).toEqual(['firm', 'firm, held', 'waiting']);
    expect(await store().offer(lowered)).toEqual([]);
    await store().deleteOne(sample(3).reference, lowered);
    expect(await standingsIn(store())).toEqual(['firm', 'offered, held']);
  });

  it('offers nothing above a lowered number of what was not taken in time', async () => {
    for (const number of [1, 2, 3, 4]) await store().add(sample(number), [visit], true);
    await store().offer(limitedTo(3));
    expect(await store().answer(answer(3, false, limitedTo(1)))).toBe(true);
    await store().offer({ ...limitedTo(1), at: until });
    expect(await standingsIn(store())).toEqual(['firm, held', 'given-up', 'given-up', 'waiting']);
  });

  it('keeps the waiting list of a choice that is closed by the number none', async () => {
    await queue(store(), 2);
    await store().move({ ...move(1, 'withdrawn'), ...limitedTo(0) });
    expect(await store().add(sample(3), [{ ...visit, capacity: 0 }], true)).toEqual({
      reference: sample(3).reference,
    });
    expect(await standingsIn(store())).toEqual(['firm', 'waiting', 'waiting']);
    expect(await store().offer(limitedTo(1))).toHaveLength(1);
  });
}

/** The part of every store's contract for waiting lists. */
export function describeWaiting(store: () => Store): void {
  describeQueueing(store);
  describeOffering(store);
  describeEnding(store);
  describeLowering(store);
  describeAnswering(store);
  describeTelling(store);
}
