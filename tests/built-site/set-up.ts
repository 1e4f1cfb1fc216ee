import { appendFileSync } from 'node:fs';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import sharp from 'sharp';
import { ensureChromium } from '../chromium.ts';
import { writeFullDay, writeLargeProgramme } from '../large-programme.ts';
import { markContent } from '../marked-event.ts';
import { plantCanaries } from './canaries.ts';
import { freePort, serveStatic, startHost } from './servers.ts';
import { anotherEvent, build, madeUpEvent, shownAt, styleGuide, type Variant } from './variants.ts';

const opensLater = (yaml: string) =>
  yaml.replace(/^registration:$/m, 'registration:\n  opens: 2017-01-20T09:00');

const closedEarly = (yaml: string) =>
  yaml.replace(/^registration:$/m, 'registration:\n  closes: 2017-01-10T18:00');

/** Puts links and images into a page and a session, and the photo of a camera beside each. */
async function plantPictures(content: string): Promise<void> {
  const photo = sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#345' } });
  for (const page of ['venue.mdx', 'sessions/field-visit-schilderswijk.md']) {
    const file = join(content, page);
    await photo
      .clone()
      .jpeg()
      .toFile(join(dirname(file), 'photo.jpg'));
    await appendFile(
      file,
      '\n[The letters](/OFL.txt), [the challenge](/challenge/)\n\n![The icon](/icon-512.png)\n\n![A photo](photo.jpg)\n',
    );
  }
}

/** Turns on the form's proof of work. */
async function askForCalculation(content: string): Promise<void> {
  await appendFile(join(content, 'registration.yaml'), '\ncalculation: true\n');
}

/**
 * A question of each type that the shipped form has not, and one for whose only place guests may
 * wait.
 */
const moreQuestions = `
  - title: More
    questions:
      - { name: arrival, type: date, label: Arrival, min: 2017-10-20 }
      - { name: children, type: number, label: Children, max: 9 }
      - { name: remarks, type: text, label: Remarks, limit: 40 }
      - name: boat
        type: choice
        label: A seat in the boat
        waiting_list: true
        options:
          - { value: aft, label: Aft, places: 1 }
          - { value: fore, label: Fore }
      - name: walks
        type: several choices
        label: Walks
        options:
          - { value: long, label: Long }
          - { value: short, label: Short }
`;

/**
 * Gives the made-up event a programme and every type of question, and puts all its words into other
 * letters.
 */
async function markEvent(content: string): Promise<void> {
  await writeLargeProgramme(content, 40);
  const form = join(content, 'registration.yaml');
  const yaml = await readFile(form, 'utf8');
  await writeFile(form, yaml.replace(/^sections:$/m, `$&${moreQuestions}`));
  await markContent(content);
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
    fullDay: await freePort(),
    marked: await freePort(),
    another: await freePort(),
    styleGuide: await freePort(),
  };
  const endpoint = await freePort();
  const madeUp = { content: madeUpEvent, plant: plantCanaries };
  const variants: Variant[] = [
    { name: 'together' },
    {
      name: 'path',
      plant: plantPictures,
      environment: { SITE_URL: 'https://example.org/some/path/' },
    },
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
    { name: 'closed', event: closedEarly },
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
    { name: 'full-day', content: madeUpEvent, plant: writeFullDay },
    { name: 'marked', content: madeUpEvent, plant: markEvent },
    { name: 'another', content: anotherEvent, takesOver: [] },
    { name: 'style-guide', content: styleGuide },
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
    await startHost(root('marked'), { ...direct, PORT: `${ports.marked}` }, log('marked')),
    await startHost(root('another'), { ...direct, PORT: `${ports.another}` }, log('another')),
    await startHost(
      root('style-guide'),
      { ...direct, PORT: `${ports.styleGuide}` },
      log('style-guide'),
    ),
  ];
  const statics = [
    await serveStatic(join(root('path'), 'dist/site'), '/some/path/', ports.path),
    await serveStatic(join(root('made-up'), 'dist/site'), '/', ports.madeUp),
    await serveStatic(join(root('thousand'), 'dist/site'), '/', ports.thousand),
    await serveStatic(join(root('full-day'), 'dist/site'), '/', ports.fullDay),
    await serveStatic(join(root('elsewhere'), 'dist/site'), '/', ports.elsewhere),
  ];
  process.env['BUILT_SITES'] = JSON.stringify({
    folder,
    together: `http://localhost:${ports.together}`,
    path: `http://127.0.0.1:${ports.path}/some/path`,
    madeUp: `http://127.0.0.1:${ports.madeUp}`,
    thousand: `http://127.0.0.1:${ports.thousand}`,
    fullDay: `http://127.0.0.1:${ports.fullDay}`,
    marked: `http://localhost:${ports.marked}`,
    another: `http://localhost:${ports.another}`,
    styleGuide: `http://localhost:${ports.styleGuide}`,
    elsewhere: `http://127.0.0.1:${ports.elsewhere}`,
  });
  return async () => {
    for (const host of hosts) host.kill();
    for (const server of statics) server.close();
    await rm(folder, { recursive: true, force: true });
  };
}
