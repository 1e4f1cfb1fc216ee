import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registrationApp } from './app.ts';
import { codeKeyOf } from './access/invitation-access.ts';
import { definitionSchema } from './form/definition.ts';
import { answers, definition, formPost, jsonPost } from './testing/endpoint.fixture.ts';
import { openSample, type Sample } from './testing/endpoint.fixture.ts';
import { newCode } from './record/reference.ts';

const [home, elsewhere] = ['192.0.2.1', '198.51.100.7'];
const browser = { Origin: 'https://example.org', 'Sec-Fetch-Site': 'same-origin' };
const key = (value: string) => ({ ...browser, 'Idempotency-Key': `"${value}"` });

let sample: Sample;
beforeEach(async () => {
  sample = await openSample();
});
afterEach(() => sample.clear());

/** Sends a request from a client, some minutes after the first. */
async function from(client: string | undefined, request: Request, minutes = 0): Promise<Response> {
  const now = () => sample.endpoint.now() + minutes * 60_000;
  return registrationApp({ ...sample.endpoint, now }).fetch(request, { client });
}

/** The acknowledgement's address, with the personal code, in the reply to a request. */
async function linkFor(
  client: string | undefined,
  request: Request,
  minutes = 0,
): Promise<string | null> {
  return (await from(client, request, minutes)).headers.get('Location');
}

const withKey = () => formPost(answers, { 'Idempotency-Key': '"a"' });
const withCode = (code: string) => jsonPost({ ...answers, 'invitation-code': code }, key('a'));

/** The parts of a reply that somebody could compare with another. */
async function shape(response: Response) {
  return {
    status: response.status,
    names: [...response.headers.keys()],
    length: (await response.text()).length,
    link: response.headers.get('Location')?.length,
  };
}

async function notes(): Promise<string[][]> {
  const held = await sample.store.list();
  const histories = held.map(({ reference }) => sample.store.history(reference));
  return (await Promise.all(histories)).map((history) => history.map(({ who }) => who));
}

describe('a stranger who knows every answer of a guest', () => {
  it.each([
    ['by form', () => formPost(answers)],
    ['by a program', () => jsonPost(answers, browser)],
    ['with an Idempotency-Key of their own', () => jsonPost(answers, key('another'))],
  ])('is not given the guest’s personal link %s', async (_, request) => {
    await from(home, jsonPost(answers, key('a')));
    const [guest] = await sample.store.list();
    const text = await (await from(elsewhere, request())).text();
    const link = await linkFor(elsewhere, request());
    expect(`${text} ${link}`).not.toContain(guest?.reference);
    expect(await sample.store.find(guest?.reference ?? '')).toEqual(guest);
  });

  it('has a registration of their own, which organisers see as a repetition', async () => {
    await from(home, formPost(answers));
    await from(elsewhere, formPost(answers));
    expect(await notes()).toEqual([[], ['repeats an earlier registration']]);
    const [guest, other] = await sample.store.list();
    expect(other?.emailKey).toBe(guest?.emailKey);
  });

  it('is told the same, in as many bytes, as where the guest is not registered', async () => {
    for (const request of [() => formPost(answers), () => jsonPost(answers, browser)]) {
      const fresh = await openSample();
      const app = registrationApp(fresh.endpoint);
      const unknown = await shape(await app.fetch(request(), { client: elsewhere }));
      await fresh.clear();
      await from(home, formPost(answers));
      expect(await shape(await from(elsewhere, request()))).toEqual(unknown);
    }
  });

  it.each([undefined, 'unknown', '', '192.0.2.300'])(
    'is not taken for the guest where the host knows the address as %j',
    async (client) => {
      const link = await linkFor(client, formPost(answers));
      expect(await linkFor(client, formPost(answers))).not.toBe(link);
      expect(await sample.store.list()).toHaveLength(2);
    },
  );
});

describe('a guest who sends the same again', () => {
  it('is given the same link from the same network for ten minutes, and not after', async () => {
    const link = await linkFor(home, formPost(answers));
    expect(await linkFor(home, formPost(answers), 10)).toBe(link);
    expect(await linkFor(home, formPost(answers), 10.1)).not.toBe(link);
    expect(await notes()).toEqual([[], ['repeats an earlier registration']]);
  });

  it('is given the same link from any network with the same Idempotency-Key', async () => {
    const link = await linkFor(home, withKey());
    expect(await linkFor(elsewhere, withKey(), 60)).toBe(link);
    expect(await sample.store.list()).toHaveLength(1);
  });

  it('registers anew after the registration was withdrawn', async () => {
    const link = await linkFor(home, withKey());
    const [{ reference = '' } = {}] = await sample.store.list();
    const at = '2026-11-01T00:00:00.000Z';
    const withdrawal = { from: ['received'], to: 'withdrawn', who: 'guest' } as const;
    await sample.store.move({ ...withdrawal, reference, at, limits: [] });
    const anew = await linkFor(home, withKey(), 1);
    expect(anew).not.toBe(link);
    expect(await linkFor(home, withKey(), 2)).toBe(anew);
  });

  it('is given nothing of another invitation for the same key and answers', async () => {
    await sample.clear();
    const invited = definitionSchema.parse({ ...definition, access: 'invitation' });
    sample = await openSample({ definition: invited });
    const [one, other] = [newCode(), newCode()];
    for (const code of [one, other]) {
      await sample.store.invite([{ codeKey: await codeKeyOf(sample.endpoint, code) }]);
    }
    expect((await from(home, withCode(one))).status).toBe(201);
    const refused = await from(home, withCode(other));
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('idempotency-mismatch');
    expect(await sample.store.list()).toHaveLength(1);
  });
});
