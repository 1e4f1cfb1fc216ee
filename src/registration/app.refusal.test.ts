import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  answers,
  formPost,
  jsonPost,
  openSample,
  type Sample,
} from './testing/endpoint.fixture.ts';
import { unavailableStore } from './testing/store.fixture.ts';

let sample: Sample;

beforeEach(async () => {
  sample = await openSample();
});
afterEach(() => sample.clear());

const placesAddress = 'https://example.org/api/register/places';
const unavailable = { store: unavailableStore('database or disk is full') };

describe('a refused form', () => {
  test('comes back as the same page with every value and what to correct', async () => {
    const response = await sample.send(
      formPost({ ...answers, email: 'ada@', name: 'Ada "Countess"' }),
    );
    const text = await response.text();
    expect(response.status).toBe(422);
    expect(text).toContain('<title>Error: Register · RFTF</title>');
    expect(text).toContain('<p>Prose</p>');
    expect(text).toContain(
      '<a href="#email">Enter an e-mail address in the form name@example.org</a>',
    );
    expect(text).toContain('value="Ada &quot;Countess&quot;"');
    expect(text).toContain('value="research" required checked');
    expect(text).toContain('nothing was saved');
    expect(await sample.store.list()).toEqual([]);
  });

  test.each(['1e400', '9007199254740993', '-0'])(
    'names the field of the number %s, and keeps nothing',
    async (number) => {
      const values = JSON.stringify({ ...answers, name: 0 }).replace(
        '"name":0',
        `"name":${number}`,
      );
      const response = await sample.send(jsonPost({}, {}, values));
      expect(response.status).toBe(422);
      expect(await response.json()).toMatchObject({
        errors: [{ field: 'name', detail: '“Full name” must be text' }],
      });
      expect(await sample.store.list()).toEqual([]);
    },
  );

  test.each(['field', 'field_visit', 'country', 'email', 'telephone'])(
    'takes the text NaN for no answer to %s',
    async (field) => {
      const response = await sample.send(jsonPost({ ...answers, [field]: 'NaN' }));
      expect(response.status).toBe(422);
      expect(await response.json()).toMatchObject({ errors: [{ field }] });
    },
  );

  test('shows a script that was typed as text', async () => {
    const response = await sample.send(
      formPost({ ...answers, name: '<script>alert(1)</script>', email: '' }),
    );
    expect(await response.text()).toContain('value="&lt;script&gt;alert(1)&lt;/script&gt;"');
  });

  test('of an older version comes back with what was typed, in the form as it is now', async () => {
    const response = await sample.send(formPost({ ...answers, 'form-version': 'old', gone: 'x' }));
    const text = await response.text();
    expect(response.status).toBe(422);
    expect(text).toContain('value="Ada Lovelace"');
    expect(text).toContain('The questions changed while your page was open');
  });

  test('allows the page’s own style sheet and nothing else', async () => {
    const response = await sample.send(formPost({}));
    expect(response.headers.get('Content-Security-Policy')).toMatch(
      /^default-src 'none'; style-src 'self' 'sha256-[^']+'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
  });

  test('is answered plainly where the site’s page cannot be read', async () => {
    const response = await sample.send(formPost({ ...answers, email: '' }), {
      page: () => Promise.reject(new Error('ENOENT')),
    });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('value="Ada Lovelace"');
  });

  test('is kept on screen where registration has closed', async () => {
    const event = { ...sample.endpoint.event, clock: '2017-02-15' };
    const response = await sample.send(formPost(answers), { event });
    expect(response.status).toBe(403);
    const text = await response.text();
    expect(text).toContain('value="Ada Lovelace"');
    expect(text).toContain('Nothing was saved.');
  });
});

test.each([
  ['2017-01-09T08:59:59', 403],
  ['2017-01-09T09:00:00', 201],
  ['2017-02-08T17:59:59', 201],
  ['2017-02-08T18:00:00', 403],
])('answers a registration at %s with %i', async (clock, status) => {
  const registration = {
    ...sample.endpoint.event.registration,
    opens: '2017-01-09T09:00',
    closes: '2017-02-08T18:00',
  };
  const event = { ...sample.endpoint.event, clock, registration };
  expect((await sample.send(jsonPost(answers), { event })).status).toBe(status);
});

describe('a fault', () => {
  test('of the store asks to try again and keeps what was typed', async () => {
    const response = await sample.send(formPost(answers), unavailable);
    expect(response.status).toBe(503);
    expect(response.headers.get('Retry-After')).toBe('30');
    expect(await response.text()).toContain('value="Ada Lovelace"');
  });

  test('of the store passes with its cause', async () => {
    const other = new DatabaseSync(`${sample.folder}/registrations.sqlite`);
    other.exec('BEGIN IMMEDIATE');
    expect((await sample.send(formPost(answers))).status).toBe(503);
    other.exec('ROLLBACK');
    other.close();
    expect((await sample.send(formPost(answers))).status).toBe(303);
  });

  test('of the store looks the same to whoever filled in the field to be left empty', async () => {
    expect(
      (await sample.send(formPost({ ...answers, 'leave-empty': 'x' }), unavailable)).status,
    ).toBe(503);
  });

  test('that nobody expected is reported by an id and a name, without an answer', async () => {
    const response = await sample.send(formPost(answers), {
      seal: () => Promise.reject(new RangeError('Ada Lovelace is too long')),
    });
    expect(response.status).toBe(500);
    expect(sample.log).toEqual([
      expect.stringMatching(/^[0-9a-f-]{36} internal-error: RangeError$/),
    ]);
    expect(await response.text()).toContain(sample.log[0]?.slice(0, 36));
  });

  test('that is no error is reported and answered like one', async () => {
    const response = await sample.send(formPost(answers), {
      seal: async () => {
        AbortSignal.abort('Ada Lovelace').throwIfAborted();
        return { sealed: new Uint8Array() };
      },
    });
    expect(response.status).toBe(500);
    expect(sample.log).toEqual([expect.stringMatching(/^[0-9a-f-]{36} internal-error: string$/)]);
    expect(await response.text()).toContain('value="Ada Lovelace"');
  });

  test('of the store is told to a person by a page where they only look', async () => {
    const headers = { Accept: 'text/html' };
    const response = await sample.send(new Request(placesAddress, { headers }), unavailable);
    expect(response.status).toBe(503);
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).not.toContain('Nothing was saved.');
  });

  test('of the store is reported by the same id as the problem names', async () => {
    const response = await sample.send(jsonPost(answers), unavailable);
    expect(await response.json()).toMatchObject({
      instance: `urn:uuid:${sample.log[0]?.slice(0, 36)}`,
    });
  });
});
