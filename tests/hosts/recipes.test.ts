import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PostgresServer } from '../../src/registration/store/testing/postgres-server.fixture.ts';
import {
  buildSample,
  post,
  registration,
  runListening,
  runProgramme,
} from '../../src/registration/testing/running-host.fixture.ts';

/** What a recipe runs: programs with their arguments, in a folder, with the settings that it fixes. */
interface Recipe {
  readonly current: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly create: readonly string[];
  readonly serve: readonly string[];
  readonly check?: readonly string[];
}

const words = z.array(z.string());
const keys = {
  REGISTRATION_RECIPIENTS: await identityToRecipient(await generateX25519Identity()),
  REGISTRATION_SECRET: 'a secret of more than thirty-two characters',
};

let server: PostgresServer;
let built: string;
let folder: string;

beforeAll(async () => {
  [server, built] = await Promise.all([PostgresServer.start(), buildSample()]);
}, 300_000);
afterAll(async () => {
  await server.clear();
  await rm(built, { recursive: true });
}, 60_000);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recipe-'));
});
afterEach(() => rm(folder, { recursive: true }));

const builtFile = (name: string) => readFile(join(built, 'dist/endpoint/node', name), 'utf8');

/** A program and its arguments, with this Node for the recipe's. */
const withThisNode = (command: readonly string[]): string[] =>
  command.map((word) => (/^(\/usr\/bin\/)?node$/.test(word) ? process.execPath : word));

const argumentsOf = (line: string): string[] => withThisNode(line.split(/\s+/));

/** A command of several lines in a comment, from its first words on, as one line. */
function commented(text: string, beginning: string): string {
  const [, said = ''] = new RegExp(`^# +${beginning}((?:.*\\\\\\n)*.*)$`, 'm').exec(text) ?? [];
  return said.replaceAll(/\\\n# +/g, '').trim();
}

/** The settings of an environment in the notation `A=b C=d`. */
const settingsIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    Array.from(text.matchAll(/(\w+)=(\S+)/g), ([, name = '', value = '']) => [name, value]),
  );

const recipes: Readonly<Record<string, () => Promise<Recipe>>> = {
  Node: async () => {
    const guide = await readFile('src/registration/hosts/README.md', 'utf8');
    const [, block = ''] = /^## Node\n[^]*?```sh\n([^]*?)```/m.exec(guide) ?? [];
    const [create = '', serve = ''] = block.split('\n').map((line) => line.replace(/ +#.*$/, ''));
    await cp(join(built, 'dist'), join(folder, 'dist'), { recursive: true });
    return {
      current: folder,
      environment: {},
      create: argumentsOf(create),
      serve: argumentsOf(serve),
    };
  },
  systemd: async () => {
    const text = await builtFile('registrations.service');
    const unit = text.replaceAll(/\/(opt\/event|var\/lib|etc)\//g, `${folder}/$1/`);
    const setting = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1] ?? '';
    await cp(join(built, 'dist'), join(folder, 'opt/event/dist'), { recursive: true });
    await mkdir(setting('WorkingDirectory'), { recursive: true });
    return {
      current: setting('WorkingDirectory'),
      environment: settingsIn(setting('Environment')),
      create: argumentsOf(commented(unit, 'systemd-run ').replace(/^.*-p \S+ /, '')),
      serve: argumentsOf(setting('ExecStart')),
    };
  },
  'a container': async () => {
    const text = await builtFile('Containerfile');
    const values = (word: string) =>
      Array.from(text.matchAll(new RegExp(`^${word} (.*)$`, 'gm')), ([, value = '']) => value);
    const listed = (word: string) =>
      withThisNode(words.parse(JSON.parse(values(word)[0]?.replace(/^CMD /, '') ?? '')));
    const current = join(folder, values('WORKDIR')[0] ?? '');
    for (const copied of values('COPY')) {
      const [from = '', to = ''] = copied.split(' ');
      await mkdir(dirname(join(current, to)), { recursive: true });
      await cp(join(built, 'dist', from), join(current, to), { recursive: true });
    }
    await mkdir(join(folder, values('VOLUME')[0] ?? ''));
    return {
      current,
      environment: settingsIn(values('ENV')[0] ?? ''),
      create: argumentsOf(commented(text, 'podman run --rm ').replace(/^.* registrations /, '')),
      serve: listed('CMD'),
      check: listed('HEALTHCHECK'),
    };
  },
};

/** The variants that the README's table promises: each host with each database. */
const variants = await (async () => {
  const readme = await readFile('README.md', 'utf8');
  const [, hosts = '', databases = ''] =
    /^\| `dist\/endpoint\/node\/` +\| (.*?) +\| (.*?) +\|$/m.exec(readme) ?? [];
  return hosts
    .split(', ')
    .flatMap((host) => databases.split(' or ').map((database) => [host, database] as const));
})();

async function freePort(): Promise<string> {
  const taken = createServer().listen(0, 'localhost');
  await once(taken, 'listening');
  const address = taken.address();
  taken.close();
  return typeof address === 'object' && address !== null ? String(address.port) : '';
}

it('the README promises three hosts with two databases, and each has a recipe', () => {
  expect(variants).toEqual(
    Object.keys(recipes).flatMap((host) =>
      ['SQLite', 'PostgreSQL'].map((database) => [host, database]),
    ),
  );
});

describe.each(variants)('the recipe for %s, on %s', (host, database) => {
  let recipe: Recipe;
  let run: { current: string; environment: Record<string, string> };

  beforeEach(async () => {
    recipe = await (recipes[host] ?? expect.fail(`There is no recipe for ${host}.`))();
    const address = database === 'SQLite' ? {} : { DATABASE_URL: await server.emptyDatabase() };
    const environment = { ...recipe.environment, ...keys, ...address, PORT: await freePort() };
    run = { current: recipe.current, environment };
  });

  it('makes the database once, serves the site, takes registrations and is found healthy', async () => {
    const { code, output } = await runProgramme(recipe.create, run).ended;
    expect(output).toMatch(/^The database \S+ was made, and is empty\.\n$/);
    expect(code).toBe(0);
    const serving = await runListening(recipe.serve, run);
    expect(await (await fetch(serving.origin)).text()).toContain('<h1>Home</h1>');
    const taken = await post(serving, registration(), { origin: 'http://localhost:4321' });
    expect(taken.status).toBe(201);
    if (recipe.check !== undefined) {
      expect((await runProgramme(recipe.check, run).ended).code).toBe(0);
    }
    expect((await serving.stop()).code).toBe(0);
    if (recipe.check !== undefined) {
      expect((await runProgramme(recipe.check, run).ended).code).toBe(1);
    }
  });

  it('does not start without its database, and makes no empty one in its place', async () => {
    const { code, output } = await runProgramme(recipe.serve, run).ended;
    expect(output).toMatch(/^(There is no database at|The PostgreSQL database is empty)/);
    expect(output).toContain('`node dist/endpoint/node/registrations.mjs create`');
    expect(code).toBe(1);
    const files = await readdir(recipe.current, { recursive: true });
    expect(files.filter((name) => name.endsWith('.sqlite'))).toEqual([]);
    expect((await runProgramme(recipe.create, run).ended).output).toMatch(/ was made, /);
  });
});
