import { expect, it } from 'vitest';
import { statesLeadingTo, type State } from '../../record/states.ts';
import { keyOf, sample } from '../../testing/store.fixture.ts';
import type { Store } from '../store.ts';

const at = '2017-01-17T10:00:00.000Z';
const now = Date.parse(at);
const minute = 60 * 1000;

/** A registration whose guest gets mail. */
const written = (number: number) => ({ ...sample(number), contact: Uint8Array.of(1, 2, number) });

async function moveTo(store: Store, number: number, to: State): Promise<void> {
  const { reference } = sample(number);
  expect(
    await store.move({
      reference,
      from: statesLeadingTo[to],
      to,
      who: 'organiser',
      at,
      limits: [],
    }),
  ).toBe('moved');
}

/** The kinds of the queued mails, oldest first. */
async function kinds(store: Store): Promise<string[]> {
  return (await store.outbox.list()).map(({ kind }) => kind);
}

function describePutting(store: () => Store): void {
  it('puts one mail with a registration, and none where the same comes again', async () => {
    const copies = Array.from({ length: 20 }, (_, index) => ({
      ...written(index),
      conditions: { idempotency: keyOf(1) },
      contentKey: sample(1).contentKey,
    }));
    await Promise.all(copies.map((copy) => store().add(copy)));
    const [standing] = await store().list();
    expect(await store().outbox.list()).toEqual([
      {
        reference: standing?.reference,
        kind: 'received',
        at: sample(1).receivedAt,
        nextAt: sample(1).receivedAt,
        attempts: 0,
        failed: false,
      },
    ]);
  });

  it('puts no mail for whom it has no contact', async () => {
    await store().add(sample(1));
    await moveTo(store(), 1, 'confirmed');
    expect(await store().outbox.list()).toEqual([]);
  });

  it('puts no mail with a registration whose place is taken', async () => {
    const place = { name: 'field_visit/yes', capacity: 1 };
    await store().add(sample(1), [place]);
    await store().add(written(2), [place]);
    expect(await store().outbox.list()).toEqual([]);
  });

  it('tells of a decision in the batch that makes it, and of none that is not made', async () => {
    await store().add(written(1));
    await moveTo(store(), 1, 'under-review');
    await moveTo(store(), 1, 'confirmed');
    await moveTo(store(), 1, 'declined');
    const { reference } = sample(1);
    const move = {
      reference,
      from: statesLeadingTo.declined,
      to: 'declined',
      who: 'Ann',
      at,
      limits: [],
    } as const;
    expect(await store().move(move)).toBe('stands');
    await moveTo(store(), 1, 'withdrawn');
    expect(await kinds(store())).toEqual(['received', 'confirmed', 'declined', 'withdrawn']);
  });
}

function describeClaiming(store: () => Store): void {
  it('gives each mail to one of many senders', async () => {
    for (const number of [1, 2, 3]) await store().add(written(number));
    const claims = Array.from({ length: 8 }, () => store().outbox.claim(now));
    const claimed = (await Promise.all(claims)).filter((mail) => mail !== undefined);
    const references = claimed.map(({ reference }) => reference);
    expect(references.toSorted()).toEqual([1, 2, 3].map((number) => sample(number).reference));
    expect(claimed[0]).toMatchObject({ kind: 'received', attempts: 1 });
    expect(claimed.map(({ contact }) => [...contact].slice(0, 2))).toEqual(
      [1, 2, 3].map(() => [1, 2]),
    );
  });

  it('gives a mail again once the lease of a sender that is gone has ended', async () => {
    await store().add(written(1));
    const first = await store().outbox.claim(now);
    expect(await store().outbox.claim(now + 9 * minute)).toBeUndefined();
    const second = await store().outbox.claim(now + 11 * minute);
    expect(second).toEqual({ ...first, attempts: 2 });
    // What the first sender reports later has no effect.
    if (first !== undefined) await store().outbox.fail(first);
    expect(await store().outbox.list()).toMatchObject([{ failed: false, attempts: 2 }]);
  });

  it('gives three mails of a day to one address, and the rest on the next', async () => {
    const { emailKey } = sample(1);
    for (const number of [1, 2, 3, 4, 5]) await store().add({ ...written(number), emailKey });
    await store().add(written(6));
    const today = [];
    for (let mail = await store().outbox.claim(now); mail; mail = await store().outbox.claim(now)) {
      today.push(mail.reference);
      await store().outbox.taken(mail);
    }
    expect(today.toSorted()).toEqual([1, 2, 3, 6].map((number) => sample(number).reference));
    const midnight = '2017-01-18T00:00:00.000Z';
    expect(await store().outbox.list()).toMatchObject([{ nextAt: midnight }, { nextAt: midnight }]);
    await store().outbox.forget(Date.parse(midnight));
    expect(await store().outbox.claim(Date.parse(midnight) - 1)).toBeUndefined();
    expect(await store().outbox.claim(Date.parse(midnight))).toHaveProperty('kind', 'received');
  });

  it('does not count a mail that was not taken, and gives it again when it is due', async () => {
    await store().add(written(1));
    for (let tries = 1; tries <= 5; tries += 1) {
      const mail = await store().outbox.claim(now + tries * minute);
      expect(mail).toMatchObject({ attempts: tries });
      if (mail === undefined) return;
      const next = new Date(now + (tries + 1) * minute).toISOString();
      await store().outbox.later(mail, next);
      expect(await store().outbox.list()).toMatchObject([{ nextAt: next, failed: false }]);
    }
  });

  it('keeps a mail that failed, and its registration, until it is tried again', async () => {
    await store().add(written(1));
    const mail = await store().outbox.claim(now);
    if (mail !== undefined) await store().outbox.fail(mail);
    expect(await store().outbox.claim(now + 60 * minute)).toBeUndefined();
    expect(await store().outbox.list()).toMatchObject([{ kind: 'received', failed: true }]);
    expect(await store().list()).toHaveLength(1);
    expect(await store().outbox.retry(now)).toBe(1);
    expect(await store().outbox.claim(now)).toMatchObject({ kind: 'received', attempts: 1 });
  });
}

function describeForgetting(store: () => Store): void {
  it('keeps the contact until the last mail of a withdrawn guest is taken', async () => {
    const take = async () => {
      const mail = await store().outbox.claim(now);
      if (mail !== undefined) await store().outbox.taken(mail);
      return mail?.kind;
    };
    await store().add(written(1));
    expect(await take()).toBe('received');
    await moveTo(store(), 1, 'declined');
    expect(await take()).toBe('declined');
    await moveTo(store(), 1, 'withdrawn');
    expect(await take()).toBe('withdrawn');
    // Without the contact, no mail can be sent any more.
    await moveTo(store(), 1, 'deletion-asked');
    expect(await kinds(store())).toEqual([]);
  });

  it('deletes the mails of one, and those of all', async () => {
    for (const number of [1, 2, 3]) await store().add(written(number));
    await store().deleteOne(sample(1).reference);
    expect(await store().outbox.list()).toHaveLength(2);
    await store().deleteAll();
    expect(await store().outbox.list()).toEqual([]);
    expect(await store().outbox.claim(now)).toBeUndefined();
  });
}

function describeResealing(store: () => Store): void {
  it('seals a contact anew, unless it was changed or deleted meanwhile', async () => {
    for (const number of [1, 2, 3]) await store().add(written(number));
    const contacts = await store().outbox.contacts();
    expect(contacts).toEqual(
      [1, 2, 3].map((number) => ({
        reference: sample(number).reference,
        sealed: written(number).contact,
      })),
    );
    await store().deleteOne(sample(2).reference);
    const changed = { before: Uint8Array.of(7), sealed: Uint8Array.of(8) };
    await store().outbox.reseal([
      ...contacts.slice(0, 2).map(({ reference, sealed }) => ({
        reference,
        before: sealed,
        sealed: Uint8Array.of(9),
      })),
      { reference: sample(3).reference, ...changed },
    ]);
    expect(await store().outbox.contacts()).toEqual([
      { reference: sample(1).reference, sealed: Uint8Array.of(9) },
      { reference: sample(3).reference, sealed: written(3).contact },
    ]);
    const mail = await store().outbox.claim(now);
    expect(mail).toMatchObject({ reference: sample(1).reference, contact: Uint8Array.of(9) });
  });
}

/** The part of every store's contract for queued mails. */
export function describeOutbox(store: () => Store): void {
  describePutting(store);
  describeClaiming(store);
  describeForgetting(store);
  describeResealing(store);
}
