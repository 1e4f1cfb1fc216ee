import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { postgresSchemaVersion } from '../../src/registration/store/postgres/migrations.ts';
import { migrations, schemaVersion } from '../../src/registration/store/sqlite/migrations.ts';
import { PostgresServer } from '../../src/registration/store/testing/postgres-server.fixture.ts';
import {
  buildSample,
  post,
  registration,
  runBuiltRegistrations,
  runHost,
  runToEnd,
} from '../../src/registration/testing/running-host.fixture.ts';

const secret = { REGISTRATION_SECRET: 'a secret of more than thirty-two characters' };
const given = z.object({ reference: z.string() });
const site = 'https://example.org/some/path/';

const newRecipient = async () => identityToRecipient(await generateX25519Identity());

let server: PostgresServer;
let folder: string;

beforeAll(async () => {
  server = await PostgresServer.start();
  const built = await buildSample({ SITE_URL: site });
  folder = await mkdtemp(join(tmpdir(), 'dist-'));
  await cp(join(built, 'dist'), join(folder, 'dist'), { recursive: true });
  await rm(built, { recursive: true });
}, 300_000);
afterAll(async () => {
  await server.clear();
  await rm(folder, { recursive: true });
}, 60_000);

const kinds = [
  {
    kind: 'SQLite',
    database: '.data/registrations.sqlite',
    version: schemaVersion,
    settings: async () => ({}),
  },
  {
    kind: 'PostgreSQL',
    database: 'DATABASE_URL',
    version: postgresSchemaVersion,
    settings: async () => ({ DATABASE_URL: await server.emptyDatabase() }),
  },
];

describe.each(kinds)(
  'the organisers’ command of a folder with dist alone, on $kind',
  ({ database, version, settings }) => {
    let environment: Record<string, string>;
    let reference: string;
    const key = ['--key', '.data/organiser.key'];
    const run = (...parameters: string[]) =>
      runBuiltRegistrations(folder, { environment }, ...parameters);

    beforeAll(async () => {
      await rm(join(folder, '.data'), { recursive: true, force: true });
      environment = { ...secret, ...(await settings()) };
      const { output } = await run('keys', 'make', '.data/organiser.key');
      const [recipient = ''] = /age1\w+/.exec(output) ?? [];
      environment = { ...environment, REGISTRATION_RECIPIENTS: recipient };
    });

    it('makes the database that the server then fills', async () => {
      expect(await run('create')).toEqual({
        code: 0,
        output: `The database ${database} was made, and is empty.\n`,
      });
      const host = await runHost(folder, [], { environment });
      const at = { ...host, origin: `${host.origin}/some/path` };
      const taken = await post(at, registration(), { origin: 'https://example.org' });
      ({ reference } = given.parse(await taken.json()));
      expect((await host.stop()).code).toBe(0);
      expect((await run('create')).output).toBe(
        `The database ${database} exists; nothing was changed.\n`,
      );
    });

    it('lists, shows, confirms and counts', async () => {
      expect((await run('list', ...key)).output).toMatch(
        new RegExp(`^${reference} .* Anna Özdemir +Made-up Institute`, 'm'),
      );
      expect((await run('confirm', reference)).code).toBe(0);
      expect((await run('show', reference, ...key)).output).toMatch(
        /^state: confirmed\n[^]*^Full name: Anna Özdemir\n[^]*confirmed, by organiser$/m,
      );
      expect((await run('count')).output).toContain('registrations: 1\nconfirmed: 1\n');
    });

    it.each(['csv', 'xlsx', 'json'])('exports to %s', async (ending) => {
      const file = `.data/guests.${ending}`;
      expect(await run('export', file, ...key)).toEqual({
        code: 0,
        output: `Registrations in ${file}: 1.\n`,
      });
      const bytes = await readFile(join(folder, file));
      expect(bytes.includes(ending === 'xlsx' ? 'xl/worksheets/' : 'Anna Özdemir')).toBe(true);
    });

    it('invites to the address that the site was built for', async () => {
      await writeFile(join(folder, '.data/guests.txt'), 'Bo\n');
      expect((await run('invite', '.data/guests.txt')).code).toBe(0);
      const codes = await readFile(join(folder, '.data/guests-codes.csv'), 'utf8');
      expect(codes).toMatch(/,https:\/\/example\.org\/some\/path\/register\/#\S+\r\n$/);
      await rm(join(folder, '.data/guests-codes.csv'));
    });

    it('examines the database', async () => {
      const { code, output } = await run('doctor', ...key);
      expect(output).toMatch(
        new RegExp(`^database: ${database}\\nschema: ${version}\\n[^]*registrations: 1\\n`),
      );
      expect(code).toBe(0);
    });

    it('leaves a database of this release as it is when it is told to migrate it', async () => {
      expect((await run('migrate')).output).toBe(
        `The database ${database} already has schema ${version}.\n`,
      );
    });

    it('purges, with a receipt', async () => {
      const { code, output } = await run(
        'purge',
        '--what',
        'everything',
        '--confirm',
        'everything',
      );
      expect(code).toBe(0);
      expect(output).toMatch(new RegExp(`^Receipt, .*, for the database ${database}\\n`));
      expect((await run('count')).output).toContain('registrations: 0\n');
    });
  },
);

it('migrates an older database, which the server refuses with the command to run', async () => {
  const environment = { ...secret, REGISTRATION_DATABASE: 'older.sqlite' };
  const file = new DatabaseSync(join(folder, 'older.sqlite'));
  for (const migration of migrations.slice(0, -1)) file.exec(migration);
  file.exec(`PRAGMA application_id = 0x52656769; PRAGMA user_version = ${schemaVersion - 1}`);
  file.close();
  const { output } = await runToEnd(folder, [], {
    environment: { ...environment, REGISTRATION_RECIPIENTS: await newRecipient() },
  });
  expect(output).toBe(
    `The database older.sqlite has schema ${schemaVersion - 1}, and this release needs schema ${schemaVersion}. Stop ` +
      'the server, keep a copy of the file, and run ' +
      '`node dist/endpoint/node/registrations.mjs migrate --database older.sqlite`.\n',
  );
  expect((await runBuiltRegistrations(folder, { environment }, 'migrate')).output).toBe(
    `The database older.sqlite now has schema ${schemaVersion}; it had ${schemaVersion - 1}.\n`,
  );
});

describe('the help of the organisers’ command in dist', () => {
  it('names its own file, and every command that the one of a checkout has', async () => {
    const { code, output } = await runBuiltRegistrations(folder, {}, '--help');
    expect(code).toBe(0);
    const commands = output.match(/^ {2}node …\/registrations\.mjs [a-z]+/gm);
    expect(new Set(commands).size).toBeGreaterThan(15);
    expect(output).not.toContain('npm run');
  });

  it('says what a command lacks, and how it is written', async () => {
    const { code, output } = await runBuiltRegistrations(folder, {}, 'show');
    expect(code).toBe(1);
    expect(output).toMatch(
      /^"show" needs REFERENCE after it\.\n\n {2}node …\/registrations\.mjs show /,
    );
  });
});
