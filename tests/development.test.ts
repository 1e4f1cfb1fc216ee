import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { registration } from '../src/registration/testing/running-host.fixture.ts';
import { freePort } from './built-site/servers.ts';
import { change, temporaryFolder } from './mistakes/folder.ts';

const root = join(import.meta.dirname, '..');
const parts = ['astro.config.mjs', 'content', 'package.json', 'public', 'src', 'tsconfig.json'];

/**
 * Copies the project. Its packages are linked one by one, so that Vite's cache is inside the copy.
 */
async function copyOfProject(): Promise<string> {
  const folder = await temporaryFolder();
  await Promise.all(
    parts.map((part) => cp(join(root, part), join(folder, part), { recursive: true })),
  );
  const packages = join(folder, 'node_modules');
  await mkdir(packages);
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (name.startsWith('.')) continue;
    await symlink(join(root, 'node_modules', name), join(packages, name), 'junction');
  }
  return folder;
}

/** Starts `npm run dev`'s command in a folder. It is stopped when the test ends. */
async function startDevelopment(folder: string) {
  const port = await freePort();
  const astro = join(root, 'node_modules/astro/bin/astro.mjs');
  const child = spawn(process.execPath, [astro, 'dev', '--port', `${port}`], {
    cwd: folder,
    // Astro runs a coding assistant's server in the background, where no test can stop it. With
    // Vitest's own variables, Astro would leave out its pages.
    env: { PATH: process.env['PATH'], ASTRO_DEV_BACKGROUND: '0', ASTRO_TELEMETRY_DISABLED: '1' },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  }
  const ended = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { origin: `http://localhost:${port}`, log: () => printed };
}

/** The text of a page, or why it cannot be loaded. */
async function visit(address: string): Promise<string> {
  try {
    const reply = await fetch(address, { signal: AbortSignal.timeout(10_000) });
    return `${reply.status} ${await reply.text()}`;
  } catch (cause) {
    return String(cause);
  }
}

/** A slow machine takes seconds for each step. A fast one does not wait. */
const patience = { timeout: 60_000, interval: 100 };

test('the development server serves pages, takes registrations and tells an editor’s mistake', async () => {
  const folder = await copyOfProject();
  const { origin, log } = await startDevelopment(folder);
  const page = () => visit(`${origin}/venue/`);
  await expect.poll(page, patience).toMatch(/^200 [^]*<h1[^>]*>\s*The\svenue/);

  const reply = await fetch(`${origin}/api/register`, {
    method: 'POST',
    body: registration(),
    headers: { accept: 'application/json', origin },
  });
  expect(reply.status).toBe(201);
  expect(await reply.json()).toMatchObject({ reference: expect.stringMatching(/^[\dA-Z-]{9}$/) });

  const venue = join(folder, 'content/venue.mdx');
  await change(venue, 'title: The venue', 'titel: The venue');
  const mistake = 'content/venue.mdx:2: the key "titel" is not known here. Did you mean "title"?';
  await expect.poll(log, patience).toContain(mistake);

  await change(venue, 'titel: The venue', 'title: The mended venue');
  await expect.poll(log, patience).toContain('The content has no mistakes now.');
  await expect.poll(page, patience).toMatch(/^200 [^]*<h1[^>]*>\s*The\smended\svenue/);
}, 300_000);
