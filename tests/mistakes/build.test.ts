import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { change, copyOfProject } from './folder.ts';

const root = join(import.meta.dirname, '../..');

interface Ended {
  readonly code: string | number | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

function build(folder: string): Promise<Ended> {
  const astro = join(root, 'node_modules/astro/bin/astro.mjs');
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' };
  return new Promise((resolve) => {
    execFile(process.execPath, [astro, 'build'], { cwd: folder, env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : error.code, stdout, stderr });
    });
  });
}

async function brokenProject(): Promise<string> {
  const folder = await copyOfProject();
  await change(join(folder, 'content/event.yaml'), 'zone: Europe/Amsterdam', 'zone: Amsterdam');
  await change(join(folder, 'content/venue.mdx'), 'title: The venue', 'titel: The venue');
  return folder;
}

test('astro build says the mistakes alone, builds nothing and ends with 1', async () => {
  const folder = await brokenProject();
  const { code, stdout, stderr } = await build(folder);
  expect(stderr.replace(/event\.yaml:\d+/, 'event.yaml:N')).toBe(
    [
      'content/event.yaml:N: the time zone "Amsterdam" is not known. Did you mean "Europe/Amsterdam"?',
      'content/venue.mdx:2: the key "titel" is not known here. Did you mean "title"?',
      '2 mistakes in 2 files; nothing was built.\n',
    ].join('\n'),
  );
  expect(code).toBe(1);
  expect(`${stdout}${stderr}`).not.toMatch(/^\s+at /m);
  expect(existsSync(join(folder, 'dist'))).toBe(false);
});
