import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contactSeal } from './seal/contact.ts';
import {
  answers,
  definition as shipped,
  formPost,
  jsonPost,
  openSample,
  type Sample,
} from './testing/endpoint.fixture.ts';
import type { Endpoint } from './http/endpoint.ts';
import { formVersion } from './form/questions.ts';
import { withWaitingList } from './testing/waiting-list.fixture.ts';

const place = 'field_visit/yes';
const hour = 60 * 60 * 1000;

const definition = withWaitingList(1);
const guest = (name: string) => ({ ...answers, email: `${name}@example.org` });

let sample: Sample;
let now: number;
beforeEach(async () => {
  now = Date.UTC(2026, 10, 1);
  sample = await openSample({ definition, now: () => now });
});
afterEach(() => sample.clear());

/** Registers a guest, who waits if need be, and returns their personal code. */
async function codeOf(name: string, changes: Partial<Endpoint> = {}): Promise<string> {
  const post = jsonPost({ ...guest(name), 'waiting-list': true });
  const response = await sample.send(post, changes);
  expect(response.status).toBe(201);
  const { own } = await response.json();
  return String(own).split('#')[1] ?? '';
}

/** Posts like the form on the guest's personal page. */
function ask(code: string, fields: Record<string, string> = {}) {
  const { headers } = formPost({});
  const body = new URLSearchParams({ code, ...fields }).toString();
  const address = 'https://example.org/api/register/own';
  return sample.send(new Request(address, { method: 'POST', headers, body }));
}

async function standings(): Promise<string[]> {
  return (await sample.store.claims()).map(({ standing }) => standing).toSorted();
}

describe('a full choice with a waiting list', () => {
  it('is refused with the form kept and the waiting list offered, which then takes it', async () => {
    await sample.send(formPost(guest('ada')));
    const refused = await sample.send(formPost(guest('bea')));
    expect(refused.status).toBe(409);
    const page = await refused.text();
    expect(page).toContain(
      '“Yes” has no places left: choose another answer, or join the waiting list',
    );
    expect(page).toContain('value="bea@example.org"');
    // The box stands in the question that is full, and says what ticking it gives up.
    expect(page).toMatch(
      /<fieldset class="question has-error" data-question="field_visit"(?:(?!<\/fieldset>)[^])*<input type="checkbox" id="waiting-list"[^>]*value="yes" aria-describedby="waiting-list-hint"><label(?:(?!<\/fieldset>)[^])*What is full has no place until one becomes free/,
    );
    expect(page).toContain('One of your choices has no places left.');
    expect(await sample.records()).toHaveLength(1);
    const taken = await sample.send(formPost({ ...guest('bea'), 'waiting-list': 'yes' }));
    expect(taken.status).toBe(303);
    expect(await standings()).toEqual(['firm', 'waiting']);
    expect(await sample.store.list()).toMatchObject([{ state: 'received' }, { state: 'received' }]);
    const path = (taken.headers.get('Location') ?? '').split('#')[0] ?? '';
    const received = await sample.send(new Request(`https://example.org${path}`));
    expect(await received.text()).toContain('Yes. The registration is on the waiting list.');
  });

  it('is named to a program with the field that asks to wait', async () => {
    await sample.send(jsonPost(guest('ada')));
    const refused = await sample.send(jsonPost(guest('bea')));
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ waiting_list: 'waiting-list' });
  });

  it('keeps the wish to wait where an answer needs a correction, and offers it to nobody else', async () => {
    const wrong = { ...guest('ada'), country: '' };
    const waits = await sample.send(formPost({ ...wrong, 'waiting-list': 'yes' }));
    expect(await waits.text()).toMatch(/id="waiting-list"[^>]* checked /);
    expect(await (await sample.send(formPost(wrong))).text()).not.toContain('waiting-list');
  });

  it('is said to be full where a place is kept for who waits, and nothing of who does', async () => {
    await codeOf('ada');
    await codeOf('bea');
    const raised = withWaitingList(2);
    const request = new Request('https://example.org/api/register/places');
    const response = await sample.send(request, { definition: raised });
    expect(await response.json()).toMatchObject({ [place]: 'full' });
    const refused = await sample.send(jsonPost(guest('cleo')), { definition: raised });
    expect(refused.status).toBe(409);
    // The refusal noticed the additional place and offered one to the waiting guest.
    expect(await standings()).toEqual(['firm', 'offered']);
  });

  it('makes no other form, and a form without one does not know the field', async () => {
    expect(await formVersion(definition)).toBe(await formVersion(shipped));
    const request = jsonPost({ ...guest('ada'), 'waiting-list': true });
    expect((await sample.send(request, { definition: shipped })).status).toBe(422);
  });
});

describe('a guest who waits', () => {
  it('is offered the place that another gives back, and takes it', async () => {
    const [ada, bea] = [await codeOf('ada'), await codeOf('bea')];
    const waiting = await (await ask(bea)).text();
    expect(waiting).toContain('Yes. The registration is on the waiting list.');
    expect(waiting).toContain(
      '<button class="button destructive" type="submit">Leave the waiting list</button>',
    );
    expect(waiting).toContain('<h2>History</h2>');
    await ask(ada, { wish: 'withdraw', sure: 'yes' });
    const offered = await (await ask(bea)).text();
    expect(offered).toContain('reserved until 3 November 2026, 01:00, The Hague time (UTC+01:00).');
    expect(offered).toMatch(/<input type="radio"[^>]* value="take" required>/);
    expect(offered).toMatch(/<input type="radio"[^>]* value="let-go" required>/);
    expect((await sample.send(jsonPost(guest('cleo')))).status).toBe(409);
    const taken = await ask(bea, { wish: 'take', place });
    expect(taken.status).toBe(200);
    expect(await taken.text()).not.toContain('value="take"');
    expect(await standings()).toEqual(['firm', 'firm']);
  });

  it('is told of the offer by one mail in the outbox, and nobody else is', async () => {
    const identity = await generateX25519Identity();
    const sealContact = contactSeal(await identityToRecipient(identity));
    const codes = [];
    for (const name of ['ada', 'bea', 'cleo']) codes.push(await codeOf(name, { sealContact }));
    const [ada = '', bea = ''] = codes;
    await ask(ada, { wish: 'withdraw', sure: 'yes' });
    const mails = await sample.store.outbox.list();
    expect(mails.map(({ kind }) => kind).toSorted()).toEqual([
      'place-offered',
      'received',
      'received',
      'received',
      'withdrawn',
    ]);
    expect(mails.find(({ kind }) => kind === 'place-offered')).toMatchObject({
      reference: bea.slice(0, 9),
      at: new Date(now).toISOString(),
    });
  });

  it('loses the offer to the next once its time is over, and is told so', async () => {
    const [ada, bea, cleo] = [await codeOf('ada'), await codeOf('bea'), await codeOf('cleo')];
    await ask(ada, { wish: 'withdraw', sure: 'yes' });
    now += 48 * hour;
    const late = await ask(bea, { wish: 'take', place });
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('Yes. The registration has no place here');
    expect(await (await ask(cleo)).text()).toContain('value="take"');
  });

  it('declines a place, which is offered to the next', async () => {
    const [ada, bea, cleo] = [await codeOf('ada'), await codeOf('bea'), await codeOf('cleo')];
    await ask(ada, { wish: 'withdraw', sure: 'yes' });
    expect((await ask(bea, { wish: 'let-go', place })).status).toBe(200);
    expect(await (await ask(cleo)).text()).toContain('value="take"');
  });

  it('changes nothing by reading pages, and can ask for no other place', async () => {
    const [ada, bea] = [await codeOf('ada'), await codeOf('bea')];
    await ask(ada, { wish: 'withdraw', sure: 'yes' });
    const own = 'https://example.org/api/register/own';
    await sample.send(new Request(`${own}?wish=take&place=${place}#${bea}`));
    expect((await ask(bea, { wish: 'take', place: 'field_visit/no' })).status).toBe(409);
    expect((await ask(bea, { wish: 'take' })).status).toBe(422);
    expect(await standings()).toEqual(['firm', 'offered']);
  });

  it('loses nothing to a machine that opens the link and sends each form as it stands', async () => {
    const codes = [await codeOf('ada'), await codeOf('bea'), await codeOf('cleo')];
    await ask(codes[0] ?? '', { wish: 'withdraw', sure: 'yes' });
    const before = await standings();
    expect(before).toEqual(['firm', 'offered', 'waiting']);
    for (const code of codes.slice(1)) {
      const page = await (await ask(code)).text();
      for (const [form = ''] of page.matchAll(/<form[^]*?<\/form>/g)) {
        // What a browser sends of a form that nobody touched, with the name of its button.
        const fields = Array.from(
          form.matchAll(
            /<(?:input type="hidden"|input[^>]* checked|button)[^>]* name="([^"]+)"[^>]* value="([^"]*)"/g,
          ),
          ([, name = '', value = '']) => [name, value] as const,
        );
        const { code: _, ...sent } = Object.fromEntries(fields);
        expect((await ask(code, sent)).status).toBe(422);
      }
    }
    expect(await standings()).toEqual(before);
    expect(await sample.store.history(codes[1]?.slice(0, 9) ?? '')).toHaveLength(1);
  });

  it('can be a program', async () => {
    const [ada, bea] = [await codeOf('ada'), await codeOf('bea')];
    await ask(ada, { wish: 'withdraw', sure: 'yes' });
    const request = new Request('https://example.org/api/register/own', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code: bea }),
    });
    expect(await (await sample.send(request)).json()).toMatchObject({
      state: 'received',
      places: [{ place, standing: 'offered', until: '2026-11-03T00:00:00.000Z' }],
    });
  });
});
