import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeKeyOf } from './access/invitation-access.ts';
import { definitionSchema } from './form/definition.ts';
import {
  answers,
  definition as shipped,
  formPost,
  jsonPost,
  openSample,
  type Sample,
} from './testing/endpoint.fixture.ts';
import { newCode } from './record/reference.ts';
import type { Invitation, Store } from './store/store.ts';
import { withWaitingList } from './testing/waiting-list.fixture.ts';

const definition = definitionSchema.parse({ ...shipped, access: 'invitation' });
const field = 'invitation-code';

let sample: Sample;
beforeEach(async () => {
  sample = await openSample({ definition });
});
afterEach(() => sample.clear());

/** Makes an invitation and returns its code. */
async function invite(changes: Partial<Invitation> = {}): Promise<string> {
  const code = newCode();
  await sample.store.invite([{ codeKey: await codeKeyOf(sample.endpoint, code), ...changes }]);
  return code;
}

const send = (code: string, changes: object = {}) =>
  sample.send(formPost({ ...answers, ...changes, [field]: code }));

async function stored() {
  const [one, ...others] = await sample.store.list();
  expect(others).toEqual([]);
  return { state: one?.state, history: await sample.store.history(one?.reference ?? '') };
}

describe('a registration that needs an invitation', () => {
  it('says so at the field where the code is missing, among the other errors', async () => {
    const response = await sample.send(jsonPost({ ...answers, name: '' }));
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      errors: [
        { field, detail: 'Enter the code from your invitation' },
        { field: 'name', detail: 'Enter your full name' },
      ],
    });
    expect(await sample.store.list()).toEqual([]);
  });

  it('is confirmed at once, and its code is not among its answers', async () => {
    expect((await send(await invite())).status).toBe(303);
    expect(await stored()).toMatchObject({
      state: 'confirmed',
      history: [{ who: 'invitation', from: 'received', to: 'confirmed' }],
    });
    const [record] = await sample.records();
    expect(record?.answers).toEqual({ ...answers, needs_consent: true, notice: true });
  });

  it('is answered alike for a wrong, an expired and a revoked code, after the same work', async () => {
    const revoked = await invite();
    await sample.store.revoke([1]);
    const expired = await invite({ expiresAt: '2017-01-15T23:00:00.000Z' });
    const replies = [];
    for (const code of [newCode(), 'x', expired, revoked]) {
      const asked: string[] = [];
      const store = new Proxy(sample.store, {
        get(target: Store, name: keyof Store) {
          asked.push(name);
          const member = target[name];
          return typeof member === 'function' ? member.bind(target) : member;
        },
      });
      const response = await sample.send(jsonPost({ ...answers, [field]: code }), { store });
      expect(response.status).toBe(403);
      replies.push({ asked, body: await response.text(), headers: [...response.headers] });
    }
    expect(replies[0]?.body).toContain('https://example.org/problems/invitation-invalid/');
    expect(replies[0]?.asked).toEqual(['invitation', 'countTry']);
    for (const reply of replies) expect(reply).toEqual(replies[0]);
  });

  it('is taken until its code expires', async () => {
    expect((await send(await invite({ expiresAt: '2017-01-15T23:00:00.001Z' }))).status).toBe(303);
  });

  it('takes a code in lower case, with spaces and with an O for a zero', async () => {
    const code = '0101-ABCD-EFGH-JKMN-PQRS-TVWX-YZ01';
    await sample.store.invite([{ codeKey: await codeKeyOf(sample.endpoint, code) }]);
    expect((await send(' oiol abcd–efghjkmn pqrs-tvwx-yzOl ')).status).toBe(303);
  });

  it('ignores a code in the query', async () => {
    const valid = formPost(answers);
    const address = new Request(`${valid.url}?${field}=${await invite()}`, valid);
    expect((await sample.send(address)).status).toBe(422);
    expect(sample.log).toEqual([]);
  });

  it('has the same reference where the same comes again', async () => {
    const code = await invite();
    const first = await send(code);
    const again = await send(code.toLowerCase());
    expect(again.status).toBe(303);
    expect(again.headers.get('Location')).toBe(first.headers.get('Location'));
    expect((await stored()).history).toHaveLength(1);
  });

  it('asks who sends other answers with a used code, and shows nothing of the first', async () => {
    const code = await invite();
    await send(code, { name: 'Zanzibar Canary' });
    const response = await send(code, { name: 'Somebody Else' });
    expect(response.status).toBe(409);
    const page = await response.text();
    expect(page).toContain('value="Somebody Else"');
    expect(page).toMatch(/<input type="checkbox"[^>]* name="replace-registration" value="yes">/);
    const [{ reference = '' } = {}] = await sample.store.list();
    expect(page).not.toMatch(new RegExp(`Zanzibar|${reference}`));
    const data = await sample.send(jsonPost({ ...answers, name: 'Else', [field]: code }));
    expect(await data.json()).toMatchObject({ replace: 'replace-registration' });
    await stored();
  });

  it('puts the new answers in the place of the old ones where the guest says so', async () => {
    const code = await invite();
    await send(code, { needs: 'Zanzibar Canary', field_visit: 'yes' });
    const [first] = await sample.store.list();
    const changes = { name: 'Ada King', field_visit: 'no', 'replace-registration': 'yes' };
    const times = [1, 2].map(() => send(code, changes));
    for (const { status } of await Promise.all(times)) expect(status).toBe(303);
    const [record, ...others] = await sample.records();
    expect(others).toEqual([]);
    expect(record?.reference).toBe(first?.reference);
    expect(record?.answers).toMatchObject({ name: 'Ada King', field_visit: 'no' });
    expect(JSON.stringify(record)).not.toContain('Canary');
    expect((await stored()).state).toBe('confirmed');
  });

  it('offers that to nobody else, and changes nothing for them', async () => {
    const code = await invite();
    await send(code);
    const changes = { email: 'else@example.org', 'replace-registration': 'yes' };
    const response = await send(code, changes);
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('open the personal link from your registration');
    const asked = await send(code, { email: 'else@example.org' });
    expect(await asked.text()).not.toContain('replace-registration');
    const [record] = await sample.records();
    expect(record?.answers).toMatchObject({ email: answers.email });
    await sample.store.move({
      reference: record?.reference ?? '',
      from: ['confirmed'],
      to: 'declined',
      who: 'organiser',
      at: '2026-11-01T00:00:00.000Z',
      limits: [],
    });
    const late = await send(code, { name: 'Ada King', 'replace-registration': 'yes' });
    expect(late.status).toBe(409);
    expect((await sample.records())[0]?.answers).toMatchObject({ name: answers.name });
  });

  it('keeps everything as it was where a place among the new answers is full', async () => {
    await sample.clear();
    const limited = withWaitingList(1);
    sample = await openSample({
      definition: { ...limited, access: 'invitation', invitation: definition.invitation },
    });
    await send(await invite(), { email: 'other@example.org', field_visit: 'yes' });
    const code = await invite();
    await send(code, { field_visit: 'no' });
    const changes = { name: 'Ada King', field_visit: 'yes', 'replace-registration': 'yes' };
    const response = await send(code, changes);
    expect(response.status).toBe(409);
    expect(await response.text()).toMatch(/name="replace-registration" value="yes" checked/);
    const [, record] = await sample.records();
    expect(record?.answers).toMatchObject({ name: answers.name, field_visit: 'no' });
    expect((await send(code, { ...changes, 'waiting-list': 'yes' })).status).toBe(303);
    const [, waiting] = await sample.records();
    expect(waiting?.answers).toMatchObject({ name: 'Ada King', field_visit: 'yes' });
  });

  it('goes to the organisers where a bound invitation is passed on', async () => {
    const emailKey = await sample.endpoint.hash('email', 'ada@example.org');
    expect((await send(await invite({ emailKey }))).status).toBe(303);
    expect((await stored()).state).toBe('confirmed');
    await send(await invite({ emailKey }), { email: 'substitute@example.org' });
    const [, other] = await sample.store.list();
    expect(other?.state).toBe('received');
    expect(await sample.store.history(other?.reference ?? '')).toMatchObject([
      { who: 'invitation passed on', from: 'received', to: 'received' },
    ]);
  });

  it('is stored and flagged where the field to be left empty is filled in with a valid code', async () => {
    expect((await send(await invite(), { 'leave-empty': 'x' })).status).toBe(303);
    expect(await stored()).toMatchObject({
      state: 'confirmed',
      history: [{ who: 'invitation' }, { who: 'honeypot filled in', to: 'confirmed' }],
    });
    expect(await sample.store.counts()).toEqual({});
  });

  it('is refused for its code, whether or not that field is filled in', async () => {
    expect((await send(newCode(), { 'leave-empty': 'x' })).status).toBe(403);
    expect(await sample.store.list()).toEqual([]);
  });

  it('is taken without Origin and Sec-Fetch-Site with a valid code alone', async () => {
    const values = { ...answers, [field]: await invite() };
    expect((await sample.send(jsonPost({ ...answers, [field]: newCode() }))).status).toBe(403);
    expect((await sample.send(jsonPost(values))).status).toBe(201);
  });

  it('keeps the typed code in the form that is shown again', async () => {
    const page = await (await send('7k3q', { name: '' })).text();
    expect(page).toMatch(/<input id="invitation-code"[^>]* value="7k3q">/);
  });

  it('changes nothing, however often the form and the own page are read', async () => {
    const code = await invite();
    await send(await invite());
    const before = [await sample.store.list(), await sample.store.invitations()];
    for (let time = 0; time < 50; time += 1) {
      for (const method of ['GET', 'HEAD']) {
        for (const path of ['', '/own', `?${field}=${code}`, `/own?code=${code}&wish=withdraw`]) {
          await sample.send(new Request(`https://example.org/api/register${path}`, { method }));
        }
      }
    }
    expect([await sample.store.list(), await sample.store.invitations()]).toEqual(before);
  });

  it('confirms no declined guest by an invitation that names no address', async () => {
    await send(await invite());
    const [{ reference = '' } = {}] = await sample.store.list();
    const at = '2026-11-01T00:00:00.000Z';
    const decline = { from: ['confirmed'], to: 'declined', who: 'Ann', limits: [] } as const;
    await sample.store.move({ ...decline, reference, at });
    await send(await invite(), { name: 'Ada King' });
    const emailKey = (await sample.store.find(reference))?.emailKey;
    await send(await invite({ emailKey }), { name: 'Ada, once more' });
    expect((await sample.store.list()).map(({ state }) => state)).toEqual([
      'declined',
      'received',
      'confirmed',
    ]);
  });
});

describe('access without invitations', () => {
  it('asks for no code, and knows no field for one', async () => {
    const response = await send(await invite(), {});
    expect(response.status).toBe(303);
    const moderated = await sample.send(formPost({ ...answers, [field]: newCode() }), {
      definition: shipped,
    });
    expect(moderated.status).toBe(422);
    expect(await moderated.text()).not.toContain(`id="${field}`);
  });

  it('confirms every guest at once where it is open', async () => {
    const open = definitionSchema.parse({ ...shipped, access: 'open' });
    await sample.send(formPost(answers), { definition: open });
    expect(await stored()).toMatchObject({
      state: 'confirmed',
      history: [{ who: 'open registration' }],
    });
  });

  it.each([
    ['declined', [{ from: 'confirmed', to: 'declined' }]],
    ['taken under review', [{ from: 'confirmed', to: 'under-review' }]],
    [
      'declined, who then withdrew',
      [
        { from: 'confirmed', to: 'declined' },
        { from: 'declined', to: 'withdrawn' },
      ],
    ],
  ] as const)(
    'confirms no guest who was %s, and marks them, whatever is changed',
    async (_, moves) => {
      const open = definitionSchema.parse({ ...shipped, access: 'open' });
      await sample.send(formPost(answers), { definition: open });
      const [{ reference = '' } = {}] = await sample.store.list();
      const at = '2026-11-01T00:00:00.000Z';
      for (const { from, to } of moves) {
        await sample.store.move({ reference, from: [from], to, who: 'Ann', at, limits: [] });
      }
      const again = { ...answers, name: `${answers.name}.`, email: answers.email.toUpperCase() };
      expect((await sample.send(formPost(again), { definition: open })).status).toBe(303);
      const [, second] = await sample.store.list();
      expect(second?.state).toBe('received');
      expect(await sample.store.history(second?.reference ?? '')).toMatchObject([
        { who: 'declined or under review before', from: 'received', to: 'received' },
      ]);
      const other = { ...answers, email: 'else@example.org' };
      await sample.send(formPost(other), { definition: open });
      expect((await sample.store.list()).at(-1)?.state).toBe('confirmed');
    },
  );

  it('confirms a guest whom the organisers confirmed after all', async () => {
    const open = definitionSchema.parse({ ...shipped, access: 'open' });
    await sample.send(formPost(answers), { definition: open });
    const [{ reference = '' } = {}] = await sample.store.list();
    const move = { reference, who: 'Ann', at: '2026-11-01T00:00:00.000Z', limits: [] };
    await sample.store.move({ ...move, from: ['confirmed'], to: 'declined' });
    await sample.store.move({ ...move, from: ['declined'], to: 'confirmed' });
    await sample.send(formPost({ ...answers, name: 'Ada King' }), { definition: open });
    expect((await sample.store.list()).map(({ state }) => state)).toEqual([
      'confirmed',
      'confirmed',
    ]);
  });

  it('says the product’s words at the field where the event has none of its own', async () => {
    const invitation = { label: 'Your code' };
    const invited = definitionSchema.parse({ ...shipped, access: 'invitation', invitation });
    const html = await (await sample.send(formPost(answers), { definition: invited })).text();
    expect(html).toContain('Your code');
    expect(html).toContain('Enter the code from your invitation');
  });
});

it.each(['export', 'registrations', 'list', 'export.csv'])(
  'gives out no registrations at /%s',
  async (path) => {
    await send(await invite());
    for (const method of ['GET', 'POST']) {
      const request = new Request(`https://example.org/api/register/${path}`, { method });
      expect((await sample.send(request)).status).toBe(404);
    }
  },
);

it('needs the database and a private key for an export', async () => {
  await send(await invite());
  const other = await openSample({ definition });
  try {
    const [held] = await sample.store.list();
    if (held === undefined) throw new Error('Nothing is stored.');
    // The database without the key: another endpoint's key opens none of it.
    await other.store.add(held);
    await expect(other.records()).rejects.toThrow(/./);
    expect(await sample.records()).toHaveLength(1);
  } finally {
    await other.clear();
  }
});
