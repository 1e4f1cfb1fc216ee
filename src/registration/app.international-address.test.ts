import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answers, formPost, openSample, type Sample } from './testing/endpoint.fixture.ts';

const international = { ...answers, email: 'jörg.müller@example.de' };

const neverAsked = () => Promise.reject(new Error('asked'));

let sample: Sample;
beforeEach(async () => {
  sample = await openSample();
});
afterEach(() => sample.clear());

describe('an address with letters beyond ASCII before the @', () => {
  it('is taken where no mail is sent, and where its way carries it', async () => {
    expect((await sample.send(formPost(international))).status).toBe(303);
    const other = formPost({ ...international, email: '用户@例子.广告' });
    expect((await sample.send(other, { carriesUtf8: async () => true })).status).toBe(303);
    const emails = (await sample.records()).map((record) => record.answers['email']);
    expect(emails).toEqual(['jörg.müller@example.de', '用户@例子.广告']);
  });

  it('is refused with the reason where mail cannot carry it', async () => {
    const response = await sample.send(formPost(international), { carriesUtf8: async () => false });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('letters before the @ that our mail cannot carry');
    expect(await sample.records()).toEqual([]);
  });

  it('is not asked for where an address is plain', async () => {
    expect((await sample.send(formPost(answers), { carriesUtf8: neverAsked })).status).toBe(303);
  });
});
