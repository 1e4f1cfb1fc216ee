import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { postgresSchemaVersion } from '../../src/registration/store/postgres/migrations.ts';
import { PostgresServer } from '../../src/registration/store/testing/postgres-server.fixture.ts';
import {
  buildSample,
  post,
  registration,
  runHost,
  runRegistrationsWith,
  runToEnd,
  type RunningHost,
} from '../../src/registration/testing/running-host.fixture.ts';

let server: PostgresServer;
let folder: string;
let environment: Record<string, string>;

beforeAll(async () => {
  [server, folder] = await Promise.all([PostgresServer.start(), buildSample()]);
  const identity = await generateX25519Identity();
  await mkdir(join(folder, '.data'));
  await writeFile(join(folder, '.data/demonstration-key.txt'), `${identity}\n`);
  environment = {
    TRUSTED_PROXIES: '0',
    DATABASE_URL: await server.emptyDatabase(),
    REGISTRATION_RECIPIENTS: await identityToRecipient(identity),
    REGISTRATION_SECRET: 'a secret of more than thirty-two characters',
  };
}, 300_000);
afterAll(async () => {
  await server.clear();
  await rm(folder, { recursive: true });
}, 60_000);

/** Posts from a page at the site's address, as through the proxy of a host in production. */
function postFromSite(host: RunningHost): Promise<Response> {
  return post(host, registration(), { origin: 'http://localhost:4321' });
}

it('takes registrations with DATABASE_URL, and the organiser’s command lists, examines and deletes them', async () => {
  expect((await runRegistrationsWith(folder, environment, 'create')).output).toBe(
    'The database DATABASE_URL was made, and is empty.\n',
  );
  const hosts = [1, 2].map(() => runHost(folder, [], { environment }));
  const replies: unknown[] = [];
  for (const host of hosts) replies.push(await (await postFromSite(await host)).json());
  expect(replies[1]).toEqual(replies[0]);

  const list = await runRegistrationsWith(folder, environment, 'list');
  const [, row = '', ...rest] = list.output.split('\n');
  expect(row).toMatch(/^\S{4}-\S{4} .* Anna Özdemir +Made-up Institute/);
  expect(replies[0]).toMatchObject({ reference: row.slice(0, 9) });
  expect(rest).toEqual(['']);
  const doctor = await runRegistrationsWith(folder, environment, 'doctor');
  expect(doctor.code).toBe(0);
  expect(doctor.output).toMatch(
    new RegExp(
      `^database: DATABASE_URL\\nschema: ${postgresSchemaVersion}\\nintegrity: not checked.*\\nregistrations: 1\\n`,
    ),
  );
  const what = ['--what', 'everything', '--confirm', 'everything'];
  const purge = await runRegistrationsWith(folder, environment, 'purge', ...what);
  expect(purge.output).toMatch(/^Receipt, .*, for the database DATABASE_URL\n/);
  const { output } = await runRegistrationsWith(folder, environment, 'migrate');
  expect(output).toBe(`The database DATABASE_URL already has schema ${postgresSchemaVersion}.\n`);

  const ends = await Promise.all(hosts.map(async (host) => (await host).stop()));
  const printed = [...ends, list, doctor, purge].map((end) => end.output).join('');
  expect(printed).not.toMatch(/made-up-password|registrar|postgres:/);
  expect(ends.map(({ code }) => code)).toEqual([0, 0]);
  expect(await readdir(join(folder, '.data'))).toEqual(['demonstration-key.txt']);
});

it('answers 503 while PostgreSQL is down, and recovers without a restart', async () => {
  const host = await runHost(folder, [], { environment });
  await server.stop();
  const refused = await postFromSite(host);
  expect(refused.status).toBe(503);
  expect(refused.headers.has('retry-after')).toBe(true);
  await server.resume();
  expect((await postFromSite(host)).status).toBe(201);
  const { output, code } = await host.stop();
  expect(code).toBe(0);
  expect(output).toContain('PostgreSQL does not answer (ECONNREFUSED).');
  expect(output).not.toMatch(/127\.0\.0\.1|registrar|Anna/);
});

it.each([
  [
    { REGISTRATION_DATABASE: 'a.sqlite' },
    'DATABASE_URL and REGISTRATION_DATABASE are both set. Keep one of them.',
  ],
  [
    { DATABASE_URL: 'mysql://somebody:secret@host/database' },
    'DATABASE_URL is not the address of a PostgreSQL database. Write one such as ' +
      'postgres://ROLE:PASSWORD@HOST:5432/DATABASE.',
  ],
  [
    { DATABASE_URL: 'postgres://somebody:secret@127.0.0.1:1/database' },
    'PostgreSQL does not answer (ECONNREFUSED).',
  ],
])('does not start with %o, and says why in one sentence', async (change, sentence) => {
  const changed = { ...environment, ...change };
  expect(await runToEnd(folder, [], { environment: changed })).toEqual({
    code: 1,
    output: `${sentence}\n`,
  });
  expect(await runRegistrationsWith(folder, changed, 'list')).toEqual({
    code: 1,
    output: `${sentence}\n`,
  });
});
