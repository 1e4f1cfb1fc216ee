import { generateX25519Identity, identityToRecipient } from 'age-encryption';
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
import { resealAll } from './seal/reseal.ts';
import { openWith, sealTo } from './seal/seal.ts';

const [section, ...sections] = shipped.sections;
const options = [
  { value: 'ropes', label: 'Ropes', places: 1 },
  { value: 'knots', label: 'Knots', places: 1 },
  { value: 'tea', label: 'Tea' },
];
/** The shipped form with a question of workshops. */
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

/** Registers a guest for workshops, and answers their own code. */
async function codeOf(name: string, workshop: string[], also = {}, changes = {}): Promise<string> {
  const guest = { ...answers, email: `${name}@example.org`, workshop, ...also };
  const response = await sample.send(jsonPost(guest), changes);
  expect(response.status).toBe(201);
  const { own } = await response.json();
  return String(own).split('#')[1] ?? '';
}

/** Posts as the form on the guest’s own page does. */
function ask(code: string, fields: readonly (readonly [string, string])[] = [], changes = {}) {
  const { headers } = formPost({});
  const body = new URLSearchParams([['code', code], ...fields.map((each) => [...each])]).toString();
  const address = 'https://example.org/api/register/own';
  return sample.send(new Request(address, { method: 'POST', headers, body }), changes);
}

const change = (...workshops: string[]) =>
  [['wish', 'change'], ...workshops.map((value) => ['workshop', value] as const)] as const;

async function places(): Promise<string[]> {
  const claims = await sample.store.claims();
  return claims
    .filter(({ held }) => held)
    .map(({ place }) => place)
    .toSorted();
}

describe('a guest who changes their choices', () => {
  it('finds the places that they have chosen, and no other answer', async () => {
    const code = await codeOf('ada', ['ropes', 'tea']);
    const page = await (await ask(code)).text();
    expect(page).toContain('>Change the choices</button>');
    expect(page).toMatch(/name="workshop" value="ropes" checked>/);
    expect(page).not.toMatch(/value="(?:knots|tea)" checked|Ada|data-question="name"/);
  });

  it('swaps places, and the organisers read the new answers in the place of the old', async () => {
    const code = await codeOf('ada', ['ropes', 'tea']);
    const response = await ask(code, change('knots'));
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(': choices changed</li>');
    expect(await places()).toEqual(['workshop/knots']);
    expect(await sample.records()).toMatchObject([
      { answers: { name: 'Ada Lovelace', needs: 'No nuts', workshop: ['knots'], dance: [] } },
    ]);
    expect((await ask(code, change())).status).toBe(200);
    expect(await places()).toEqual([]);
    expect(await sample.records()).toMatchObject([{ answers: { workshop: [] } }]);
  });

  it('keeps everything where a choice is full, with what they typed', async () => {
    const code = await codeOf('ada', ['ropes']);
    await codeOf('bea', ['knots']);
    const refused = await ask(code, change('knots', 'tea'));
    expect(refused.status).toBe(409);
    const page = await refused.text();
    expect(page).toContain('“Knots” has no place left: choose another answer, or the waiting list');
    expect(page).toMatch(/value="tea" checked>[\s\S]*id="waiting-list"/);
    expect(await places()).toEqual(['workshop/knots', 'workshop/ropes']);
    expect(await sample.store.history(code.slice(0, 9))).toEqual([]);
    expect(await sample.records()).toMatchObject([{ answers: { workshop: ['ropes'] } }, {}]);
  });

  it('waits for what is full where they ask to, and has the rest', async () => {
    const code = await codeOf('ada', []);
    await codeOf('bea', ['knots']);
    const waits = await ask(code, [...change('knots', 'ropes'), ['waiting-list', 'yes']]);
    expect(await waits.text()).toContain('Workshops: Knots: The guest is on the waiting list.');
    expect(await places()).toEqual(['workshop/knots', 'workshop/ropes']);
  });

  it('gives a place that they leave to the next who waits', async () => {
    const ada = await codeOf('ada', ['ropes']);
    const bea = await codeOf('bea', ['ropes'], { 'waiting-list': true });
    await ask(ada, change());
    expect(await (await ask(bea)).text()).toContain('>Take the place</button>');
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
    expect((await ask(code, [...change(), ['name', 'Eve']])).status).toBe(422);
    expect((await ask(code, [...change(), [form, version]])).status).toBe(422);
    expect(await places()).toEqual(['workshop/ropes']);
  });

  it('is refused once registration is closed, and after withdrawing', async () => {
    const code = await codeOf('ada', ['ropes']);
    const { clock: _, ...event } = sample.endpoint.event;
    const closed = { event, now: () => Date.UTC(2030, 0, 1) };
    expect((await ask(code, change(), closed)).status).toBe(403);
    expect(await (await ask(code, [], closed)).text()).not.toContain('Change the choices');
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
          body: JSON.stringify({ code, wish: 'change', workshop }),
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
  expect(await page()).toContain('lets you change choices, or withdraw');
  expect(await page({ definition: shipped })).toContain('lets you withdraw');
});

it('leaves a form without limited choices as it is', async () => {
  const code = await codeOf('ada', []);
  const page = await (await ask(code, [], { definition: shipped })).text();
  expect(page).not.toContain('Change the choices');
});

describe('what a guest changed', () => {
  it('does not open beside another registration, and is as long as every record', async () => {
    const identity = await generateX25519Identity();
    const seal = sealTo([await identityToRecipient(identity)], definition);
    for (const name of ['ada', 'bea']) {
      await ask(await codeOf(name, ['tea'], {}, { seal }), change(), { seal });
    }
    const [ada, bea] = await sample.store.list();
    if (ada === undefined || bea === undefined) throw new Error('Two were registered.');
    const open = openWith([identity]);
    expect(await open(ada)).toMatchObject({ answers: { workshop: [] } });
    expect(ada.amended).toHaveLength(ada.sealed.length);
    const moved = open({ ...bea, amended: ada.amended });
    await expect(moved).rejects.toThrow('Its changes are of another registration.');
  });

  it('is sealed anew with its registration', async () => {
    const [old, other] = [await generateX25519Identity(), await generateX25519Identity()];
    const seal = sealTo([await identityToRecipient(old)], definition);
    await ask(await codeOf('ada', ['ropes'], {}, { seal }), change('knots'), { seal });
    const to = [await identityToRecipient(other)];
    const { resealed } = await resealAll(await sample.store.list(), [old], to);
    await sample.store.reseal(resealed);
    const opened = await Promise.all((await sample.store.list()).map(openWith([other])));
    expect(opened).toMatchObject([{ answers: { workshop: ['knots'] } }]);
  });
});
