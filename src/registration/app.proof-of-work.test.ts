import { join } from 'node:path';
import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/sha';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeKeyOf } from './access/invitation-access.ts';
import { registrationApp } from './app.ts';
import { definitionSchema } from './form/definition.ts';
import {
  answers,
  definition as shipped,
  elsewhere,
  formPost,
  jsonPost,
  openSample,
  type Sample,
} from './testing/endpoint.fixture.ts';
import { englishWords } from '../words/read-words.ts';
import { renderForm } from './form/render-form.ts';
import { newCode } from './record/reference.ts';
import { openSqlite } from './store/sqlite/sqlite.ts';

const definition = definitionSchema.parse({ ...shipped, calculation: true });
const address = 'https://example.org/api/register/challenge';
const guest = (number: number) => ({ ...answers, email: `guest-${number}@example.org` });
const minutes = 60 * 1000;

let sample: Sample;
beforeEach(async () => {
  sample = await openSample({ definition });
});
afterEach(() => sample.clear());

const later = (milliseconds: number) => ({ now: () => sample.endpoint.now() + milliseconds });

type Changes = Parameters<Sample['send']>[1];

async function take(changes: Changes = {}, url = address): Promise<Challenge> {
  return (await sample.send(new Request(url), changes)).json();
}

async function solve(challenge: Challenge): Promise<string> {
  return JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) });
}

/** Sends a registration like the form's script. */
function send(number: number, solved?: unknown, changes?: Changes): Promise<Response> {
  const fields = {
    ...guest(number),
    ...(solved === undefined ? {} : { 'solved-challenge': solved }),
  };
  return sample.send(formPost(fields, { Accept: 'application/json' }), changes);
}

async function expectRefused(response: Response, stored = 0): Promise<void> {
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({
    type: 'https://example.org/problems/challenge-failed/',
  });
  expect(await sample.store.list()).toHaveLength(stored);
}

describe('a form that asks its script for a calculation', () => {
  it('takes a solved challenge, which is new each time and kept nowhere', async () => {
    const reply = await sample.send(new Request(address));
    expect(reply.headers.get('Cache-Control')).toBe('no-store');
    const challenge: Challenge = await reply.json();
    expect((await take()).signature).not.toBe(challenge.signature);
    expect((await send(1, await solve(challenge))).status).toBe(201);
    const [record] = await sample.records();
    expect(JSON.stringify(record)).not.toContain(challenge.signature);
  });

  it('refuses a registration without one, from the script as from a program', async () => {
    await expectRefused(await send(1));
    await expectRefused(await sample.send(jsonPost(guest(1))));
  });

  it('refuses one that is not solved, not its own or cannot be read', async () => {
    const challenge = await take();
    const { parameters } = challenge;
    const easier = { ...challenge, parameters: { ...parameters, keyPrefix: '00' } };
    const guessed = { counter: 1, derivedKey: `${parameters.keyPrefix}00` };
    for (const solved of [
      JSON.stringify({ challenge, solution: guessed }),
      JSON.stringify({ challenge, solution: null }),
      JSON.stringify({ solution: guessed }),
      await solve(easier),
      '',
      '{',
      ['twice', 'the same'],
    ]) {
      const response = await sample.send(jsonPost({ ...guest(1), 'solved-challenge': solved }));
      if (Array.isArray(solved)) expect(response.status).toBe(400);
      else await expectRefused(response);
    }
    expect(await sample.store.list()).toEqual([]);
  });

  it('refuses one that is five minutes old', async () => {
    const solved = await solve(await take());
    await expectRefused(await send(1, solved, later(5 * minutes)));
    expect((await send(1, solved, later(5 * minutes - 1))).status).toBe(201);
  });

  it('refuses one of another form, and of the same form elsewhere', async () => {
    const [first, ...others] = definition.sections;
    const sections = [{ ...first, title: 'Another title' }, ...others];
    const another = definitionSchema.parse({ ...definition, sections });
    const challenges = [
      await take({ definition: another }),
      await take({ deployment: elsewhere }, 'https://register.example.net/api/register/challenge'),
    ];
    for (const challenge of challenges) {
      expect(challenge.signature).toMatch(/^[0-9a-f]{64}$/);
      await expectRefused(await send(1, await solve(challenge)));
    }
  });

  it('refuses one that came with another registration, to this instance or to another', async () => {
    const solved = await solve(await take());
    expect((await send(1, solved)).status).toBe(201);
    await expectRefused(await send(2, solved), 1);
    const store = openSqlite(join(sample.folder, 'registrations.sqlite'), 'write');
    await expectRefused(await send(3, solved, { store }), 1);
    await store.close();
  });

  it('gives the same reference where the same is sent again, with the same challenge or a new one', async () => {
    const solved = await solve(await take());
    const first: unknown = await (await send(1, solved)).json();
    expect(await (await send(1, solved)).json()).toEqual(first);
    expect(await (await send(1, await solve(await take()))).json()).toEqual(first);
    expect(await sample.store.list()).toHaveLength(1);
  });

  it('leaves a challenge unspent where the registration was refused for something else', async () => {
    const solved = await solve(await take());
    const wrong = { ...guest(1), name: '', 'solved-challenge': solved };
    expect((await sample.send(jsonPost(wrong))).status).toBe(422);
    expect((await send(2, solved)).status).toBe(201);
  });

  it('takes a form without scripts, though few of them from one place', async () => {
    const app = registrationApp(sample.endpoint);
    const statuses: number[] = [];
    for (let number = 0; number < 6; number += 1) {
      const reply = await app.fetch(formPost(guest(number)), { client: '192.0.2.1' });
      statuses.push(reply.status);
    }
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429]);
  });

  it('takes a valid invitation without one', async () => {
    const invited = definitionSchema.parse({ ...definition, access: 'invitation' });
    const code = newCode();
    await sample.store.invite([{ codeKey: await codeKeyOf(sample.endpoint, code) }]);
    const post = jsonPost({ ...guest(1), 'invitation-code': code });
    expect((await sample.send(post, { definition: invited })).status).toBe(201);
  });

  it('says that it is closed before it asks for anything', async () => {
    const closed = {
      now: () => Date.UTC(2030, 0, 1),
      event: { ...sample.endpoint.event, clock: undefined },
    };
    expect((await send(1, undefined, closed)).status).toBe(403);
  });
});

describe('a form that asks for no calculation', () => {
  it('costs nothing: no mark in the page, no challenge, no row', async () => {
    const words = englishWords();
    const form = { action: '/api/register', version: '', words, link: (page: string) => page };
    expect(renderForm(shipped, form)).not.toContain('challenge');
    expect(renderForm(definition, form)).toContain('data-challenge');
    const off = { definition: shipped };
    expect((await sample.send(new Request(address), off)).status).toBe(404);
    expect((await send(1, undefined, off)).status).toBe(201);
  });

  it('takes no offence at the challenge of a page from before it was switched off', async () => {
    const solved = await solve(await take());
    expect((await send(1, solved, { definition: shipped })).status).toBe(201);
  });
});
