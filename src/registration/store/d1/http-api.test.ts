import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { placesIn } from '../../testing/store-places.fixture.ts';
import { held, sample } from '../../testing/store.fixture.ts';
import type { Store } from '../store.ts';
import { openD1 } from './d1.ts';
import { D1Server } from '../testing/d1.fixture.ts';
import { SqlStore } from '../sql/sql-store.ts';
import { d1AccessFrom, d1ByHttp } from './http-api.ts';
import { openStore } from '../databases/databases.ts';

const account = '0123456789abcdef0123456789abcdef';
const database = '01234567-89ab-4cde-8f01-23456789abcd';
const address = `d1://${account}/${database}`;
const request = z.strictObject({
  batch: z.array(z.strictObject({ sql: z.string(), params: z.array(z.string()) })),
});

let d1: D1Server;
let server: Server;
let api: string;
let store: Store;

/** Answers as the documentation of Cloudflare's API says, from a real D1. */
async function answer(body: string) {
  const { batch } = request.parse(JSON.parse(body));
  try {
    const statements = batch.map(({ sql, params }) => d1.prepare(sql).bind(...params));
    const result = await d1.batch(statements);
    return { success: true, errors: [], messages: [], result };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : '';
    return { success: false, errors: [{ code: 7500, message }], messages: [], result: [] };
  }
}

beforeAll(async () => {
  d1 = new D1Server();
  server = createServer(async (incoming, outgoing) => {
    const allowed = incoming.headers.authorization === 'Bearer token';
    const path = `/accounts/${account}/d1/database/${database}/query`;
    const body = await text(incoming);
    const answered = allowed && incoming.url === path ? await answer(body) : { success: false };
    outgoing.writeHead(200, { 'Content-Type': 'application/json' });
    outgoing.end(JSON.stringify(answered));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const listening = server.address();
  api = `http://127.0.0.1:${typeof listening === 'object' ? listening?.port : ''}`;
});
afterAll(async () => {
  server.close();
  await d1.clear();
});
beforeEach(async () => {
  await d1.empty();
  store = new SqlStore(await openD1(d1ByHttp({ account, database, token: 'token', api })));
});

const place = { name: 'workshop/one', capacity: 1 };

it('keeps and decides on registrations as the Worker’s binding does', async () => {
  await store.add(sample(1), [place]);
  expect(await store.add(sample(2), [place])).toEqual({ full: [place.name] });
  expect(await store.list()).toEqual([held(1)]);
  const { reference } = sample(1);
  const at = '2017-01-17T10:00:00.000Z';
  const decision = {
    reference,
    from: ['received'],
    to: 'declined',
    who: "o'organiser?",
    at,
    limits: [],
  } as const;
  expect(await store.move(decision)).toBe('moved');
  expect(await store.history(reference)).toMatchObject([{ who: "o'organiser?", to: 'declined' }]);
  expect(await placesIn(store)).toEqual({ [place.name]: 0 });
  const sealed = Uint8Array.of(0, 39, 255);
  await store.reseal([{ reference, before: sample(1).sealed, sealed }]);
  expect(await store.find(reference)).toMatchObject({ sealed });
});

it('deletes what goes first, and everything', async () => {
  await store.add(sample(1));
  expect(await store.deleteFirst()).toBe(1);
  expect(await store.holdings()).toEqual({ registrations: 1, first: 0, whole: 0 });
  expect(await store.deleteAll()).toBe(1);
  expect(await store.list()).toEqual([]);
});

it('is refused in one sentence where the token is wrong or nothing is named', async () => {
  const wrong = openD1(d1ByHttp({ account, database, token: 'other', api }));
  await expect(wrong).rejects.toThrow('Cloudflare answered 200, and nothing of D1.');
  expect(() => d1AccessFrom('d1://mine', {})).toThrow(
    '"d1://mine" is not the address of a D1 database.',
  );
  expect(() => d1AccessFrom(address, {})).toThrow('CLOUDFLARE_API_TOKEN is not set.');
  await expect(openStore('d1://mine', 'read')).rejects.toThrow(
    'is not the address of a D1 database.',
  );
});
