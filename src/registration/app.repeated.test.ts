import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { registrationApp } from './app.ts';
import { openAll } from './export/open-registrations.ts';
import { openWith } from './seal/seal.ts';
import {
  answers,
  formPost,
  jsonPost,
  openSample,
  type Sample,
} from './testing/endpoint.fixture.ts';

const stranger = '198.51.100.20';
const minute = 60_000;
const receipt = z.object({ reference: z.string(), received: z.string(), own: z.string() });

let sample: Sample;
beforeEach(async () => {
  sample = await openSample();
});
afterEach(() => sample.clear());

const keyed = (key: string) => jsonPost(answers, { 'Idempotency-Key': `"${key}"` });
const read = async (response: Response) => receipt.parse(await response.json());

/** What a stranger sees of a reply, without the codes, which are new each time. */
const shape = async (response: Response) => {
  const names = [...response.headers.keys()];
  const text = JSON.stringify(await response.json()).replaceAll(
    /[0-9A-Z]{4}-[0-9A-Z]{4}-?[0-9a-f]*/g,
    'code',
  );
  return { status: response.status, names, text };
};

describe('a stranger who knows all answers of a guest', () => {
  it('gets a registration of their own, which opens nothing of the guest’s', async () => {
    const first = await read(await sample.send(keyed('made-by-the-form')));
    const second = await read(await sample.send(jsonPost(answers), {}, stranger));
    expect(second.reference).not.toBe(first.reference);
    expect(second.own).not.toBe(first.own);
    expect(second.received).not.toBe(first.received);
  });

  it('learns from no word, status or header whether the guest is registered', async () => {
    const before = await shape(await sample.send(jsonPost(answers), {}, stranger));
    const other = { ...answers, email: 'somebody.else@example.org' };
    const unknown = await shape(await sample.send(jsonPost(other), {}, '198.51.100.99'));
    const after = await shape(await sample.send(jsonPost(answers), {}, '198.51.100.77'));
    expect(after).toEqual(before);
    expect(after).toEqual(unknown);
  });

  it('gets nothing with another key, without one, or from a client that nobody knows', async () => {
    const { reference } = await read(await sample.send(keyed('made-by-the-form')));
    const app = registrationApp(sample.endpoint);
    const replies = [
      await sample.send(keyed('another'), {}, stranger),
      await sample.send(jsonPost(answers)),
      await app.fetch(jsonPost(answers)),
      await app.fetch(jsonPost(answers)),
    ];
    const references = await Promise.all(
      replies.map(async (reply) => (await read(reply)).reference),
    );
    expect(new Set([reference, ...references]).size).toBe(5);
  });

  it('is shown to the organisers as a repetition', async () => {
    const first = await read(await sample.send(keyed('made-by-the-form')));
    const second = await read(await sample.send(jsonPost(answers), {}, stranger));
    const { opened } = await openAll(await sample.store.list(), openWith([sample.identity]));
    expect(opened.map(({ record, repeats }) => [record.reference, repeats])).toEqual([
      [first.reference, undefined],
      [second.reference, first.reference],
    ]);
  });
});

describe('a guest who sends the same answers again', () => {
  it('gets the same link with the key of the form’s script, from any network', async () => {
    const first = await read(await sample.send(keyed('made-by-the-form')));
    expect(await read(await sample.send(keyed('made-by-the-form'), {}, stranger))).toEqual(first);
    expect(await sample.store.list()).toHaveLength(1);
  });

  it('gets the same link without scripts, from the same network within ten minutes', async () => {
    const now = sample.endpoint.now();
    const locations = [];
    for (const minutes of [0, 1, 9.9, 10.1]) {
      const changes = { now: () => now + minutes * minute };
      const reply = await sample.send(formPost(answers), changes);
      locations.push(reply.headers.get('Location'));
    }
    const [first, ...others] = locations;
    expect(others.slice(0, 2)).toEqual([first, first]);
    expect(others[2]).not.toBe(first);
    expect(await sample.store.list()).toHaveLength(2);
  });

  it('is one guest who presses twice at once without scripts', async () => {
    const replies = await Promise.all([1, 2].map(() => sample.send(formPost(answers))));
    const [one, other] = replies.map((reply) => reply.headers.get('Location'));
    expect(one).toBe(other);
    expect(await sample.store.list()).toHaveLength(1);
  });
});
