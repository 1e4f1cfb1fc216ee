import { once } from 'node:events';
import { globSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openWith } from '../../src/registration/seal/seal.ts';
import { openSqlite } from '../../src/registration/store/sqlite/sqlite.ts';
import {
  buildSample,
  post,
  registration,
  runFirst,
  runToEnd,
} from '../../src/registration/testing/running-host.fixture.ts';

const identity = await generateX25519Identity();
const production = {
  REGISTRATION_RECIPIENTS: await identityToRecipient(identity),
  REGISTRATION_SECRET: 'a secret of more than thirty-two characters',
};

let folder: string;
beforeAll(async () => {
  folder = await buildSample();
});
afterAll(() => rm(folder, { recursive: true }));

/** The part that a host only loads if a mail server is configured. */
const smtp = 'part-smtp-transport.mjs';
/** The organisers' command, which is beside the server. */
const command = 'registrations.mjs';

async function codeOf(
  host: string,
  isMeant = (name: string) => name !== smtp && name !== command,
): Promise<string> {
  const place = join(folder, 'dist/endpoint', host);
  const names = await readdir(place, { recursive: true });
  const code = names.filter((name) => name.endsWith('.mjs') && !name.endsWith('site.mjs'));
  const read = code.filter(isMeant).map((name) => readFile(join(place, name), 'utf8'));
  return (await Promise.all(read)).join('\n');
}

describe('the endpoint for each host', () => {
  const imports = /\bimport\b(?:[\w$*{},\s]*from)?\s*["'`]([^"'`]+)["'`]/g;
  const node = /^(\.|node:)/;
  it.each([
    ['bun', node],
    ['deno', node],
    ['lambda', node],
    ['netlify', node],
    ['node', node],
    ['vercel', node],
    ['workers', /^\./],
  ])('%s is at most 200 kB compressed and needs no package', async (host, own) => {
    const code = await codeOf(host);
    const imported = Array.from(code.matchAll(imports), ([, name = '']) => name);
    expect(imported.length).toBeGreaterThan(2);
    expect(imported.filter((name) => !own.test(name))).toEqual([]);
    expect(gzipSync(code).length).toBeLessThanOrEqual(200_000);
  });

  it.each(['bun', 'deno', 'node'])('%s sends by SMTP with at most 70 kB more', async (host) => {
    const code = await codeOf(host, (name) => name === smtp);
    expect(code).toContain('node:net');
    expect(gzipSync(code).length).toBeLessThanOrEqual(70_000);
  });

  it('has beside it the organisers’ command, one file of at most 300 kB compressed without packages', async () => {
    const code = await codeOf('node', (name) => name === command);
    const imported = Array.from(code.matchAll(imports), ([, name = '']) => name);
    expect(imported.length).toBeGreaterThan(2);
    expect(imported.filter((name) => !isBuiltin(name))).toEqual([]);
    expect(gzipSync(code).length).toBeLessThanOrEqual(300_000);
  });

  it.each(['bun', 'deno', 'lambda', 'netlify', 'node', 'vercel', 'workers'])(
    '%s has beside it the licences of what is in it',
    async (host) => {
      const place = join(folder, 'dist/endpoint', host);
      const licences = await readFile(join(place, 'licences.txt'), 'utf8');
      for (const name of ['hono', 'age-encryption', 'zod']) {
        const terms = await readFile(`node_modules/${name}/LICENSE`, 'utf8');
        expect(licences.includes(`\n${name} `) && licences.includes(terms.trim()), name).toBe(true);
      }
      expect(licences.includes('\npg ')).toBe(host !== 'workers');
      expect(licences.includes('\nwrite-excel-file ')).toBe(host === 'node');
    },
  );

  it('is known to this test, every one', async () => {
    expect((await readdir(join(folder, 'dist/endpoint'))).toSorted()).toEqual([
      'bun',
      'deno',
      'lambda',
      'netlify',
      'node',
      'vercel',
      'workers',
    ]);
  });
});

async function freePort(): Promise<string> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? String(address.port) : '';
}

/**
 * The first program that exists: from a package for this machine, or where its scripts moved it.
 */
function programme(...patterns: readonly string[]): string {
  const found = patterns.flatMap((pattern) => globSync(join('node_modules', pattern)));
  return join(process.cwd(), found[0] ?? '');
}

const settings = 'PORT,HOST,TRUSTED_PROXIES,DATABASE_URL,REGISTRATION_*,MAIL_*';

/** How each is run. Deno gets no more rights than the host needs. */
const runtimes = {
  deno: (port: string) =>
    [
      programme('@deno/*/deno{,.exe}'),
      'run',
      '--no-prompt',
      '--cached-only',
      `--allow-net=localhost:${port}`,
      '--allow-read=dist,.data',
      '--allow-write=.data',
      `--allow-env=${settings}`,
    ] as const,
  bun: () => [programme('@oven/bun-*/bin/bun{,.exe}', 'bun/bin/bun.exe')] as const,
};

const given = z.object({ reference: z.string() });
const fromSite = { origin: 'http://localhost:4321' };

async function openedIn(database: string) {
  const store = openSqlite(database, 'read');
  const opened = await Promise.all((await store.list()).map(openWith([identity])));
  await store.close();
  return opened;
}

describe.each(['deno', 'bun'] as const)('the endpoint on %s', (host) => {
  it('serves the pages, takes registrations, and stops when it is told', async () => {
    await rm(join(folder, '.data'), { recursive: true, force: true });
    const port = await freePort();
    const environment = { ...production, PORT: port };
    const run = { environment, host, programme: runtimes[host](port) };
    const running = await runFirst(folder, run);
    expect(await (await fetch(running.origin)).text()).toContain('<h1>Home</h1>');
    const taken = await post(running, registration(), fromSite);
    expect(taken.status).toBe(201);
    const { reference } = given.parse(await taken.json());
    const page = await fetch(new URL(taken.headers.get('location') ?? '', running.origin));
    expect(await page.text()).toContain(reference);
    const refused = await post(running, registration({ email: 'nobody' }), fromSite);
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ type: expect.stringContaining('/problems/') });
    const long = registration({ name: 'x'.repeat(20_000) });
    expect((await post(running, long, fromSite)).status).toBe(413);

    const { code, output } = await running.stop();
    expect(code).toBe(0);
    expect(output).not.toMatch(/Anna|anna@/);
    const opened = await openedIn(join(folder, '.data/registrations.sqlite'));
    expect(opened).toMatchObject([{ reference, answers: { name: 'Anna Özdemir' } }]);
  });

  it('does not start without a database, and says why in one sentence', async () => {
    await rm(join(folder, '.data'), { recursive: true, force: true });
    const port = await freePort();
    const run = { environment: { ...production, PORT: port }, host };
    const { code, output } = await runToEnd(folder, [], {
      ...run,
      programme: runtimes[host](port),
    });
    expect(output).toMatch(/^There is no database at \.data\/registrations\.sqlite, .*\n$/);
    expect(code).toBe(1);
  });
});
