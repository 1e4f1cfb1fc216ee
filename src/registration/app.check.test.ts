import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { definitionSchema } from './form/definition.ts';
import {
  answers,
  definition,
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

const check = (changes: Record<string, unknown> = {}) =>
  formPost({ ...answers, ...changes, 'form-step': 'check' });

/** The fields that a page would send: those of its hidden inputs. */
function hiddenIn(page: string): Record<string, string> {
  const inputs = page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
  return Object.fromEntries(Array.from(inputs, ([, name = '', value = '']) => [name, value]));
}

describe('answers to check', () => {
  test('come back in words before anything is stored, and nothing of them in an address', async () => {
    const response = await sample.send(check({ telephone: '', country: 'NL' }));
    expect(response.status).toBe(200);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    const page = await response.text();
    expect(page).toContain('<h1>Check your answers</h1>');
    expect(page).toContain('<dt>Full name</dt><dd>Ada Lovelace</dd>');
    expect(page).toContain('<dt>Country</dt><dd>Netherlands</dd>');
    expect(page).toContain('<dt>Telephone</dt><dd>Not answered</dd>');
    expect(page).toContain('<dt>I have read the privacy notice.</dt><dd>Yes</dd>');
    expect(page).toContain('does not confirm a place');
    expect(page).not.toMatch(/(?:href|action)="[^"]*(?:Ada|ada@)/);
    expect(await sample.records()).toEqual([]);
  });

  test('lead back to each question, with everything as it was', async () => {
    const page = await (await sample.send(check())).text();
    expect(page).toContain(
      'name="form-step" value="correct" formaction="/api/register#position" aria-label="Change: Position">Change</button>',
    );
    const back = await sample.send(formPost({ ...hiddenIn(page), 'form-step': 'correct' }));
    expect(back.status).toBe(200);
    const form = await back.text();
    expect(form).toMatch(/id="position"[^>]* value="Analyst"/);
    expect(form).toContain('No nuts</textarea>');
    expect(form).not.toContain('error-summary');
    expect(await sample.records()).toEqual([]);
  });

  test('are registered by the last press, as they were checked', async () => {
    const page = await (await sample.send(check())).text();
    expect((await sample.send(formPost(hiddenIn(page)))).status).toBe(303);
    expect(await sample.records()).toMatchObject([
      { answers: { ...answers, needs_consent: true, notice: true } },
    ]);
  });

  test('are refused like a registration, at the field', async () => {
    const response = await sample.send(check({ email: 'nobody@' }));
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('<a href="#email">Enter an e-mail address in the form');
  });

  test('say nothing of whether their guest has registered already', async () => {
    const first = await (await sample.send(check())).text();
    await sample.send(formPost(answers));
    expect(await (await sample.send(check())).text()).toBe(first);
  });

  test('name what a filled-in trap needs, and hold an invitation code', async () => {
    expect((await sample.send(check({ 'leave-empty': 'Ada' }))).status).toBe(422);
    const invited = definitionSchema.parse({ ...definition, access: 'invitation' });
    const code = { 'invitation-code': '7K3Q-9M2D-7K3Q-9M2D-7K3Q-9M2D-7K3Q' };
    const { 'form-version': _, ...fields } = { 'form-version': '', ...answers };
    const post = formPost({ ...fields, ...code, 'form-step': 'check' });
    const page = await (await sample.send(post, { definition: invited })).text();
    expect(page).toContain('<dt>Invitation code</dt><dd>7K3Q-9M2D-');
    expect(hiddenIn(page)).toMatchObject(code);
  });

  test('are refused once registration is closed, and for a step that is none', async () => {
    const later = { now: () => Date.UTC(2017, 1, 20) };
    const clock = { event: { ...sample.endpoint.event, clock: undefined } };
    expect((await sample.send(check(), { ...later, ...clock })).status).toBe(403);
    const other = await sample.send(formPost({ ...answers, 'form-step': 'store' }));
    expect(other.status).toBe(422);
    expect(await sample.records()).toEqual([]);
  });

  test('are data for a program', async () => {
    const response = await sample.send(
      jsonPost({ ...answers, notice: true, 'form-step': 'check' }),
    );
    expect(response.status).toBe(200);
    const reply: unknown = await response.json();
    expect(reply).toHaveProperty('checked');
    expect(reply).toMatchObject({
      checked: expect.arrayContaining([
        { field: 'field', question: 'Field of work', answer: 'Research' },
        { field: 'notice', question: 'I have read the privacy notice.', answer: 'Yes' },
      ]),
    });
    expect(await sample.records()).toEqual([]);
  });

  test('speak of the guest to a secretary', async () => {
    const other = { behalf: 'other', secretary_name: 'Sam', secretary_email: 'sam@example.org' };
    const page = await (await sample.send(check(other))).text();
    expect(page).toContain('<dt>Full name of the guest</dt><dd>Ada Lovelace</dd>');
    expect(page).toContain('<dt>Your own name</dt><dd>Sam</dd>');
  });
});
