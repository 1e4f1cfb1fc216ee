import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { registration } from '../src/registration/testing/running-host.fixture.ts';
import { freePort } from './built-site/servers.ts';
import { copyOfProject } from './mistakes/folder.ts';

/** A port on which something listens until the test ends. */
async function takenPort(): Promise<number> {
  const other = createServer().listen(0, 'localhost');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const address = other.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Moves the clock of every Node process that starts with these options. */
function optionsAt(moment: string): string {
  const shifted = `
    const real = Date, shift = Date.parse('${moment}') - Date.now(), now = () => real.now() + shift;
    globalThis.Date = new Proxy(real, {
      construct: (date, given, made) => Reflect.construct(date, given.length ? given : [now()], made),
      apply: () => new real(now()).toString(),
      get: (date, name) => (name === 'now' ? now : Reflect.get(date, name)),
    });`;
  return `--import=data:text/javascript,${encodeURIComponent(shifted)}`;
}

/** Runs `npm start` in a folder, as a group of processes that ends with the test. */
function npmStart(folder: string, environment: Record<string, string>) {
  const child = spawn('npm', ['start', '--silent'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ASTRO_TELEMETRY_DISABLED: '1', ...environment },
    detached: true,
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  }
  const ended = once(child, 'exit');
  onTestFinished(async () => {
    process.kill(-(child.pid ?? 0), 'SIGTERM');
    await ended;
  });
  return { log: () => printed };
}

test('npm start of an unchanged checkout works in 2031', { timeout: 180_000 }, async () => {
  const folder = await copyOfProject();
  const port = await freePort();
  const { log } = npmStart(folder, {
    PORT: `${port}`,
    NODE_OPTIONS: optionsAt('2031-11-22T12:00Z'),
  });
  const origin = `http://localhost:${port}`;
  await expect.poll(log, { timeout: 150_000 }).toContain(`The site is at ${origin}/`);

  expect(log()).toContain('"security_contact_expires" is in the past, so the site has no security');
  expect(log()).not.toContain('SITE_URL');
  // The server, too, has the time of 2031.
  expect(log()).toMatch(/^2031-11-22T\S+ No mail is sent/m);
  expect((await fetch(`${origin}/venue/`)).status).toBe(200);
  expect((await fetch(`${origin}/.well-known/security.txt`)).status).toBe(404);
  const reply = await fetch(`${origin}/api/register`, {
    method: 'POST',
    body: registration(),
    headers: { accept: 'application/json', origin },
  });
  expect(reply.status).toBe(201);
});

test('npm start finds a taken port before it touches the site that is served there', async () => {
  const folder = await copyOfProject();
  const page = join(folder, 'dist/site/index.html');
  await mkdir(join(folder, 'dist/site'), { recursive: true });
  await writeFile(page, 'What is served');
  const port = await takenPort();
  const env = { ...process.env, PORT: `${port}`, HOST: '' };
  const { code, printed } = await new Promise<{ code: unknown; printed: string }>((resolve) => {
    execFile('npm', ['start', '--silent'], { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ code: error?.code, printed: stdout + stderr }),
    );
  });
  expect(printed).toBe(
    `Port ${port} is in use. Stop the program that uses it, or choose another, such as PORT=4322.\n`,
  );
  expect(code).toBe(1);
  expect(await readFile(page, 'utf8')).toBe('What is served');
});
