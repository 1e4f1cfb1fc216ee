import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  answers,
  formPost,
  jsonPost,
  openSample,
  type Sample,
} from './testing/endpoint.fixture.ts';

let sample: Sample;

beforeEach(async () => {
  sample = await openSample();
});
afterEach(() => sample.clear());

describe('a registration by form', () => {
  test('leads to its acknowledgement', async () => {
    const response = await sample.send(formPost(answers));
    expect(response.status).toBe(303);
    expect(response.headers.get('Location')).toMatch(
      /^\/api\/register\/received\/[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9a-f]{20}#[0-9A-Z-]{9}-[0-9a-f]{32}$/,
    );
  });

  test('is stored, sealed, with its reference, its time and the form’s version', async () => {
    const { headers } = await sample.send(formPost(answers));
    const [record] = await sample.records();
    expect(headers.get('Location')).toContain(record?.reference);
    expect(record).toMatchObject({
      receivedAt: '2026-11-01T00:00:00.000Z',
      form: expect.stringMatching(/^[0-9a-f]{12}$/),
      answers: { ...answers, needs_consent: true, notice: true },
    });
  });

  test('makes the same record as its values in JSON', async () => {
    await sample.send(formPost(answers));
    await sample.send(jsonPost({ ...answers, email: 'b@example.org', notice: true }));
    const [byForm, byJson] = await sample.records();
    expect(byJson?.answers).toEqual({ ...byForm?.answers, email: 'b@example.org' });
  });

  test('is the same registration as its values in JSON', async () => {
    await sample.send(formPost(answers));
    await sample.send(jsonPost({ ...answers, needs_consent: true, notice: true }));
    expect(await sample.store.list()).toHaveLength(1);
  });

  test('lands on the same reference when it is sent twice', async () => {
    const [first, second] = await Promise.all([
      sample.send(formPost(answers)),
      sample.send(formPost(answers)),
    ]);
    expect(second.headers.get('Location')).toBe(first.headers.get('Location'));
    expect(await sample.store.list()).toHaveLength(1);
  });

  test('is found again by a retry when the reply was lost', async () => {
    const { store } = sample;
    const cut = {
      ...store,
      add: async (...parts: Parameters<typeof store.add>) => {
        await store.add(...parts);
        throw new Error('The client is gone.');
      },
    };
    await sample.send(formPost(answers), { store: cut });
    const [kept] = await store.list();
    const response = await sample.send(formPost(answers));
    expect(response.headers.get('Location')).toContain(kept?.reference);
    expect(await store.list()).toHaveLength(1);
  });

  test('shows the organiser a repeated e-mail, and answers it like the first', async () => {
    const first = await sample.send(formPost(answers));
    const second = await sample.send(
      formPost({ ...answers, name: 'A. King', email: 'ADA@Example.ORG' }),
    );
    const [one, other] = await sample.store.list();
    expect(second.status).toBe(first.status);
    expect(other?.emailKey).toBe(one?.emailKey);
    expect(other?.contentKey).not.toBe(one?.contentKey);
  });

  test('with the field to be left empty filled in comes back with its answers, and is counted', async () => {
    const response = await sample.send(formPost({ ...answers, 'leave-empty': 'Ada Lovelace' }));
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain('<a href="#leave-empty">Clear the field “Leave this field empty”');
    expect(html).toContain('class="question leave-empty has-error"');
    expect(html).toMatch(/id="leave-empty-error"><span[^>]*>Error:<\/span> Clear the field/);
    expect(html).toMatch(/<input[^>]* id="name"[^>]* value="Ada Lovelace"/);
    expect(html).not.toMatch(/<input[^>]* id="leave-empty"[^>]* value=/);
    expect(await sample.store.list()).toEqual([]);
    expect(await sample.store.counts()).toEqual({ honeypot: 1 });
    const again = await sample.send(formPost(answers));
    expect(again.status).toBe(303);
  });
});

describe('a registration in JSON', () => {
  test('is answered with its reference and where its acknowledgement stands', async () => {
    const response = await sample.send(jsonPost({ ...answers, needs_consent: true, notice: true }));
    const [record] = await sample.records();
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({
      reference: record?.reference,
      received: expect.stringMatching(/^https:\/\/example\.org\/api\/register\/received\//),
      own: expect.stringMatching(/^https:\/\/example\.org\/api\/register\/own#[0-9A-Z-]{9}-/),
      deleted: { first: '2017-02-23', everything: '2017-03-16' },
    });
  });

  test('is answered with a problem that names every answer to correct', async () => {
    const response = await sample.send(jsonPost({ ...answers, name: '', notice: false }));
    expect(response.status).toBe(422);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await response.json()).toEqual({
      type: 'https://example.org/problems/invalid-input/',
      title: 'Some answers need a correction',
      status: 422,
      detail: expect.stringContaining('Correct it and send the form again'),
      errors: [
        { field: 'name', detail: 'Enter your full name' },
        { field: 'notice', detail: expect.stringContaining('Tick the box') },
      ],
    });
  });

  test('is refused with 400 where it breaks off', async () => {
    const response = await sample.send(jsonPost({}, {}, '{'));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ title: 'The registration could not be read' });
  });

  test('may be asked for by a form that a script sends', async () => {
    const response = await sample.send(formPost(answers, { Accept: 'application/json' }));
    expect(response.status).toBe(201);
  });
});
