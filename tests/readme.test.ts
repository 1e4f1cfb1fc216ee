import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const names = z.record(z.string(), z.string());
const { scripts, dependencies, devDependencies } = z
  .object({ scripts: names, dependencies: names, devDependencies: names })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

const guides = [
  'README.md',
  'content/README.md',
  ...globSync('.github/*.md'),
  ...globSync('src/**/*.md').toSorted(),
];
const texts = new Map(guides.map((guide) => [guide, readFileSync(guide, 'utf8')]));
const all = [...texts.values()].join('\n');

/**
 * Programs that a reader has, and packages that `npx` downloads. The rest comes with the project.
 */
const others = new Set([
  'npm',
  'node',
  'cd',
  'cp',
  'deno',
  'bun',
  'sqlite3',
  'openssl',
  'age-keygen',
  'aws',
]);
const downloaded = new Set(['wrangler', 'netlify', 'vercel']);

/** The commands in a guide's blocks, each on one line and without the settings before it. */
function commandsIn(text: string): string[] {
  const blocks = Array.from(text.matchAll(/^ *```sh\n(.*?)^ *```/gms), ([, block = '']) => block);
  return blocks
    .flatMap((block) => block.replace(/\\\n\s*/g, '').split('\n'))
    .map((line) => line.replace(/\s+#\s.*$/, '').trim())
    .filter((line) => line !== '');
}

/** The parts of a command line that are commands. */
function parts(line: string): string[][] {
  return line
    .split('&&')
    .map((part) => part.trim().replace(/^([A-Z][A-Z_0-9]*=\S* )+/, ''))
    .map((part) => part.split(' '));
}

/** The commands and options in the help of the organisers' tool. */
function organisersUsage() {
  const usage = execFileSync('npm', ['run', '--silent', 'registrations', '--', '--help'], {
    encoding: 'utf8',
  });
  const said = usage.matchAll(/npm run registrations -- ([a-z]+)((?: [a-z-]+)?)/g);
  const commands = new Set(
    Array.from(said, ([, name = '', more = '']) => [name, name + more]).flat(),
  );
  const options = new Set(usage.match(/--[a-z]+/g));
  return { commands, options };
}

describe.each(guides)('%s', (guide) => {
  const text = texts.get(guide) ?? '';

  it('names commands that exist', () => {
    const named = [...text.matchAll(/npm (?:run ([a-z-]+)|(start|test)\b)/g)].map(
      ([, script, own]) => script ?? own ?? '',
    );
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it('links to files that exist', () => {
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(
      ([, target = '']) => target,
    );
    const local = links.filter(
      (target) => !target.startsWith('/') && !target.startsWith('./hangar'),
    );
    expect(local.filter((target) => !existsSync(join(dirname(guide), target)))).toEqual([]);
  });

  it('names files that exist', () => {
    const named = text.match(/(?<=`)(?:content|public|src|tests)\/[\w/-]+\.[\w.]+(?=`)/g) ?? [];
    expect(named.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('is short, in lines of at most 120 characters', () => {
    const lines = text.split('\n');
    expect(lines.length).toBeLessThan(180);
    const prose = lines.filter((line) => !line.startsWith('|'));
    const withoutAddresses = prose.map((line) => line.replace(/https?:\/\/\S+/g, ''));
    expect(withoutAddresses.filter((line) => Array.from(line).length > 120)).toEqual([]);
  });
});

describe.each([
  ['README.md', 'src', 'src/'],
  ['src/registration/README.md', 'src/registration', ''],
])('%s', (guide, folder, before) => {
  it('names every folder of the code that it is a map of', () => {
    const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const missing = folders.filter(({ name }) => !texts.get(guide)?.includes(`${before}${name}/`));
    expect(folders.length).toBeGreaterThan(10);
    expect(missing.map(({ name }) => name)).toEqual([]);
  });
});

describe('the commands of all guides', () => {
  const lines = [...texts.values()].flatMap(commandsIn);

  it('begin with a program that the project brings, or that its reader has', () => {
    const packages = { ...dependencies, ...devDependencies };
    const strange = lines.flatMap(parts).filter(([program = '', first = '']) => {
      if (program !== 'npx') return !others.has(program);
      return !downloaded.has(first) && packages[first] === undefined;
    });
    expect(lines.length).toBeGreaterThan(20);
    expect(strange).toEqual([]);
  });

  it('are said once', () => {
    const repeated = lines.filter((line, index) => lines.indexOf(line) < index);
    expect(repeated).toEqual([]);
  });

  it('ask the organisers’ tool for what it does, with its options', () => {
    const { commands, options } = organisersUsage();
    const asked = [...all.matchAll(/npm run registrations -- ([a-z]+)([^\n`]*)/g)];
    expect(asked.length).toBeGreaterThan(8);
    for (const [line, command = '', rest = ''] of asked) {
      expect(commands, line).toContain(command);
      for (const [option] of rest.matchAll(/--[a-z]+/g)) expect(options, line).toContain(option);
    }
  });

  it('tell of each command of the organisers’ tool in their guide', () => {
    const guide = texts.get('src/registration/organiser/README.md') ?? '';
    const table = guide.split('\n').filter((line) => line.startsWith('| `'));
    const words = table.flatMap((row) => (row.split('|')[1] ?? '').match(/[a-z]{2,}/g) ?? []);
    const told = new Set(words);
    const single = [...organisersUsage().commands].filter((command) => !command.includes(' '));
    expect(single.filter((command) => !told.has(command))).toEqual([]);
  });
});

describe('the settings', () => {
  /** The settings that source files read. */
  const read = globSync('src/**/*.ts')
    .filter((file) => !/\.(test|contract|sample|fixture|writer|child)\.ts$/.test(file))
    .map((file) => readFileSync(file, 'utf8'))
    .flatMap((code) => [...code.matchAll(/\benv(?:ironment)?(?:\[|, )'([A-Z][A-Z_\d]+)'/g)])
    .map(([, name = '']) => name);

  it('are all in the README', () => {
    expect(new Set(read).size).toBeGreaterThan(12);
    const missing = read.filter((name) => !texts.get('README.md')?.includes(`\`${name}\``));
    expect(missing).toEqual([]);
  });

  it('of the README are all read', () => {
    const rows = texts.get('README.md')?.matchAll(/^\| ((?:`[A-Z][A-Z_\d]+`(?:, )?)+) +\|/gm) ?? [];
    const told = Array.from(rows, ([, cell = '']) => cell.match(/[A-Z][A-Z_\d]+/g) ?? []).flat();
    const source = globSync('src/**/*.ts')
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    expect(told.length).toBeGreaterThan(12);
    expect(told.filter((name) => !source.includes(`'${name}'`))).toEqual([]);
  });
});
