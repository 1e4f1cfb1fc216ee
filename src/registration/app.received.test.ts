import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { definitionSchema } from './form/definition.ts';
import {
  answers,
  definition,
  event,
  formPost,
  openSample,
  type Sample,
} from './testing/endpoint.fixture.ts';
import { withWaitingList } from './testing/waiting-list.fixture.ts';
import { unavailableStore } from './testing/store.fixture.ts';

let sample: Sample;

beforeEach(async () => {
  sample = await openSample();
});
afterEach(() => sample.clear());

function get(address: string, init: RequestInit = {}): Promise<Response> {
  return sample.send(new Request(new URL(address, 'https://example.org'), init));
}

async function acknowledgement(): Promise<Response> {
  const response = await sample.send(formPost(answers));
  return get(response.headers.get('Location') ?? '');
}

describe('the acknowledgement', () => {
  test('says the reference, what follows and when the answers are deleted', async () => {
    const [text, [record]] = [await (await acknowledgement()).text(), await sample.records()];
    expect(text).toContain(`Your reference <strong>${record?.reference}</strong></p>`);
    expect(text).toContain('it does not confirm a place');
    expect(text).toContain('The detailed programme follows on 25 January 2017.');
    expect(text).toMatch(/deleted on \d+ February 2017, everything else on \d+ March 2017/);
    expect(text).toContain(`<title>Registration received · ${event.name}</title>`);
  });

  test('says that a guest is confirmed where the form confirms at once', async () => {
    const open = definitionSchema.parse({ ...definition, access: 'open' });
    const { headers } = await sample.send(formPost(answers), { definition: open });
    const text = await (await get(headers.get('Location') ?? '')).text();
    expect(text).toContain('<p>The organisers have confirmed the registration.');
    expect(text).not.toContain('does not confirm a place');
  });

  test('says nothing of the state while the store does not answer', async () => {
    const { headers } = await sample.send(formPost(answers));
    const request = new Request(new URL(headers.get('Location') ?? '', 'https://example.org'));
    const store = unavailableStore('database is locked');
    const response = await sample.send(request, { store });
    expect(response.status).toBe(200);
    expect(await response.text()).not.toContain('does not confirm a place');
  });

  test('keeps a place for the name, which the page’s script takes from this browser alone', async () => {
    const text = await (await acknowledgement()).text();
    expect(text).toContain('<p hidden>For <strong data-name></strong></p>');
  });

  test('says what was chosen among limited choices', async () => {
    const limited = withWaitingList(3);
    const { headers } = await sample.send(formPost(answers), { definition: limited });
    const request = new Request(new URL(headers.get('Location') ?? '', 'https://example.org'));
    const text = await (await sample.send(request, { definition: limited })).text();
    expect(text).toContain('Schilderswijk? Yes. A place is reserved.');
  });

  test('holds no answer', async () => {
    expect(await (await acknowledgement()).text()).not.toMatch(/Ada|Lovelace|ada@/);
  });

  test('is kept nowhere and found by no search engine', async () => {
    const response = await acknowledgement();
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(await response.text()).toContain('noindex');
  });

  test.each(['7K3Q-9M2D-00000000000000000000', '7K3Q-9M2D', 'x'])('is not at %s', async (part) => {
    expect(
      (await get(`/api/register/received/${part}`, { headers: { Accept: 'text/html' } })).status,
    ).toBe(404);
  });

  test('is not there for a wrong character in its address', async () => {
    const { headers } = await sample.send(formPost(answers));
    const [address = ''] = (headers.get('Location') ?? '').split('#');
    const wrong = address.slice(0, -1) + (address.endsWith('0') ? '1' : '0');
    expect((await get(wrong)).status).toBe(404);
  });

  test('is read and not posted to', async () => {
    const response = await get('/api/register/received/x', { method: 'POST' });
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toBe('GET, HEAD');
  });
});
