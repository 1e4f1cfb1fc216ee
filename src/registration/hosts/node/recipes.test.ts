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

it('the service writes its database where alone it may write', async () => {
  const unit = await recipe('registrations.service');
  expect(settingOf(unit, 'ExecStart')).toMatch(/ \S*\/dist\/endpoint\/node\/serve\.mjs --create$/);
  const database = settingOf(unit, 'Environment')?.replace('REGISTRATION_DATABASE=', '');
  expect(database).toBe(`/var/lib/${settingOf(unit, 'StateDirectory')}/registrations.sqlite`);
  expect(settingOf(unit, 'ProtectSystem')).toBe('strict');
  expect(settingOf(unit, 'DynamicUser')).toBe('yes');
});

it.skipIf(!hasSystemd)(
  'the service is one that systemd takes and calls well protected',
  async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'unit-'));
    const path = join(folder.path, 'registrations.service');
    const unit = await recipe('registrations.service');
    // systemd checks that the program exists.
    await writeFile(path, unit.replace('/usr/bin/node', process.execPath));
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
  const lines = (await recipe('Containerfile')).split('\n');
  const all = (word: string) => lines.filter((line) => line.startsWith(`${word} `));
  expect(all('USER')).toEqual(['USER node']);
  expect(all('VOLUME')).toEqual(['VOLUME /data']);
  expect(all('ENV')[0]).toContain('REGISTRATION_DATABASE=/data/');
  expect(all('CMD')).toEqual(['CMD ["node", "/event/dist/endpoint/node/serve.mjs", "--create"]']);
  // The host expects the pages two folders above itself.
  expect(all('COPY')).toEqual([
    'COPY dist/site /event/dist/site',
    'COPY dist/endpoint/node /event/dist/endpoint/node',
  ]);
  expect(lines.join('\n')).toContain('podman run --read-only --cap-drop all');
});
