import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { Miniflare, type Response } from 'miniflare';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { MailProvider } from '../../src/registration/testing/mail-provider.fixture.ts';
import { openWith } from '../../src/registration/seal/seal.ts';
import { openD1 } from '../../src/registration/store/d1/d1.ts';
import { SqlStore } from '../../src/registration/store/sql/sql-store.ts';
import { buildSample, registration } from '../../src/registration/testing/running-host.fixture.ts';

const identity = await generateX25519Identity();
const bindings = {
  REGISTRATION_RECIPIENTS: await identityToRecipient(identity),
  REGISTRATION_SECRET: 'a secret of more than thirty-two characters',
};
const address = 'http://localhost:4321/api/register';

let folder: string;
let worker: string;
let miniflare: Miniflare;

const configurationSchema = z.object({
  main: z.string(),
  compatibility_date: z.string(),
  d1_databases: z.tuple([z.object({ binding: z.string(), migrations_dir: z.string() })]),
  assets: z.object({ directory: z.string(), run_worker_first: z.array(z.string()) }),
  triggers: z.object({ crons: z.array(z.string()) }),
});
let configuration: z.infer<typeof configurationSchema>;

/** The options for Cloudflare's runtime, from the built configuration. The site may be changed. */
async function options(change: (site: string) => string = (site) => site) {
  const names = (await readdir(worker)).filter((name) => name.endsWith('.mjs'));
  const modules = names
    .toSorted((name) => (name === configuration.main ? -1 : 1))
    .map(async (name) => {
      const contents = await readFile(join(worker, name), 'utf8');
      const changed = name === 'site.mjs' ? change(contents) : contents;
      return { type: 'ESModule' as const, path: name, contents: changed };
    });
  return {
    modules: await Promise.all(modules),
    compatibilityDate: configuration.compatibility_date,
    d1Databases: { [configuration.d1_databases[0].binding]: 'registrations' },
    d1Persist: join(folder, 'd1'),
    bindings,
    unsafeTriggerHandlers: true,
  };
}

beforeAll(async () => {
  folder = await buildSample();
  worker = join(folder, 'dist/endpoint/workers');
  const text = await readFile(join(worker, 'wrangler.json'), 'utf8');
  configuration = configurationSchema.parse(JSON.parse(text));
  miniflare = new Miniflare(await options());
});
afterAll(async () => {
  await miniflare.dispose();
  await rm(folder, { recursive: true });
});

function send(accept: string, changes: Record<string, string> = {}): Promise<Response> {
  return miniflare.dispatchFetch(address, {
    method: 'POST',
    headers: {
      accept,
      origin: 'http://localhost:4321',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: registration(changes).toString(),
    redirect: 'manual',
  });
}

const database = () => miniflare.getD1Database(configuration.d1_databases[0].binding);

async function applyMigrations(): Promise<void> {
  const place = join(worker, configuration.d1_databases[0].migrations_dir);
  const d1 = await database();
  for (const name of (await readdir(place)).toSorted()) {
    const statements = (await readFile(join(place, name), 'utf8')).split(/;\s*/).filter(Boolean);
    await d1.batch(statements.map((statement) => d1.prepare(statement)));
  }
}

it('refuses registrations in Cloudflare’s runtime until its database has the tables', async () => {
  const refused = await send('text/html');
  expect(refused.status).toBe(503);
  const page = await refused.text();
  expect(page).toContain('value="Anna Özdemir"');
  await applyMigrations();
  expect((await send('application/json', { email: 'first@example.org' })).status).toBe(201);
});

it('takes registrations in Cloudflare’s runtime, sealed, and answers as on every host', async () => {
  const taken = await send('text/html');
  expect(taken.status).toBe(303);
  const location = new URL(taken.headers.get('location') ?? '', address);
  const acknowledgement = await (await miniflare.dispatchFetch(location)).text();
  const again = z.object({ reference: z.string() });
  const { reference } = again.parse(await (await send('application/json')).json());
  expect(acknowledgement).toContain(reference);

  const store = new SqlStore(await openD1(await database()));
  const stored = await store.find(reference);
  expect(stored).toMatchObject({ state: 'received', sealedEarly: expect.any(Uint8Array) });
  const opened = stored && (await openWith([identity])(stored));
  expect(opened).toMatchObject({ reference, answers: { name: 'Anna Özdemir' } });

  const places = await miniflare.dispatchFetch(`${address}/places`);
  expect(await places.json()).toBeTypeOf('object');
  expect((await send('application/json', { email: 'nobody' })).status).toBe(422);
  expect((await miniflare.dispatchFetch(address)).status).toBe(405);
  expect((await miniflare.dispatchFetch(`${address}/nowhere`)).status).toBe(404);
});

it('has the pages beside the Worker, which answers at the endpoint’s paths alone', async () => {
  expect(configuration.assets).toMatchObject({
    directory: '../../site',
    run_worker_first: ['/api/register', '/api/register/*'],
  });
  expect(await readdir(join(worker, configuration.assets.directory))).toContain('index.html');
});

const scheduled = () => miniflare.dispatchFetch('http://localhost/cdn-cgi/mf/scheduled');

it('sends mail after its reply, and by its schedule where the provider was down', async () => {
  const provider = new MailProvider();
  try {
    const mail = { ...(await provider.start()), REGISTRATION_MAIL_KEY: identity };
    await miniflare.setOptions({ ...(await options()), bindings: { ...bindings, ...mail } });
    expect((await send('text/html', { email: 'mailed@example.org' })).status).toBe(303);
    await expect.poll(() => provider.received).toHaveLength(1);
    const { outbox } = new SqlStore(await openD1(await database()));
    await expect.poll(() => outbox.list()).toEqual([]);

    provider.statuses = [503];
    expect((await send('text/html', { email: 'later@example.org' })).status).toBe(303);
    await expect.poll(() => provider.received).toHaveLength(2);
    // The next try is due in a minute. A mail that is still leased would be due in ten.
    const soon = new Date(Date.now() + 5 * 60 * 1000).toISOString();
    const waiting = async () =>
      (await outbox.list()).map(({ attempts, nextAt }) => attempts === 1 && nextAt < soon);
    await expect.poll(waiting).toEqual([true]);
    await (await database()).exec("UPDATE outbox SET next_at = '2026-01-01T00:00:00.000Z'");
    expect(await (await scheduled()).text()).toBe('ok');
    expect(await outbox.list()).toEqual([]);
    expect(provider.received.map(({ mail: { to } }) => to)).toEqual([
      ['mailed@example.org'],
      ['later@example.org'],
      ['later@example.org'],
    ]);
  } finally {
    await provider.stop();
  }
});

it('deletes what is due when Cloudflare’s schedule calls', async () => {
  expect(configuration.triggers.crons).toEqual(['*/5 * * * *']);
  const store = new SqlStore(await openD1(await database()));
  expect((await store.holdings()).registrations).toBeGreaterThan(0);
  await miniflare.setOptions(await options((site) => site.replace(/"clock":"[^"]*",?/, '')));
  expect(await (await scheduled()).text()).toBe('ok');
  const after = new SqlStore(await openD1(await database()));
  expect(await after.holdings()).toEqual({ registrations: 0, first: 0, whole: 0 });
});
