import { appendFileSync } from 'node:fs';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { ensureChromium } from '../chromium.ts';
import { writeLargeProgramme } from '../large-programme.ts';
import { plantCanaries } from './canaries.ts';
import { freePort, serveStatic, startHost } from './servers.ts';
import { build, madeUpEvent, shownAt, type Variant } from './variants.ts';

const opensLater = (yaml: string) =>
  yaml.replace(/^registration:$/m, 'registration:\n  opens: 2017-01-20T09:00');

/** Turns on the form's proof of work. */
async function askForCalculation(content: string): Promise<void> {
  await appendFile(join(content, 'registration.yaml'), '\ncalculation: true\n');
}

function haveChromium(): void {
  try {
    ensureChromium();
  } catch (cause) {
    // Only the sentence: a stack trace would show this file's path.
    console.error(cause instanceof Error ? cause.message : cause);
    process.exit(1);
  }
}

/**
 * Builds every variant of the site, serves them, and passes their addresses to the tests in
 * `BUILT_SITES`.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  haveChromium();
  const folder = await mkdtemp(join(tmpdir(), 'built-site-'));
  const ports = {
    together: await freePort(),
    path: await freePort(),
    elsewhere: await freePort(),
    madeUp: await freePort(),
    thousand: await freePort(),
  };
  const endpoint = await freePort();
  const madeUp = { content: madeUpEvent, plant: plantCanaries };
  const variants: Variant[] = [
    { name: 'together' },
    { name: 'path', environment: { SITE_URL: 'https://example.org/some/path/' } },
    {
      name: 'elsewhere',
      plant: askForCalculation,
      environment: {
        SITE_URL: `http://127.0.0.1:${ports.elsewhere}/`,
        REGISTRATION_URL: `http://localhost:${endpoint}/register`,
      },
    },
    { name: 'none', environment: { REGISTRATION_URL: 'none' } },
    { name: 'before', event: opensLater },
    { name: 'programme', event: shownAt('2017-01-25') },
    { name: 'during', event: shownAt('2017-02-15') },
    { name: 'today', event: shownAt() },
    { ...madeUp, name: 'made-up' },
    { ...madeUp, name: 'embargoed', event: shownAt('2017-09-29') },
    { ...madeUp, name: 'unveiled', event: shownAt('2017-10-25T09:00') },
    {
      name: 'thousand',
      content: madeUpEvent,
      plant: (content) => writeLargeProgramme(content, 1000),
    },
  ];
  const roots: Record<string, string> = {};
  for (const variant of variants) {
    console.log(`Building the site: ${variant.name} …`);
    roots[variant.name] = await build(folder, variant);
  }
  const root = (name: string) => roots[name] ?? '';
  const log = (name: string) => (text: string) => appendFileSync(join(folder, `${name}.log`), text);
  // There is no proxy in front of them.
  const direct = { TRUSTED_PROXIES: '0' };
  const hosts = [
    await startHost(root('together'), { ...direct, PORT: `${ports.together}` }, log('together')),
    await startHost(root('elsewhere'), { ...direct, PORT: `${endpoint}` }, log('elsewhere')),
  ];
  const statics = [
    await serveStatic(join(root('path'), 'dist/site'), '/some/path/', ports.path),
    await serveStatic(join(root('made-up'), 'dist/site'), '/', ports.madeUp),
    await serveStatic(join(root('thousand'), 'dist/site'), '/', ports.thousand),
    await serveStatic(join(root('elsewhere'), 'dist/site'), '/', ports.elsewhere),
  ];
  process.env['BUILT_SITES'] = JSON.stringify({
    folder,
    together: `http://localhost:${ports.together}`,
    path: `http://127.0.0.1:${ports.path}/some/path`,
    madeUp: `http://127.0.0.1:${ports.madeUp}`,
    thousand: `http://127.0.0.1:${ports.thousand}`,
    elsewhere: `http://127.0.0.1:${ports.elsewhere}`,
  });
  return async () => {
    for (const host of hosts) host.kill();
    for (const server of statics) server.close();
    await rm(folder, { recursive: true, force: true });
  };
}
