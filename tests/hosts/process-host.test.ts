import { createHash } from 'node:crypto';
import { readdir, readFile, rm, truncate, writeFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  onTestFinished,
} from 'vitest';
import { sample } from '../../src/registration/testing/store.fixture.ts';
import { schemaVersion } from '../../src/registration/store/sqlite/migrations.ts';
import { openSqlite } from '../../src/registration/store/sqlite/sqlite.ts';
import {
  buildSample,
  post,
  registration,
  runFirst,
  runHost,
  runRegistrations,
  runToEnd,
  type RunningHost,
} from '../../src/registration/testing/running-host.fixture.ts';

let folder: string;
let database: string;

beforeAll(async () => {
  folder = await buildSample();
  database = join(folder, '.data/registrations.sqlite');
});
afterAll(() => rm(folder, { recursive: true }));

const identity = await generateX25519Identity();
const production = {
  REGISTRATION_RECIPIENTS: await identityToRecipient(identity),
  REGISTRATION_SECRET: 'a secret of more than thirty-two characters',
};

describe('the endpoint for Node', () => {
  it('stands in a folder with what it needs to know of the site, and recipes', async () => {
    const names = await readdir(join(folder, 'dist/endpoint/node'));
    expect(names.filter((name) => !name.startsWith('part-')).toSorted()).toEqual([
      'Containerfile',
      'licences.txt',
      'registrations.mjs',
      'registrations.service',
      'serve.mjs',
      'site.json',
    ]);
  });

  it('knows the hash of the style sheet inside the pages', async () => {
    const site = await readFile(join(folder, 'dist/endpoint/node/site.json'), 'utf8');
    const hash = createHash('sha256').update('a{color:red}').digest('base64');
    expect(JSON.parse(site).styleHashes).toEqual([`sha256-${hash}`]);
  });
});

describe('a demonstration', () => {
  let host: RunningHost;

  beforeEach(async () => {
    await rm(join(folder, '.data'), { recursive: true, force: true });
    host = await runHost(folder);
  });
  afterEach(async () => {
    await host.stop();
  });

  it('says at its first start, and only then, that it made a key pair', async () => {
    const sentence =
      'Made a demonstration key pair in .data/demonstration-key.txt; use it on this machine only.';
    expect(host.greeting.split('\n')).toContain(sentence);
    await host.stop();
    host = await runHost(folder);
    expect(host.greeting).not.toContain('demonstration key');
  });

  it('serves the pages and takes registrations on whichever port it got', async () => {
    expect(await (await fetch(`${host.origin}/`)).text()).toContain('<h1>Home</h1>');
    expect((await fetch(`${host.origin}/nothing/`)).status).toBe(404);
    expect((await post(host)).status).toBe(201);
  });

  it('holds every registration when it is stopped and started again', async () => {
    const { reference } = await (await post(host)).json();
    expect((await host.stop()).code).toBe(0);
    host = await runHost(folder);
    const { code, output } = await runRegistrations(folder, 'list');
    expect(code).toBe(0);
    expect(output).toMatch(new RegExp(`^${reference} .* Anna Özdemir +Made-up Institute`, 'm'));
  });

  it('writes no answer to the disk in the clear and none to its log', async () => {
    await post(host);
    await post(host, registration({ email: 'not an address' }));
    const { output } = await host.stop();
    const files = await readdir(join(folder, '.data'));
    const bytes = await Promise.all(files.map((file) => readFile(join(folder, '.data', file))));
    for (const word of ['Anna', 'anna@', 'Made-up', 'not an address']) {
      expect(output).not.toContain(word);
      expect(bytes.some((file) => file.includes(word))).toBe(false);
    }
  });

  it('refuses to start again when its database is gone, and makes none', async () => {
    await host.stop();
    await rm(database);
    const { code, output } = await runToEnd(folder, ['--demonstration']);
    expect(code).toBe(1);
    expect(output).toMatch(
      /^There is no database at \S+registrations.sqlite, or it is empty\. .*\n$/,
    );
    expect(await readdir(join(folder, '.data'))).not.toContain('registrations.sqlite');
  });

  it('refuses to make a new key for registrations that another one opens', async () => {
    await post(host);
    await host.stop();
    await rm(join(folder, '.data/demonstration-key.txt'));
    const { code, output } = await runToEnd(folder, ['--demonstration']);
    expect(code).toBe(1);
    expect(output).toMatch(/^The database \S+ contains registrations, but the key .*\n$/);
  });

  it('refuses a damaged database and leaves it as it is', async () => {
    await host.stop();
    await truncate(database, 5000);
    const before = await readFile(database);
    const { code, output } = await runToEnd(folder, ['--demonstration']);
    expect(code).toBe(1);
    expect(output).toMatch(/^The database \S+ is damaged; restore it from a backup\.\n$/);
    expect(await readFile(database)).toEqual(before);
  });
});

describe('a host in production whose dates of deletion are past', () => {
  const settings = { environment: { ...production, REGISTRATION_DATABASE: 'past.sqlite' } };

  it('says that a pinned clock holds the deletion back, and without one deletes at its start', async () => {
    const held = await (await runFirst(folder, settings)).stop();
    expect(held.output).toMatch(/ deletion is held back: `clock` in content\/event\.yaml /);
    const store = openSqlite(join(folder, 'past.sqlite'), 'write');
    await store.add(sample(1));

    const place = join(folder, 'dist/endpoint/node/site.json');
    const site = await readFile(place, 'utf8');
    await writeFile(place, site.replace(/"clock":"[^"]*",/, ''));
    const deleting = await (await runHost(folder, [], settings)).stop();
    expect(deleting.output).toMatch(/ deletion: first answers of 1, whole 1; left 0, of an older /);
    await writeFile(place, site);
    expect(await store.list()).toEqual([]);
    await store.close();
  });
});

describe('a host on another port than the site was built for', () => {
  it('says at its start that its form does not work, and what to do', async () => {
    const environment = { ...production, REGISTRATION_DATABASE: 'elsewhere.sqlite' };
    const host = await runFirst(folder, { environment });
    const { port } = new URL(host.origin);
    const refused = await post(host);
    const { output } = await host.stop();
    expect(refused.status).toBe(403);
    expect(output).toContain(
      ' The form of this site does not work: it was built for http://localhost:4321/api/register, ' +
        `and this is port ${port}. Start with PORT=4321, or build with SITE_URL=http://localhost:${port}/.\n`,
    );
  });

  it('names the setting of an endpoint elsewhere', async () => {
    const REGISTRATION_URL = 'http://localhost:1/in';
    const built = await buildSample({ REGISTRATION_URL });
    onTestFinished(() => rm(built, { recursive: true }));
    const host = await runFirst(built, { environment: production });
    const { port } = new URL(host.origin);
    expect((await host.stop()).output).toContain(
      ` The form of this site does not work: it was built for ${REGISTRATION_URL}, and this is port ` +
        `${port}. Start with PORT=1, or build with REGISTRATION_URL=http://localhost:${port}/in.\n`,
    );
  });

  it('says nothing of it in a demonstration, whose form works on every port', async () => {
    await rm(join(folder, '.data'), { recursive: true, force: true });
    const host = await runHost(folder);
    expect((await post(host)).status).toBe(201);
    expect((await host.stop()).output).not.toContain('does not work');
  });
});

describe('a host that cannot start says why in one sentence', () => {
  it('where the port is taken', async () => {
    const other = createServer().listen(0, 'localhost');
    await new Promise((resolve) => other.once('listening', resolve));
    const bound = other.address();
    const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
    openSqlite(join(folder, 'port.sqlite'), 'create');
    const { code, output } = await runToEnd(folder, [], {
      environment: { ...production, PORT: String(port), REGISTRATION_DATABASE: 'port.sqlite' },
    });
    other.close();
    expect(code).toBe(1);
    expect(output).toBe(
      `Port ${port} is in use. Stop the program that uses it, or choose another, such as PORT=4322.\n`,
    );
  });

  it('where it is told to make the database, as an older release was at every start', async () => {
    const environment = { ...production, REGISTRATION_DATABASE: 'lost.sqlite' };
    const { code, output } = await runToEnd(folder, ['--create'], { environment });
    expect(code).toBe(1);
    expect(output).toBe(
      'There is no option --create any more: it replaced a lost database by an empty one. Run ' +
        '`node dist/endpoint/node/registrations.mjs create` once, before the first start, and leave the option out.\n',
    );
    expect(await readdir(folder)).not.toContain('lost.sqlite');
  });

  it('where the folder may not be written', async () => {
    const { code, output } = await runToEnd(folder, ['--demonstration'], { current: '/proc' });
    expect(code).toBe(1);
    expect(output).toBe('The folder .data cannot be created: this folder is not writable.\n');
  });

  it.each([
    [
      {},
      'REGISTRATION_RECIPIENTS is not set. Write the organisers’ age public keys (age1…), separated by commas.',
    ],
    [
      { ...production, REGISTRATION_SECRET: 'short' },
      'REGISTRATION_SECRET is not set or is too short. Write at least 32 random characters, and never change them.',
    ],
    [
      { ...production, REGISTRATION_RECIPIENTS: 'age1x' },
      'The public key is not an age public key. Write one that begins with age1, as `keys make` prints it.',
    ],
    [
      { ...production, PORT: 'http' },
      'PORT is not a port. Write a number from 0 to 65535, such as 4321.',
    ],
    [
      { ...production, REGISTRATION_DATABASE: 'none.sqlite' },
      'There is no database at none.sqlite, or it is empty. Check the path, restore it from a backup, or run `node dist/endpoint/node/registrations.mjs create` before the first start.',
    ],
  ])('in production with %o', async (environment, sentence) => {
    const { code, output } = await runToEnd(folder, [], { environment });
    expect(code).toBe(1);
    expect(output).toBe(`${sentence}\n`);
  });
});

describe('the organiser’s command', () => {
  let host: RunningHost;
  let references: string[];

  beforeAll(async () => {
    await rm(join(folder, '.data'), { recursive: true, force: true });
    host = await runHost(folder);
    references = [];
    for (const name of ['Anna Özdemir', 'Anna Ozdemir']) {
      const { reference } = await (await post(host, registration({ name }))).json();
      references.push(reference);
    }
  });
  afterAll(async () => {
    await host.stop();
  });

  it('marks a repeated e-mail address while the endpoint runs', async () => {
    const { output } = await runRegistrations(folder, 'list');
    expect(output.split('\n')[2]).toMatch(new RegExp(`repeats ${references[0]}$`));
  });

  it('counts without a key', async () => {
    const { output } = await runRegistrations(folder, 'count', '--key', 'nowhere.txt');
    expect(output).toBe(
      'registrations: 2\nreceived: 2\nof these, with a repeated e-mail address: 1\n' +
        'caught by the honeypot, not stored: 0\n',
    );
  });

  it('exports once to a file, for its owner alone, and never over one', async () => {
    expect((await runRegistrations(folder, 'export', 'all.csv')).output).toBe(
      'Registrations in all.csv: 2.\n',
    );
    expect(await readFile(join(folder, 'all.csv'), 'utf8')).toContain(",'+31 70 123 45 67,");
    const { code, output } = await runRegistrations(folder, 'export', 'all.csv');
    expect(code).toBe(1);
    expect(output).toBe('all.csv already exists and is unchanged. Choose another file.\n');
  });

  it('refuses a key that opens nothing in one sentence, and writes no file', async () => {
    await writeFile(join(folder, 'other.txt'), `${identity}\n`);
    const { code, output } = await runRegistrations(
      folder,
      'export',
      'x.json',
      '--key',
      'other.txt',
    );
    expect(code).toBe(1);
    expect(output).toBe(
      'The key file other.txt does not open any of the 2 registrations. It is damaged, or sealed to another key.\n',
    );
    expect(await readdir(folder)).not.toContain('x.json');
  });

  it('decides on registrations while the endpoint runs, and shows one with its history', async () => {
    const [first = '', second = ''] = references;
    const typed = first.toLowerCase().replace('-', '');
    expect((await runRegistrations(folder, 'confirm', typed, '--by', 'Mira')).output).toBe(
      `${first}: confirmed.\n`,
    );
    const { code, output } = await runRegistrations(folder, 'withdraw', first, second, '0000-0000');
    expect(code).toBe(3);
    expect(output).toBe(
      `${first}: withdrawn.\n${second}: withdrawn.\n` +
        '0000-0000: there is no registration with this reference.\n',
    );
    expect((await runRegistrations(folder, 'confirm', first)).output).toBe(
      `${first}: is withdrawn, and cannot become confirmed.\n`,
    );
    const shown = (await runRegistrations(folder, 'show', first)).output;
    expect(shown).toMatch(/\nstate: withdrawn\n(.*\n)*Full name: Anna Özdemir\n/);
    expect(shown).toMatch(/UTC: received\n.* UTC: confirmed, by Mira\n.* UTC: withdrawn, by org/);
    const list = (await runRegistrations(folder, 'list', '--state', 'confirmed')).output;
    expect(list.split('\n')).toHaveLength(2);
  });

  it('erases one registration when its guest asked for it, and no other', async () => {
    const { reference, own } = await (await post(host, registration({ name: 'Bea' }))).json();
    const refused = await runRegistrations(folder, 'erase', reference);
    expect(refused.code).toBe(3);
    expect(refused.output).toMatch(
      /is received: only a registration that its guest asked to delete/,
    );
    await fetch(own, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code: own, wish: 'delete', sure: 'yes' }),
    });
    expect((await runRegistrations(folder, 'erase', reference)).output).toBe(
      `${reference}: deleted.\n`,
    );
    expect((await runRegistrations(folder, 'show', reference)).output).toBe(
      `There is no registration with the reference ${reference}.\n`,
    );
  });

  it('refuses what is no reference and no state', async () => {
    expect((await runRegistrations(folder, 'show', 'Anna')).output).toBe(
      '"Anna" is not a reference. A reference looks like 7K3Q-9M2D.\n',
    );
    const field = ['list', '--answer', 'field=government'];
    expect((await runRegistrations(folder, ...field)).output).not.toContain('Anna');
    expect((await runRegistrations(folder, 'list', '--state', 'lost')).output).toBe(
      '--state is "lost". Write one of: received, under-review, confirmed, declined, withdrawn, deletion-asked, waiting.\n',
    );
  });

  it('seals every registration to new keys, and the old one opens none of them', async () => {
    const made = await runRegistrations(folder, 'keys', 'make', 'new.key');
    const recipient = made.output.trim().split('\n').at(-1) ?? '';
    expect(recipient).toMatch(/^age1/);
    expect((await stat(join(folder, 'new.key'))).mode & 0o777).toBe(0o600);
    expect((await runRegistrations(folder, 'keys', 'make', 'new.key')).code).toBe(1);
    const old = await readFile(join(folder, '.data/demonstration-key.txt'), 'utf8');
    const [demonstration = ''] = /age1\w+/.exec(old) ?? [];
    const drilled = await runRegistrations(folder, 'keys', 'drill', '--key', 'new.key');
    expect(drilled.code).toBe(3);
    expect(drilled.output).toMatch(/^new\.key opens 0 of 2 registrations\.\nNot opened/);
    const rotated = await runRegistrations(folder, 'keys', 'rotate', '--to', recipient);
    expect(rotated.output).toBe('Resealed: 2 registrations, to 1 public keys.\n');
    expect((await runRegistrations(folder, 'list')).output).toContain('does not open any of the 2');
    expect((await runRegistrations(folder, 'list', '--key', 'new.key')).output).toContain('Anna Ö');
    const both = ['keys', 'rotate', '--key', 'new.key', '--to', `${recipient},${demonstration}`];
    expect((await runRegistrations(folder, ...both)).code).toBe(0);
    expect((await runRegistrations(folder, 'keys', 'drill')).output).toContain('opens 2 of 2');
  });

  it('purges nothing before its date, and says when', async () => {
    const { code, output } = await runRegistrations(folder, 'purge');
    expect(code).toBe(0);
    expect(output).toMatch(
      /^Nothing is due\. Answers marked for early deletion are deleted on 23 February /,
    );
  });

  it('purges what is named twice while the endpoint runs, and exports the rest', async () => {
    const named = ['--what', 'first', '--confirm', 'first'];
    const { code, output } = await runRegistrations(folder, 'purge', ...named);
    expect(code).toBe(0);
    expect(output).toContain(
      'Deleted: the answers marked for early deletion, from 2 registrations.\n',
    );
    await runRegistrations(folder, 'export', 'rest.csv');
    expect(await readFile(join(folder, 'rest.csv'), 'utf8')).toMatch(/Anna Özdemir.*,\(deleted\),/);
  });

  it('looks a database over', async () => {
    const { code, output } = await runRegistrations(folder, 'doctor');
    expect(code).toBe(0);
    expect(output).toMatch(
      new RegExp(`\\nschema: ${schemaVersion}\\nintegrity: ok\\nregistrations: 2\\n`),
    );
  });

  it('leaves a database of this release as it is when it is told to migrate it', async () => {
    expect((await runRegistrations(folder, 'migrate')).output).toBe(
      `The database .data/registrations.sqlite already has schema ${schemaVersion}.\n`,
    );
  });

  it('names a registration that does not open, shows the others and exits with 3', async () => {
    const file = new DatabaseSync(database);
    file.exec('UPDATE registration SET sealed = zeroblob(100) WHERE arrival = 1');
    file.close();
    const { code, output } = await runRegistrations(folder, 'list');
    expect(code).toBe(3);
    expect(output).toContain('Anna Ozdemir');
    expect(output).toContain(
      `2 registrations: 1 read, 1 not: ${references[0]} (it is damaged, or sealed to another key).\n`,
    );
  });
});
