import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { streamed } from '../testing/endpoint.fixture.ts';
import { bodyFields, bodyKind, bodyLimit, readBody } from './read-body.ts';

function post(headers: Readonly<Record<string, string>>, body?: BodyInit): Request {
  return new Request('https://example.org/', {
    method: 'POST',
    headers,
    body: body ?? '',
    ...streamed,
  });
}

const bytes = (text: string) => new TextEncoder().encode(text);
const form = (text: string) => bodyFields('form', bytes(text));
const json = (text: string) => bodyFields('json', bytes(text));
const refused = (problem: string) => expect.objectContaining({ problem });

/** A body that comes in pieces of 1 KiB, and what became of it. */
function endless(pieces = Infinity) {
  const seen = { pulled: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (seen.pulled >= pieces) return controller.close();
      seen.pulled += 1;
      controller.enqueue(new Uint8Array(1024));
    },
    cancel() {
      seen.cancelled = true;
    },
  });
  return { seen, stream };
}

test.each([
  ['application/x-www-form-urlencoded', 'form'],
  ['application/x-www-form-urlencoded;charset=UTF-8', 'form'],
  ['application/json; charset="utf-8"', 'json'],
])('reads %s', (type, kind) => {
  expect(bodyKind(post({ 'Content-Type': type }))).toBe(kind);
});

test.each(['text/plain', '', 'application/json, application/json', 'application/jsonp'])(
  'refuses the content type "%s"',
  (type) => {
    expect(() => bodyKind(post({ 'Content-Type': type }))).toThrow('unsupported-media-type');
  },
);

test('refuses multipart/form-data', () => {
  const type = 'multipart/form-data; boundary=x';
  expect(() => bodyKind(post({ 'Content-Type': type }))).toThrow('unsupported-media-type');
});

test('refuses JSON in another encoding than UTF-8', () => {
  const type = 'application/json; charset=utf-16';
  expect(() => bodyKind(post({ 'Content-Type': type }))).toThrow('unsupported-media-type');
});

test('refuses a compressed body', () => {
  const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
  expect(() => bodyKind(post(headers))).toThrow('unsupported-media-type');
});

test('refuses 17 KiB by their declared length, before it reads', async () => {
  const { seen, stream } = endless();
  const headers = { 'Content-Length': String(17 * 1024) };
  await expect(readBody(post(headers, stream))).rejects.toEqual(refused('body-too-large'));
  expect(seen.pulled).toBeLessThanOrEqual(1);
});

test('stops reading an endless body after 16 KiB', async () => {
  const { seen, stream } = endless();
  await expect(readBody(post({}, stream))).rejects.toEqual(refused('body-too-large'));
  expect(seen.cancelled).toBe(true);
  expect(seen.pulled).toBeLessThan(20);
});

test('reads a body of exactly 16 KiB', async () => {
  await expect(readBody(post({}, endless(16).stream))).resolves.toHaveLength(bodyLimit);
});

test('reads a body whose length is declared', async () => {
  const read = readBody(post({ 'Content-Length': '6' }, 'a=b&c='));
  await expect(read).resolves.toEqual(bytes('a=b&c='));
});

test('refuses a body over the limit that declares less', async () => {
  const headers = { 'Content-Length': '10' };
  const body = endless(17).stream;
  await expect(readBody(post(headers, body))).rejects.toEqual(refused('body-too-large'));
});

test('refuses a body that declares its length and breaks off', async () => {
  const stream = new ReadableStream({ start: (controller) => controller.error(new Error()) });
  const headers = { 'Content-Length': '10' };
  await expect(readBody(post(headers, stream))).rejects.toEqual(refused('malformed-body'));
});

test('refuses a body that breaks off', async () => {
  const stream = new ReadableStream<Uint8Array>({
    pull: () => Promise.reject(new TypeError('terminated')),
  });
  await expect(readBody(post({}, stream))).rejects.toEqual(refused('malformed-body'));
});

describe('a slow body', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('is given up within ten seconds, though a byte comes every second', async () => {
    let sending: ReturnType<typeof setInterval> | undefined;
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        sending = setInterval(() => controller.enqueue(new Uint8Array(1)), 1000);
      },
      cancel: () => clearInterval(sending),
    });
    const reading = readBody(post({}, stream)).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(10_000);
    await expect(reading).resolves.toEqual(refused('request-timeout'));
  });
});

test.each(['{', '', 'NaN', '{"name":NaN}', "{'name':1}"])('refuses %j as JSON', (text) => {
  expect(() => json(text)).toThrow('malformed-body');
});

test.each(['[]', '"text"', '1', 'null', 'true'])('refuses the JSON %s', (text) => {
  expect(() => json(text)).toThrow('malformed-body');
});

test('takes __proto__ for a field like any other', () => {
  expect(Array.from(json('{"__proto__":{"polluted":true}}').keys())).toEqual(['__proto__']);
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

test.each(['name=%FF', 'name=%C3', 'name=%ED%A0%80'])('refuses %s, which is not UTF-8', (text) => {
  expect(() => form(text)).toThrow('malformed-body');
});

test('refuses raw bytes that are not UTF-8', () => {
  expect(() => bodyFields('form', Uint8Array.of(0x61, 0x3d, 0xff))).toThrow('malformed-body');
});

test.each(['name=%', 'name=%zz', 'name=%u0041', '%=x'])(
  'refuses the broken escape in %s',
  (text) => {
    expect(() => form(text)).toThrow('malformed-body');
  },
);

test('gathers a field that comes twice in a form', () => {
  expect(form('name=a&x=1&name=b&name=c').get('name')).toEqual(['a', 'b', 'c']);
});

test.each([
  '{"name":"a","name":"b"}',
  String.raw`{"name":"a","x":1,"n\u0061me" : "b"}`,
  '{"topics":["prison"],"topics":["return"]}',
  '{"x":{"y":1,"y":2}}',
  '{"x":[{"y":1},{"y":1,"z":[],"y":2}]}',
])('refuses the JSON %s, which names a key twice', (text) => {
  expect(() => json(text)).toThrow('malformed-body');
});

test('takes the same key in two objects, and what looks like a key in a text', () => {
  const text = String.raw`{"name":"\"x\":1,\"x\":2","x":{"y":"name","name":1},"y":[{"x":1},{"x":1}]}`;
  expect(Array.from(json(text).keys())).toEqual(['name', 'x', 'y']);
});

test('takes 64 fields, and refuses one more', () => {
  const names = Array.from({ length: 64 }, (_, index) => `f${index}`);
  const pairs = names.map((name) => `${name}=x`);
  const members = names.map((name) => `"${name}":"a, b"`);
  expect(form(pairs.join('&')).size).toBe(64);
  expect(json(`{${members.join()}}`).size).toBe(64);
  expect(() => form([...pairs, 'f0=x'].join('&'))).toThrow('malformed-body');
  expect(() => json(`{${[...members, '"more":1'].join()}}`)).toThrow('malformed-body');
  expect(() => json(`{"several":[${names.join('",').replaceAll('f', '"f')}","more"]}`)).toThrow(
    'malformed-body',
  );
});

test.each([
  ['form', 'a&'.repeat(bodyLimit / 2)],
  ['form', `${'%61=b&'.repeat(bodyLimit / 6)}`],
  ['json', `{${'"a":1,'.repeat(2700)}"b":1}`],
  ['json', `{"a":[${'1,'.repeat(8000)}1]}`],
] as const)('refuses a %s of one field repeated for 16 KiB within 5 ms of work', (kind, text) => {
  const body = bytes(text);
  const costs = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    expect(() => bodyFields(kind, body)).toThrow('malformed-body');
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  expect(Math.min(...costs)).toBeLessThan(5);
});

test('refuses a byte order mark before JSON', () => {
  expect(() => json('\uFEFF{}')).toThrow('malformed-body');
});

test('reads a form’s plus signs, equals signs and empty pairs', () => {
  expect(Array.from(form('a=x+y&&b=1=2&c'))).toEqual([
    ['a', 'x y'],
    ['b', '1=2'],
    ['c', ''],
  ]);
});
