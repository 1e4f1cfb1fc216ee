import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { definitionSchema } from './form/definition.ts';
import {
  answers,
  definition as shipped,
  formPost,
  jsonPost,
  openSample,
  version,
  type Sample,
} from './testing/endpoint.fixture.ts';

const [section, ...sections] = shipped.sections;
const options = [
  { value: 'ropes', label: 'Ropes', places: 1 },
  { value: 'knots', label: 'Knots', places: 1 },
  { value: 'tea', label: 'Tea' },
];
/** The shipped form with a question about workshops. */
const definition = definitionSchema.parse({
  ...shipped,
  sections: [
    section,
    ...sections,
    {
      title: 'Workshops',
      questions: [
        {
          name: 'workshop',
          type: 'several choices',
          label: 'Workshops',
          waiting_list: true,
          options,
        },
        {
          name: 'shoes',
          type: 'choice',
          label: 'Shoes',
          required: true,
          asked_when: { question: 'dance', answer: 'yes' },
          options: [
            { value: 'own', label: 'My own' },
            { value: 'lent', label: 'Lent' },
          ],
        },
        {
          name: 'dance',
          type: 'choice',
          label: 'Dance',
          options: [
            { value: 'yes', label: 'Yes', places: 5 },
            { value: 'no', label: 'No' },
          ],
        },
      ],
    },
  ],
});
const form = 'form-version';

let sample: Sample;
beforeEach(async () => {
  sample = await openSample({ definition });
});
afterEach(() => sample.clear());

/** Registers a guest for workshops, and returns their personal code. */
async function codeOf(name: string, workshop: string[], also = {}, changes = {}): Promise<string> {
  const guest = { ...answers, email: `${name}@example.org`, workshop, ...also };
  const response = await sample.send(jsonPost(guest), changes);
  expect(response.status).toBe(201);
  const { own } = await response.json();
  return String(own).split('#')[1] ?? '';
}

/** Posts like the form on the guest's personal page. */
function ask(code: string, fields: readonly (readonly [string, string])[] = [], changes = {}) {
  const { headers } = formPost({});
  const body = new URLSearchParams([['code', code], ...fields.map((each) => [...each])]).toString();
  const address = 'https://example.org/api/register/own';
  return sample.send(new Request(address, { method: 'POST', headers, body }), changes);
}

/** All of Ada's answers, with other workshops. */
const change = (...workshops: string[]) =>
  [
    ['wish', 'change'],
    ...Object.entries({ ...answers, email: 'ada@example.org' }),
    ...workshops.map((value) => ['workshop', value] as const),
  ] as const;

/** The same with a different answer to one question. */
const changeOf = (question: string, answer: string) =>
  change().map(([name, value]) => [name, name === question ? answer : value] as const);

async function places(): Promise<string[]> {
  const claims = await sample.store.claims();
  return claims
    .filter(({ held }) => held)
    .map(({ place }) => place)
    .toSorted();
}

describe('a guest who answers anew', () => {
  it('finds the places that they have chosen, and no other answer', async () => {
    const code = await codeOf('ada', ['ropes', 'tea']);
    const page = await (await ask(code)).text();
    expect(page).toContain('>Replace your answers</button>');
    expect(page).toMatch(/name="workshop" value="ropes" checked>/);
    expect(page).toContain('data-question="name"');
    expect(page).not.toMatch(/value="(?:knots|tea)" checked|Ada|No nuts/);
  });

  it('swaps places, and the organisers read the new answers in the place of the old', async () => {
    const code = await codeOf('ada', ['ropes', 'tea']);
    const response = await ask(code, change('knots'));
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(': answers changed</li>');
    expect(await places()).toEqual(['workshop/knots']);
    expect(await sample.records()).toMatchObject([
      { answers: { name: 'Ada Lovelace', needs: 'No nuts', workshop: ['knots'] } },
    ]);
    expect((await ask(code, change())).status).toBe(200);
    expect(await places()).toEqual([]);
    const [record] = await sample.records();
    expect(record?.answers).not.toHaveProperty('workshop');
  });

  it('may correct any answer, and give up an optional one', async () => {
    const code = await codeOf('ada', ['ropes'], { dance: 'yes', shoes: 'own' });
    expect((await ask(code, changeOf('name', 'Ada King'))).status).toBe(200);
    const [record] = await sample.records();
    expect(record?.answers).toEqual({
      ...answers,
      email: 'ada@example.org',
      name: 'Ada King',
      needs_consent: true,
      notice: true,
    });
    expect(await places()).toEqual([]);
  });

  it('stays the guest whom the organisers decided on, by their e-mail address', async () => {
    const code = await codeOf('ada', ['ropes']);
    const refused = await ask(code, changeOf('email', 'eve@example.org'));
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('For another guest, make a new registration.');
    expect((await ask(code, changeOf('email', 'ADA@example.org'))).status).toBe(200);
  });

  it('is neither recorded nor written to where nothing changes', async () => {
    const code = await codeOf('ada', ['ropes']);
    const [before] = await sample.store.list();
    expect((await ask(code, change('ropes'))).status).toBe(200);
    expect(await sample.store.history(code.slice(0, 9))).toEqual([]);
    expect(await sample.store.list()).toEqual([before]);
    expect(await sample.store.outbox.list()).toEqual([]);
  });

  it('joins a waiting list again with the same answers after leaving it', async () => {
    await codeOf('bea', ['knots']);
    const code = await codeOf('ada', ['knots'], { 'waiting-list': true });
    await ask(code, [
      ['wish', 'let-go'],
      ['place', 'workshop/knots'],
    ]);
    await ask(code, [...change('knots'), ['waiting-list', 'yes']]);
    expect(await sample.store.claims(code.slice(0, 9))).toMatchObject([{ standing: 'waiting' }]);
  });

  it('needs no invitation for it but their personal code', async () => {
    const invited = definitionSchema.parse({ ...definition, access: 'invitation' });
    const code = await codeOf('ada', ['ropes']);
    const page = await (await ask(code, [], { definition: invited })).text();
    expect(page).toContain('>Replace your answers</button>');
    expect(page).not.toContain('invitation-code');
    expect((await ask(code, change('knots'), { definition: invited })).status).toBe(200);
    expect(await places()).toEqual(['workshop/knots']);
  });

  it('keeps everything where a choice is full, with what they typed', async () => {
    const code = await codeOf('ada', ['ropes']);
    await codeOf('bea', ['knots']);
    const refused = await ask(code, change('knots', 'tea'));
    expect(refused.status).toBe(409);
    const page = await refused.text();
    expect(page).toContain(
      '“Knots” has no places left: choose another answer, or join the waiting list',
    );
    expect(page).toMatch(/value="tea" checked>[\s\S]*id="waiting-list"/);
    expect(await places()).toEqual(['workshop/knots', 'workshop/ropes']);
    expect(await sample.store.history(code.slice(0, 9))).toEqual([]);
    expect(await sample.records()).toMatchObject([{ answers: { workshop: ['ropes'] } }, {}]);
  });

  it('waits for what is full where they ask to, and has the rest', async () => {
    const code = await codeOf('ada', []);
    await codeOf('bea', ['knots']);
    const waits = await ask(code, [...change('knots', 'ropes'), ['waiting-list', 'yes']]);
    expect(await waits.text()).toContain(
      'Workshops: Knots. The registration is on the waiting list.',
    );
    expect(await places()).toEqual(['workshop/knots', 'workshop/ropes']);
  });

  it('gives a place that they leave to the next who waits', async () => {
    const ada = await codeOf('ada', ['ropes']);
    const bea = await codeOf('bea', ['ropes'], { 'waiting-list': true });
    await ask(ada, change());
    expect(await (await ask(bea)).text()).toContain('value="take"');
  });

  it('answers again what is asked only after their answer', async () => {
    const code = await codeOf('ada', []);
    const missing = await ask(code, [...change(), ['dance', 'yes']]);
    expect(missing.status).toBe(422);
    expect(await places()).toEqual([]);
    expect((await ask(code, [...change(), ['dance', 'yes'], ['shoes', 'own']])).status).toBe(200);
    expect(await sample.records()).toMatchObject([{ answers: { dance: 'yes', shoes: 'own' } }]);
  });

  it('can change nothing else', async () => {
    const code = await codeOf('ada', ['ropes']);
    expect((await ask(code, [...change(), ['unknown', 'Eve']])).status).toBe(422);
    expect((await ask(code, [...change(), ['invitation-code', '7K3Q']])).status).toBe(422);
    expect((await ask(code, [...change(), [form, version]])).status).toBe(422);
    expect(await places()).toEqual(['workshop/ropes']);
  });

  it('is refused once registration is closed, and after withdrawing', async () => {
    const code = await codeOf('ada', ['ropes']);
    const { clock: _, ...event } = sample.endpoint.event;
    const closed = { event, now: () => Date.UTC(2017, 1, 20) };
    expect((await ask(code, change(), closed)).status).toBe(403);
    const page = await (await ask(code, [], closed)).text();
    expect(page).not.toContain('Replace your answers');
    expect(page).toContain('Ropes. A place is reserved.');
    await ask(code, [
      ['wish', 'withdraw'],
      ['sure', 'yes'],
    ]);
    expect((await ask(code, change('knots'))).status).toBe(404);
    expect(await places()).toEqual([]);
  });

  it('can be a program, which is told a problem', async () => {
    const code = await codeOf('ada', ['ropes']);
    await codeOf('bea', ['knots']);
    const send = (workshop: string[]) =>
      sample.send(
        new Request('https://example.org/api/register/own', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({
            ...answers,
            email: 'ada@example.org',
            code,
            wish: 'change',
            workshop,
          }),
        }),
      );
    const refused = await send(['knots']);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ errors: [{ field: 'workshop' }] });
    expect((await send([])).status).toBe(200);
    expect(await places()).toEqual(['workshop/knots']);
  });
});

it('is said on the acknowledgement to be possible', async () => {
  const { received } = await (await sample.send(jsonPost({ ...answers, workshop: [] }))).json();
  const [address = ''] = String(received).split('#');
  const page = async (changes = {}) => (await sample.send(new Request(address), changes)).text();
  expect(await page()).toContain('lets you change your answers or withdraw');
  const { clock: _, ...event } = sample.endpoint.event;
  const closed = { event, now: () => Date.UTC(2017, 1, 20) };
  expect(await page(closed)).toContain('lets you withdraw');
});

it('is possible without limited choices too', async () => {
  const code = await codeOf('ada', []);
  const changes = { definition: shipped };
  expect(await (await ask(code, [], changes)).text()).toContain('Replace your answers');
  expect((await ask(code, changeOf('needs', 'None'), changes)).status).toBe(200);
  expect(await sample.records()).toMatchObject([{ answers: { needs: 'None' } }]);
});

it('is not offered where a question has the name of a field of the page', async () => {
  const [first = section] = sections;
  const question = { name: 'code', type: 'text', label: 'Dress code', limit: 9 };
  const named = { ...first, questions: [question] };
  const taken = definitionSchema.parse({ ...shipped, sections: [...shipped.sections, named] });
  const page = await (await ask(await codeOf('ada', []), [], { definition: taken })).text();
  expect(page).not.toContain('Replace your answers');
});
