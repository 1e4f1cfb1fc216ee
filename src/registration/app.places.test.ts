import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registrationApp } from './app.ts';
import { definitionSchema } from './form/definition.ts';
import {
  answers,
  definition as shipped,
  formPost,
  jsonPost,
  openSample,
  type Sample,
} from './testing/endpoint.fixture.ts';
import { englishWords } from '../words/read-words.ts';
import { renderForm } from './form/render-form.ts';
import { formVersion, questionsOf } from './form/questions.ts';

/** The shipped form with this many places on the field visit. */
function withPlaces(places: number) {
  const definition = structuredClone(shipped);
  for (const question of questionsOf(definition)) {
    if (question.name !== 'field_visit' || question.type !== 'choice') continue;
    question.options = question.options.map((option) =>
      option.value === 'yes' ? { ...option, places } : option,
    );
  }
  return definitionSchema.parse(definition);
}

const definition = withPlaces(1);
const guest = (number: number) => ({ ...answers, email: `guest-${number}@example.org` });

let sample: Sample;
beforeEach(async () => {
  sample = await openSample({ definition });
});
afterEach(() => sample.clear());

const places = async () =>
  (await sample.send(new Request('https://example.org/api/register/places'))).json();

describe('a choice with limited places', () => {
  it('is refused once it is full, with the rest of the form kept', async () => {
    expect((await sample.send(formPost(guest(1)))).status).toBe(303);
    const refused = await sample.send(formPost(guest(2)));
    expect(refused.status).toBe(409);
    const page = await refused.text();
    expect(page).toContain('“Yes” has no places left: choose another answer');
    expect(page).toContain('Nothing was saved.');
    expect(page).toContain('value="guest-2@example.org"');
    expect(await sample.records()).toHaveLength(1);
  });

  it('is named to a program by a problem of its own', async () => {
    await sample.send(jsonPost(guest(1)));
    const refused = await sample.send(jsonPost(guest(2)));
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      type: 'https://example.org/problems/session-full/',
      errors: [{ field: 'field_visit' }],
    });
  });

  it('leaves the other choices open', async () => {
    await sample.send(jsonPost(guest(1)));
    const other = await sample.send(jsonPost({ ...guest(2), field_visit: 'no' }));
    expect(other.status).toBe(201);
  });

  it('answers a double click on the last place like the first', async () => {
    const [one, other] = await Promise.all([1, 2].map(async () => sample.send(formPost(guest(1)))));
    expect(one?.headers.get('Location')).toBe(other?.headers.get('Location'));
    expect(await sample.records()).toHaveLength(1);
  });

  it('sells exactly its places to many who post at once', async () => {
    const app = registrationApp({ ...sample.endpoint, definition: withPlaces(5) });
    const posts = Array.from({ length: 32 }, (_, number) =>
      app.fetch(jsonPost(guest(number)), { client: `192.0.2.${number}` }),
    );
    const statuses = (await Promise.all(posts)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(5);
    expect(statuses.filter((status) => status === 409)).toHaveLength(27);
    expect(await sample.records()).toHaveLength(5);
  });
});

describe('the answer on places', () => {
  it('says available or full, never a number, and may be kept for a while', async () => {
    expect(await places()).toEqual({ 'field_visit/yes': 'available' });
    await sample.send(jsonPost(guest(1)));
    const response = await sample.send(new Request('https://example.org/api/register/places'));
    expect(await response.json()).toEqual({ 'field_visit/yes': 'full' });
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=30');
  });

  it('is empty for a form without limits', async () => {
    const request = new Request('https://example.org/api/register/places');
    expect(await (await sample.send(request, { definition: shipped })).json()).toEqual({});
  });

  it('takes nothing', async () => {
    const request = new Request('https://example.org/api/register/places', { method: 'DELETE' });
    const response = await sample.send(request);
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toBe('GET, HEAD');
  });
});

describe('the form', () => {
  it('has room beside each limited choice for what the endpoint says of it', async () => {
    const state = { action: '/', version: '', words: englishWords(), link: (page: string) => page };
    expect(renderForm(definition, state).match(/data-place="[^"]*"/g)).toEqual([
      'data-place="field_visit/yes"',
    ]);
    expect(renderForm(shipped, state)).not.toContain('data-place');
  });

  it('stays the same form when there are more or fewer places', async () => {
    expect(await formVersion(definition)).toBe(await formVersion(withPlaces(7)));
  });
});
