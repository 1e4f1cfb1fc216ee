import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { isBuiltSite, type BuiltSite } from '../../src/registration/hosts/built-site.ts';
import { lambda } from '../../src/registration/hosts/lambda/lambda.ts';
import { netlify } from '../../src/registration/hosts/netlify/netlify.ts';
import { MailProvider } from '../../src/registration/testing/mail-provider.fixture.ts';
import { vercel } from '../../src/registration/hosts/vercel/vercel.ts';
import { sample } from '../../src/registration/testing/store.fixture.ts';
import { openPostgres } from '../../src/registration/store/postgres/postgres.ts';
import {
  PostgresServer,
  query,
} from '../../src/registration/store/testing/postgres-server.fixture.ts';
import { SqlStore } from '../../src/registration/store/sql/sql-store.ts';
import { buildSample, registration } from '../../src/registration/testing/running-host.fixture.ts';

const secret = 'a secret of more than thirty-two characters';
let server: PostgresServer;
/** The address of a new database with the tables of this release. */
async function madeDatabase(): Promise<string> {
  const address = await server.emptyDatabase();
  await (await openPostgres(address, 'create')).close();
  return address;
}

let folder: string;
let environment: Record<string, string>;

beforeAll(async () => {
  [server, folder] = await Promise.all([PostgresServer.start(), buildSample()]);
  environment = {
    REGISTRATION_RECIPIENTS: await identityToRecipient(await generateX25519Identity()),
    REGISTRATION_SECRET: secret,
    CRON_SECRET: 'a secret of the schedule',
    DATABASE_URL: await madeDatabase(),
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
}, 300_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.clear();
  await rm(folder, { recursive: true });
}, 60_000);

const builtFile = (path: string) => join(folder, 'dist/endpoint', path);

async function builtModule(path: string): Promise<unknown> {
  return import(/* @vite-ignore */ pathToFileURL(builtFile(path)).href);
}

async function builtJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(builtFile(path), 'utf8'));
}

/** A registration from API Gateway (payload format 2.0, as in its documentation). */
/** The key of one sender, who reaches the hosts at different addresses. */
const senderKey = '"8e03978e-40d5"';

function gatewayEvent(method: string, rawPath: string, body?: string) {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: '',
    headers: {
      accept: 'application/json',
      'content-length': String(body?.length ?? 0),
      'content-type': 'application/x-www-form-urlencoded',
      host: 'id.execute-api.eu-central-1.amazonaws.com',
      'idempotency-key': senderKey,
      origin: 'http://localhost:4321',
      'x-forwarded-for': '192.0.2.7',
    },
    requestContext: {
      accountId: '123456789012',
      apiId: 'id',
      domainName: 'id.execute-api.eu-central-1.amazonaws.com',
      domainPrefix: 'id',
      http: {
        method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: '192.0.2.7',
        userAgent: 'agent',
      },
      requestId: 'id',
      routeKey: '$default',
      stage: '$default',
      time: '16/Jan/2017:10:00:00 +0000',
      timeEpoch: 1_484_560_800_000,
    },
    ...(body === undefined ? {} : { body: Buffer.from(body).toString('base64') }),
    isBase64Encoded: body !== undefined,
  };
}

const vercelFolder = 'vercel/.vercel/output/functions/registration.func';

/** The build's data about the site. */
async function siteOf(file: string): Promise<BuiltSite> {
  return z.object({ default: z.custom<BuiltSite>(isBuiltSite) }).parse(await builtModule(file))
    .default;
}

const gatewayReply = z.strictObject({
  statusCode: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  isBase64Encoded: z.literal(true),
});
function functionOf<Of extends (...given: never[]) => unknown>() {
  return z.custom<Of>((value) => typeof value === 'function');
}
const handlerModule = z.object({ handler: functionOf<(event: unknown) => Promise<unknown>>() });
const answer = functionOf<(request: Request) => Promise<Response>>();
const reference = z.object({ reference: z.string() });

function fromBrowser(accept = 'application/json', address = '/api/register'): Request {
  return new Request(`https://event.example${address}`, {
    method: 'POST',
    headers: { accept, origin: 'http://localhost:4321', 'idempotency-key': senderKey },
    body: registration(),
  });
}

async function lambdaAnswers(event: unknown) {
  const { handler } = handlerModule.parse(await builtModule('lambda/index.mjs'));
  const { body, ...reply } = gatewayReply.parse(await handler(event));
  return { ...reply, text: Buffer.from(body, 'base64').toString() };
}

describe('functions over one PostgreSQL', () => {
  it('take one registration, and answer each that repeats it with the same reference', async () => {
    const event = gatewayEvent('POST', '/api/register', registration().toString());
    const taken = await lambdaAnswers(event);
    expect(taken.statusCode).toBe(201);
    const first = reference.parse(JSON.parse(taken.text));
    const location = taken.headers['location'] ?? '';
    const page = await lambdaAnswers(gatewayEvent('GET', new URL(location, 'http://x').pathname));
    expect(page.text).toContain(first.reference);

    const onNetlify = z
      .object({ default: answer })
      .parse(await builtModule('netlify/registration/registration.mjs'));
    expect(await (await onNetlify.default(fromBrowser())).json()).toMatchObject(first);
    const onVercel = z
      .object({ default: z.object({ fetch: answer }) })
      .parse(await builtModule(`${vercelFolder}/index.mjs`));
    expect(await (await onVercel.default.fetch(fromBrowser())).json()).toMatchObject(first);
    const redirect = await onVercel.default.fetch(fromBrowser('text/html'));
    expect(redirect.status).toBe(303);
  });

  it('answer what they refuse as every host does', async () => {
    expect((await lambdaAnswers(gatewayEvent('GET', '/api/register'))).statusCode).toBe(405);
    const event = gatewayEvent('POST', '/api/register', 'name=Zo%C3%AB');
    const refused = await lambdaAnswers(event);
    expect(refused.statusCode).toBe(422);
    expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(refused.headers).not.toHaveProperty('set-cookie');
    const plain = { ...event, body: registration().toString(), isBase64Encoded: false };
    expect((await lambdaAnswers(plain)).statusCode).toBe(201);
  });

  it('refuse while their database does not answer, and keep what was typed', async () => {
    const site = await siteOf('netlify/registration/site.mjs');
    const down = { ...environment, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
    const refused = await netlify(site, down).registration(fromBrowser('text/html'));
    expect(refused.status).toBe(503);
    expect(await refused.text()).toContain('value="Anna Özdemir"');
  });

  it('do not start without keys, and say so in one sentence', async () => {
    const site = await siteOf('lambda/site.mjs');
    expect(() => lambda(site, {})).toThrow('REGISTRATION_RECIPIENTS is not set.');
    const keyless = { ...environment, REGISTRATION_SECRET: 'short' };
    expect(() => vercel(site, keyless)).toThrow('REGISTRATION_SECRET is not set or is too short.');
  });
});

it('a function host whose PostgreSQL is empty answers 503, and makes no tables', async () => {
  const site = await siteOf('netlify/registration/site.mjs');
  const own = { ...environment, DATABASE_URL: await server.emptyDatabase() };
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  expect((await netlify(site, own).registration(fromBrowser())).status).toBe(503);
  expect(said.mock.calls.join()).toContain('The PostgreSQL database is empty. Run ');
  said.mockRestore();
  const tables = "SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = 'public'";
  expect(await query(own.DATABASE_URL, tables)).toEqual([{ tables: 0 }]);
});

describe('functions with another secret than the database was begun with', () => {
  it('answer 503 and say why', async () => {
    const site = await siteOf('netlify/registration/site.mjs');
    const own = { ...environment, DATABASE_URL: await madeDatabase() };
    const other = { ...own, REGISTRATION_SECRET: 'another secret of the tests, 32 and more' };
    expect((await netlify(site, own).registration(fromBrowser())).status).toBe(201);
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const refused = await netlify(site, other).registration(fromBrowser('text/html'));
    expect(refused.status).toBe(503);
    expect(await refused.text()).toContain('value="Anna Özdemir"');
    expect(said.mock.calls.join()).toMatch(
      /REGISTRATION_SECRET is not the secret with which this database was begun/,
    );
    said.mockRestore();
    expect((await netlify(site, own).registration(fromBrowser())).status).toBe(201);
  });
});

describe('what is written for a host', () => {
  it('has Netlify call one function at the endpoint’s paths, and one every five minutes', async () => {
    const called = z.object({ config: z.unknown() });
    const [registering, scheduled] = await Promise.all(
      ['registration', 'registration-schedule'].map((name) =>
        builtModule(`netlify/${name}/${name}.mjs`),
      ),
    );
    const paths = ['/api/register', '/api/register/*'];
    expect(called.parse(registering).config).toEqual({ path: paths });
    expect(called.parse(scheduled).config).toEqual({ schedule: '*/5 * * * *' });
  });

  it('has Vercel route the endpoint’s paths and its schedule to one function', async () => {
    const { routes, crons } = z
      .object({
        routes: z.array(z.object({ src: z.string().optional(), dest: z.string().optional() })),
        crons: z.array(z.object({ path: z.string() })),
      })
      .parse(await builtJson('vercel/.vercel/output/config.json'));
    const [route] = routes;
    expect(route?.dest).toBe('/registration');
    const matched = (address: string) => new RegExp(route?.src ?? '').test(address);
    const own = ['/api/register', '/api/register/places', ...crons.map((cron) => cron.path)];
    expect(own.filter(matched)).toEqual(own);
    expect(['/', '/register/', '/api/registered', '/x/api/register'].some(matched)).toBe(false);
    expect(await builtJson(`${vercelFolder}/.vc-config.json`)).toMatchObject({
      runtime: 'nodejs24.x',
      handler: 'index.mjs',
    });
  });

  it('has Vercel send the pages with the headers of the other hosts, after the endpoint’s route', async () => {
    const { routes } = z
      .object({ routes: z.array(z.looseObject({ continue: z.boolean().optional() })) })
      .parse(await builtJson('vercel/.vercel/output/config.json'));
    const [endpoint, all] = routes;
    expect(endpoint).not.toHaveProperty('headers');
    expect(all).toMatchObject({ src: '^/.*$', headers: { 'X-Frame-Options': 'DENY' } });
    expect(routes.at(-1)).toMatchObject({ status: 404, headers: { 'X-Frame-Options': 'DENY' } });
  });
});

const scheduledRequest = (authorization = 'Bearer a secret of the schedule') =>
  new Request('https://event.example/registration-schedule', { headers: { authorization } });
const scheduledEvent = {
  version: '0',
  id: 'id',
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: '123456789012',
  time: '2027-01-01T00:00:00Z',
  region: 'eu-central-1',
  resources: ['arn:aws:events:eu-central-1:123456789012:rule/schedule'],
  detail: {},
};
describe('the schedule deletes what is due', () => {
  it.each([
    ['lambda', (site: object) => lambda(site, environment)(scheduledEvent)],
    ['netlify', (site: object) => netlify(site, environment).schedule()],
    ['vercel', (site: object) => vercel(site, environment).fetch(scheduledRequest())],
  ])('on %s', async (host, call) => {
    const { clock, ...lasting } = (await siteOf('lambda/site.mjs')).event;
    expect(clock).toBeTypeOf('string');
    const site = { ...(await siteOf('lambda/site.mjs')), event: lasting };
    const database = await openPostgres(environment['DATABASE_URL'] ?? '', 'create');
    const store = new SqlStore(database);
    await store.add(sample(1));
    await call(site);
    expect(await store.holdings(), host).toEqual({ registrations: 0, first: 0, whole: 0 });
    await store.close();
  });

  it('on Vercel for nobody without its secret', async () => {
    const site = await siteOf('lambda/site.mjs');
    for (const authorization of ['', 'Bearer ', 'Bearer wrong']) {
      const reply = await vercel(site, environment).fetch(scheduledRequest(authorization));
      expect(reply.status).toBe(401);
    }
    const { CRON_SECRET: _, ...unset } = environment;
    expect((await vercel(site, unset).fetch(scheduledRequest('Bearer '))).status).toBe(401);
  });
});

describe('the schedule sends mail', () => {
  const provider = new MailProvider();
  let settings: Record<string, string>;
  beforeAll(async () => {
    const key = await generateX25519Identity();
    settings = { ...environment, ...(await provider.start()), REGISTRATION_MAIL_KEY: key };
  });
  beforeEach(async () => {
    provider.received.length = 0;
    settings['DATABASE_URL'] = await madeDatabase();
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => vi.useRealTimers());
  afterAll(() => provider.stop());

  const hosts: readonly (readonly [
    string,
    (site: object) => { register: () => unknown; work: () => unknown },
  ])[] = [
    [
      'lambda',
      (site) => {
        const handler = lambda(site, settings);
        const event = gatewayEvent('POST', '/api/register', registration().toString());
        return { register: () => handler(event), work: () => handler(scheduledEvent) };
      },
    ],
    [
      'netlify',
      (site) => {
        const host = netlify(site, settings);
        return { register: () => host.registration(fromBrowser()), work: () => host.schedule() };
      },
    ],
    [
      'vercel',
      (site) => {
        const { fetch: answers } = vercel(site, settings);
        return {
          register: () => answers(fromBrowser()),
          work: () => answers(scheduledRequest()),
        };
      },
    ],
  ];

  it.each(hosts)('on %s, once, and again where the provider was down', async (_, start) => {
    const { register, work } = start(await siteOf('lambda/site.mjs'));
    const store = new SqlStore(await openPostgres(settings['DATABASE_URL'] ?? '', 'create'));
    provider.statuses = [503];
    await register();
    expect(provider.received).toEqual([]);
    await work();
    await work();
    expect(provider.received).toHaveLength(1);
    expect(await store.outbox.list()).toMatchObject([{ attempts: 1, failed: false }]);
    vi.setSystemTime(Date.now() + 5 * 60 * 1000);
    await work();
    await work();
    const [first, second, ...more] = provider.received;
    expect(more).toEqual([]);
    expect(second?.mail).toMatchObject({ from: 'office@example.org', to: ['anna@example.org'] });
    expect(second?.headers.authorization).toBe('Bearer a token of the provider');
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
    expect(await store.outbox.list()).toEqual([]);
    await store.close();
  });

  it('refuses SMTP, which these hosts do not speak', async () => {
    const site = await siteOf('lambda/site.mjs');
    const bySmtp = { ...settings, MAIL_URL: 'smtps://user:password@mail.example:465' };
    expect(() => lambda(site, bySmtp)).toThrow(
      /^MAIL_URL is an SMTP address, and this host does not support SMTP\./,
    );
  });
});
