import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const names = z.record(z.string(), z.string());
const { dependencies, scripts } = z
  .object({ dependencies: names, scripts: names })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

/** The commands that work after `npm ci --omit=dev`. */
const commands = ['dev', 'build', 'start', 'registrations', 'import-schedule'];

/** The hosts that the build bundles. It names them in a table and does not import them. */
function bundledHosts(): string[] {
  const table = readFileSync('src/integrations/endpoint-bundle.ts', 'utf8');
  const modules = table.matchAll(/: '([\w/-]+\.ts)'/g);
  return Array.from(modules, ([, module = '']) => join('src/registration/hosts', module));
}

/** The files with which the commands start. */
function entries(): string[] {
  const started = commands.flatMap((name) => scripts[name]?.match(/\bsrc\/\S+\.ts\b/g) ?? []);
  const pages = globSync('src/pages/**/*.{astro,ts}');
  return ['astro.config.mjs', 'src/content.config.ts', ...pages, ...bundledHosts(), ...started];
}

/** The code of a file. For a component, its frontmatter and scripts. */
function codeOf(file: string): string {
  const text = readFileSync(file, 'utf8');
  if (!file.endsWith('.astro')) return text;
  const [, frontmatter = ''] = /^---\n(.*?)^---$/ms.exec(text) ?? [];
  const inside = text.matchAll(/<script>(.*?)<\/script>/gs);
  return [frontmatter, ...Array.from(inside, ([, script = '']) => script)].join('\n');
}

/** The packages that code imports, or takes a file from. */
function packagesIn(code: string): string[] {
  const imported = ts
    .preProcessFile(code, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => !/^\.|^(node|astro|virtual):/.test(name));
  const read = Array.from(code.matchAll(/['"]node_modules\/([^'"]+)/g), ([, path = '']) => path);
  return [...imported, ...read].map((path) => /^(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path);
}

/**
 * The files that a file imports, starts or bundles. It names each by a path that begins with a dot.
 */
function filesIn(file: string, code: string): string[] {
  const paths = code.matchAll(/['"](\.{1,2}\/[^'"?]+)/g);
  return Array.from(paths, ([, path = '']) => join(dirname(file), path)).filter(
    (path) => /\.(ts|mjs|astro)$/.test(path) && existsSync(path),
  );
}

/** The packages that these files and all their imports need, and that are not in `dependencies`. */
function missing(from: readonly string[]): string[] {
  const found: string[] = [];
  const files = new Set(from);
  // The loop also visits what is added to the set on the way.
  for (const file of files) {
    const code = codeOf(file);
    for (const next of filesIn(file, code)) files.add(next);
    const strange = packagesIn(code).filter((name) => dependencies[name] === undefined);
    found.push(...strange.map((name) => `${file} needs ${name}`));
  }
  return found;
}

describe('without the packages of the tests', () => {
  it('everything that is built or started finds its packages', () => {
    expect(bundledHosts()).toHaveLength(7);
    expect(missing(entries())).toEqual([]);
  });

  it('a package that only the tests have is missed', () => {
    expect(missing(['tests/licence.test.ts'])).toEqual(['tests/licence.test.ts needs vitest']);
  });

  it('a file that is reached through others is looked at', () => {
    const through = missing(['tests/bench/bench.ts']);
    expect(through).toContain('tests/bench/load.ts needs autocannon');
  });

  it('every program of the commands comes with a dependency', () => {
    const manifests = Object.keys(dependencies).map((name) =>
      z
        .object({ name: z.string(), bin: z.union([z.string(), names]).default({}) })
        .parse(JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'))),
    );
    const programs = manifests.flatMap(({ name, bin }) =>
      typeof bin === 'string' ? [name] : Object.keys(bin),
    );
    const called = commands.flatMap((name) =>
      (scripts[name] ?? '').split('&&').map((part) => part.trim().split(' ')[0]),
    );
    expect(programs).toEqual(expect.arrayContaining(called));
  });
});
