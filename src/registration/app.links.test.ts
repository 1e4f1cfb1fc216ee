import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dateInWords } from '../event/dates.ts';
import { replaceLinks } from './access/personal-links.ts';
import { linksFor } from './guest/acknowledgement.ts';
import { keyedHash } from './hosts/process/keyed-hash.ts';
import { answers, event, formPost, openSample, type Sample } from './testing/endpoint.fixture.ts';

const at = '2017-01-24T12:00:00Z';
let sample: Sample;

beforeEach(async () => {
  sample = await openSample();
});
afterEach(() => sample.clear());

interface Links {
  readonly acknowledgement: string;
  readonly code: string;
}

function linksIn(location: string): Links {
  const [acknowledgement = '', code = ''] = location.split('#');
  return { acknowledgement, code };
}

async function register(): Promise<Links> {
  return linksIn((await sample.send(formPost(answers))).headers.get('Location') ?? '');
}

async function statuses({ acknowledgement, code }: Links, now = sample.endpoint.now) {
  const { headers } = formPost({});
  const own = new URL('/api/register/own', 'https://example.org');
  const body = new URLSearchParams({ code }).toString();
  const requests = [
    new Request(new URL(acknowledgement, own), { headers: { Accept: 'text/html' } }),
    new Request(own, { method: 'POST', headers, body }),
  ];
  const unpinned = { ...event, clock: undefined };
  const changed = now === sample.endpoint.now ? {} : { event: unpinned, now };
  return Promise.all(requests.map(async (one) => (await sample.send(one, changed)).status));
}

const raised = (text: string): string => text.replace(/(?=-[0-9a-f]+$)/, '-1');
const referenceIn = ({ code }: Links): string => code.slice(0, 9);

async function replacedFor(links: Links): Promise<Links> {
  const reference = referenceIn(links);
  const number = await replaceLinks(sample.store, reference, at);
  const { acknowledgement, own } = await linksFor(
    { reference, number: number ?? 0 },
    sample.endpoint.hash,
  );
  return { acknowledgement: `/api/register/received/${acknowledgement}`, code: own };
}

describe('the links of a registration', () => {
  it('are ended by new ones, as often as organisers replace them', async () => {
    const first = await register();
    expect(await statuses(first)).toEqual([200, 200]);
    const second = await replacedFor(first);
    expect(await statuses(first)).toEqual([404, 404]);
    expect(await statuses(second)).toEqual([200, 200]);
    const third = await replacedFor(first);
    expect(await statuses(second)).toEqual([404, 404]);
    expect(await statuses(third)).toEqual([200, 200]);
  });

  it('are not made from one another by changing their number', async () => {
    const first = await register();
    await replacedFor(first);
    const { acknowledgement, code } = first;
    const forged = { acknowledgement: raised(acknowledgement), code: raised(code) };
    expect(forged.code).toMatch(/^.{9}-1-[0-9a-f]{32}$/);
    expect(await statuses(forged)).toEqual([404, 404]);
  });

  it('are those of now where the same sender sends the same again', async () => {
    const key = { 'Idempotency-Key': '"0f8fad5b-d9cb-469f-a165-70867728950e"' };
    const send = async () =>
      linksIn((await sample.send(formPost(answers, key))).headers.get('Location') ?? '');
    const first = await send();
    const second = await replacedFor(first);
    expect(await send()).toEqual(second);
    expect(await sample.store.list()).toHaveLength(1);
  });

  it('are told to organisers in the history, and not to the guest', async () => {
    const first = await register();
    const { code } = await replacedFor(first);
    const note = { at, who: 'earlier links replaced', from: 'received', to: 'received' };
    expect(await sample.store.history(referenceIn(first))).toEqual([note]);
    const { headers } = formPost({}, { Accept: 'application/json' });
    const body = new URLSearchParams({ code }).toString();
    const own = new Request('https://example.org/api/register/own', {
      method: 'POST',
      headers,
      body,
    });
    expect(await (await sample.send(own)).json()).toMatchObject({ history: [] });
  });

  it('end a week after the last day, whatever their code', async () => {
    const links = await register();
    const end = Date.parse('2017-02-24T00:00:00+01:00');
    const wrong = { acknowledgement: '/api/register/received/x', code: 'x' };
    expect(await statuses(links, () => end - 1)).toEqual([200, 200]);
    expect(await statuses(links, () => end)).toEqual([410, 410]);
    expect(await statuses(wrong, () => end)).toEqual([410, 410]);
  });

  it('say until when they work', async () => {
    const { acknowledgement } = await register();
    const request = new Request(new URL(acknowledgement, 'https://example.org'));
    const text = await (await sample.send(request)).text();
    expect(text).toContain(`It works until ${dateInWords('en', '2017-02-23')}.`);
  });
});

describe('the organisers’ command `link`', () => {
  const tool = join(import.meta.dirname, 'organiser/registrations.ts');
  const secret = 'a secret for the tests, of 32 characters';

  async function link(reference: string) {
    const environment = { REGISTRATION_SECRET: secret, SITE_URL: 'https://example.org/' };
    const database = join(sample.folder, 'registrations.sqlite');
    const run = promisify(execFile);
    const words = [tool, 'link', reference, '--database', database];
    return (await run(process.execPath, words, { env: environment })).stdout;
  }

  it('ends the earlier links and prints one that works', async () => {
    await sample.clear();
    sample = await openSample({ hash: keyedHash(secret) });
    const first = await register();
    const printed = await link(referenceIn(first));
    const [, code = ''] = /own#(\S+)\n$/.exec(printed) ?? [];
    expect(printed).toContain('its earlier links no longer work');
    expect(await statuses({ ...first, code })).toEqual([404, 200]);
    expect(await statuses(first)).toEqual([404, 404]);
  });

  it('says where there is no such registration, and changes nothing', async () => {
    await register();
    await expect(link('7K3Q-9M2D')).rejects.toMatchObject({
      code: 3,
      stdout: '7K3Q-9M2D: there is no registration with this reference.\n',
    });
  });
});
