import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  answers,
  elsewhere,
  formPost,
  jsonPost,
  openSample,
  type Sample,
} from './testing/endpoint.fixture.ts';
import { momentWords } from './guest/render-places.ts';

let sample: Sample;
beforeEach(async () => {
  sample = await openSample();
});
afterEach(() => sample.clear());

const address = 'https://example.org/api/register/own';

/** Registers a guest and returns their personal code. */
async function codeOf(email: string): Promise<string> {
  const response = await sample.send(jsonPost({ ...answers, email }));
  const { own } = await response.json();
  return String(own).split('#')[1] ?? '';
}

/** Posts like the form on a page of the endpoint. */
function ask(fields: Record<string, string>, headers: Record<string, string> = {}) {
  const body = new URLSearchParams(fields).toString();
  const { headers: sent } = formPost({}, headers);
  return sample.send(new Request(address, { method: 'POST', headers: sent, body }));
}

describe('the guest’s own page', () => {
  it('asks for the code and changes nothing, however often it is read', async () => {
    const code = await codeOf('ada@example.org');
    for (const method of ['GET', 'HEAD', 'GET']) {
      const read = await sample.send(new Request(`${address}?code=${code}`, { method }));
      expect(read.status).toBe(200);
      expect(await read.text()).not.toContain(code);
    }
    expect(await sample.store.list()).toMatchObject([{ state: 'received' }]);
  });

  it('runs one script alone, which its policy knows by its hash', async () => {
    const response = await sample.send(new Request(address));
    const policy = response.headers.get('Content-Security-Policy') ?? '';
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(await response.text()) ?? [];
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(script));
    const hash = Buffer.from(digest).toString('base64');
    expect(policy).toContain(`script-src 'sha256-${hash}';`);
  });

  it('shows the state and no answer', async () => {
    const code = await codeOf('ada@example.org');
    const response = await ask({ code });
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain('The registration has arrived.');
    expect(page).toContain(code.slice(0, 9));
    expect(page).not.toMatch(/Ada|ada@|Analytical|<script>/);
  });

  it('takes the whole link for the code', async () => {
    const code = await codeOf('ada@example.org');
    expect((await ask({ code: ` ${address}#${code} ` })).status).toBe(200);
  });

  it.each([
    ['2017-10-29T00:30:00Z', '29 October 2017, 02:30, The Hague time (UTC+02:00)'],
    ['2017-10-29T01:30:00Z', '29 October 2017, 02:30, The Hague time (UTC+01:00)'],
    ['2016-02-29T22:59:00Z', '29 February 2016, 23:59, The Hague time (UTC+01:00)'],
  ])('writes %s as %s', (moment, words) => {
    expect(momentWords(sample.endpoint, moment)).toBe(words);
  });

  it('is not found with a code of another, a wrong one or none', async () => {
    const [one, other] = [await codeOf('ada@example.org'), await codeOf('bea@example.org')];
    const swapped = one.slice(0, 9) + other.slice(9);
    const wrong = one.slice(0, -1) + (one.endsWith('0') ? '1' : '0');
    for (const code of [swapped, wrong, one.slice(0, -1), one.slice(0, 9), '']) {
      expect((await ask({ code, wish: 'withdraw', sure: 'yes' })).status).toBe(404);
    }
    const states = (await sample.store.list()).map(({ state }) => state);
    expect(states).toEqual(['received', 'received']);
  });

  it('is not found with the code of an acknowledgement’s address', async () => {
    const response = await sample.send(formPost(answers));
    const [, part = ''] = /received\/([^#]*)/.exec(response.headers.get('Location') ?? '') ?? [];
    expect((await ask({ code: part })).status).toBe(404);
  });

  it('is refused to another site', async () => {
    const code = await codeOf('ada@example.org');
    const headers = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
    expect((await ask({ code, wish: 'withdraw', sure: 'yes' }, headers)).status).toBe(403);
    expect(await sample.store.list()).toMatchObject([{ state: 'received' }]);
  });
});

describe('a guest', () => {
  it('withdraws once they are sure, and sees it', async () => {
    const code = await codeOf('ada@example.org');
    const unsure = await ask({ code, wish: 'withdraw' });
    expect(unsure.status).toBe(422);
    expect(await unsure.text()).toContain('Tick the box to make sure');
    expect(await sample.store.list()).toMatchObject([{ state: 'received' }]);
    const sure = await ask({ code, wish: 'withdraw', sure: 'yes' });
    expect(sure.status).toBe(200);
    expect(await sure.text()).toContain('The registration has been withdrawn.');
    expect(await sample.store.list()).toMatchObject([{ state: 'withdrawn' }]);
    expect(await sample.store.history(code.slice(0, 9))).toMatchObject([
      { who: 'guest', from: 'received', to: 'withdrawn' },
    ]);
  });

  it('changes nothing by withdrawing again', async () => {
    const code = await codeOf('ada@example.org');
    for (const _ of [1, 2]) {
      expect((await ask({ code, wish: 'withdraw', sure: 'yes' })).status).toBe(200);
    }
    expect(await sample.store.history(code.slice(0, 9))).toHaveLength(1);
  });

  it('registers anew with the same answers after withdrawing', async () => {
    const code = await codeOf('ada@example.org');
    await ask({ code, wish: 'withdraw', sure: 'yes' });
    const again = await codeOf('ada@example.org');
    expect(again.slice(0, 9)).not.toBe(code.slice(0, 9));
    expect(await (await ask({ code: again })).text()).toContain('The registration has arrived.');
  });

  it('asks for deletion, also after withdrawing', async () => {
    const code = await codeOf('ada@example.org');
    await ask({ code, wish: 'withdraw', sure: 'yes' });
    const asked = await ask({ code, wish: 'delete', sure: 'yes' });
    expect(await asked.text()).toContain('the organisers have been asked to delete it');
    expect(await sample.store.list()).toMatchObject([{ state: 'deletion-asked' }]);
  });

  it('can ask for nothing else', async () => {
    const code = await codeOf('ada@example.org');
    for (const wish of ['confirm', 'constructor', '__proto__', '']) {
      expect((await ask({ code, wish, sure: 'yes' })).status).toBe(422);
    }
    expect(await sample.store.list()).toMatchObject([{ state: 'received' }]);
  });

  it('can be a program', async () => {
    const code = await codeOf('ada@example.org');
    const request = new Request(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code }),
    });
    expect(await (await sample.send(request)).json()).toEqual({
      reference: code.slice(0, 9),
      state: 'received',
      history: [],
    });
  });

  it('is led from the acknowledgement, where the endpoint stands elsewhere too', async () => {
    const post = jsonPost(answers, { Origin: 'https://example.org' });
    const { own } = await (await sample.send(post, { deployment: elsewhere })).json();
    expect(own).toMatch(/^https:\/\/register\.example\.net\/api\/register\/own#/);
  });
});
