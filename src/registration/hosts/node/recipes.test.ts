import { spawnSync } from 'node:child_process';
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const recipe = (name: string) => readFile(join(import.meta.dirname, name), 'utf8');
const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

/** The value of a setting in a unit. */
function settingOf(unit: string, name: string): string | undefined {
  return new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1];
}

/** The settings with which the unit's comment runs the organisers' command. */
function commandSettings(unit: string): string[] {
  const [said = ''] = /systemd-run [^]*?[^\\]$/m.exec(unit) ?? [];
  return Array.from(said.matchAll(/-p (\S+)/g), ([, setting = '']) => setting);
}

it('the service works where alone it may write, and leaves the choice of a database to its settings', async () => {
  const unit = await recipe('registrations.service');
  expect(settingOf(unit, 'WorkingDirectory')).toBe(`/var/lib/${settingOf(unit, 'StateDirectory')}`);
  expect(settingOf(unit, 'Environment')).toBeUndefined();
  expect(settingOf(unit, 'ProtectSystem')).toBe('strict');
  expect(settingOf(unit, 'DynamicUser')).toBe('yes');
});

it('the organisers’ command runs as the service’s user, in its folder and with its settings', async () => {
  const unit = await recipe('registrations.service');
  const settings = commandSettings(unit);
  expect(settings.length).toBeGreaterThan(5);
  for (const setting of settings) expect(unit.split('\n')).toContain(setting);
  const needed = ['User', 'DynamicUser', 'StateDirectory', 'WorkingDirectory', 'EnvironmentFile'];
  const names = new Set(settings.map((setting) => setting.split('=')[0]));
  expect(needed.filter((name) => !names.has(name))).toEqual([]);
});

it('the service says which Node it needs, and what an older one says', async () => {
  const unit = await recipe('registrations.service');
  expect(unit.replaceAll('\n# ', ' ')).toContain(
    'Debian\'s own is older (18 in Debian 12, 20 in Debian 13) and ends with "No such built-in module: node:sqlite".',
  );
});

it.skipIf(!hasSystemd)(
  'the service is one that systemd takes and calls well protected',
  async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'unit-'));
    const path = join(folder.path, 'registrations.service');
    const unit = await recipe('registrations.service');
    // systemd checks that the program exists.
    await writeFile(path, unit.replaceAll('/usr/bin/node', process.execPath));
    const verified = spawnSync('systemd-analyze', ['verify', '--man=no', path], {
      encoding: 'utf8',
    });
    expect(verified.stderr).not.toContain('registrations.service');
    expect(verified.status).toBe(0);
    const security = ['security', '--offline=yes', '--threshold=20', path];
    expect(spawnSync('systemd-analyze', security).status).toBe(0);
  },
);

it('the container runs as nobody in particular, and writes to its volume alone', async () => {
  const text = await recipe('Containerfile');
  const all = (word: string) => text.split('\n').filter((line) => line.startsWith(`${word} `));
  expect(all('USER')).toEqual(['USER node']);
  expect(all('VOLUME')).toEqual(['VOLUME /event/.data']);
  expect(all('ENV')).toEqual(['ENV HOST=0.0.0.0 PORT=4321']);
  expect(text).toContain('--read-only --cap-drop all --security-opt no-new-privileges');
});

it('the container’s Node can be named by a digest without a change of the file', async () => {
  const text = await recipe('Containerfile');
  expect(text).toMatch(/^ARG NODE=docker\.io\/library\/node:24-slim\nFROM \$\{NODE\}$/m);
  expect(text).toContain('`--build-arg NODE=docker.io/library/node@sha256:…`');
});

it('the container’s build is sent what it copies, and nothing else of what is built', async () => {
  const lines = (await recipe('Containerfile')).split('\n');
  const copied = lines.filter((line) => line.startsWith('COPY ')).map((line) => line.split(' ')[1]);
  expect(copied).toEqual(['site', 'endpoint/node']);
  expect(await recipe('dockerignore')).toBe('headers\nendpoint/*\n!endpoint/node\n');
});
