import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

interface Import {
  readonly from: string;
  /** A path below `src/`, or the name of a package. */
  readonly of: string;
  readonly local: boolean;
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s*['"]([^'"]+)['"]|import\s*\(?\s*['"]([^'"]+)['"]/g;
const imports: Import[] = [];

beforeAll(async () => {
  const files = await Array.fromAsync(glob('src/**/*.{ts,astro}'));
  for (const file of files.filter((name) => !/\.(test|contract|sample|writer)\.ts$/.test(name))) {
    for (const [, named, bare] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      const target = (named ?? bare ?? '').replace(/\?.*$/, '');
      const local = target.startsWith('.');
      const of = local ? relative('src', join(dirname(file), target)) : target;
      imports.push({ from: relative('src', file), of, local });
    }
  }
});

/** The imports of a folder's files that neither a folder of `folders` nor a package of `packages` answers. */
function strays(folder: RegExp, folders: readonly string[], packages?: RegExp): string[] {
  return imports
    .filter(({ from }) => folder.test(from))
    .filter(({ of, local }) =>
      local ? !folders.some((allowed) => of.startsWith(allowed)) : packages?.test(of) === false,
    )
    .map(({ from, of }) => `${from} imports ${of}`);
}

describe('the direction of imports', () => {
  it('sees imports of every folder', () => {
    for (const folder of [
      'event',
      'exchange',
      'registration',
      'components',
      'layouts',
      'pages',
      'integrations',
    ]) {
      expect(imports.filter(({ from }) => from.startsWith(`${folder}/`))).not.toEqual([]);
    }
  });

  it('event imports zod and Temporal alone', () => {
    expect(strays(/^event\//, ['event/'], /^(zod|temporal-polyfill(\/.*)?)$/)).toEqual([]);
  });

  it('the core of registration imports the event, and no host', () => {
    const core = /^registration\/(?!hosts\/|store\/)/;
    expect(
      strays(
        core,
        ['event/', 'registration/'],
        /^(zod(\/mini)?|hono(\/.*)?|age-encryption|altcha-lib(\/.*)?)$/,
      ),
    ).toEqual([]);
    expect(
      imports.filter(
        ({ from, of }) => core.test(from) && /^registration\/(hosts|store)\//.test(of),
      ),
    ).toEqual([]);
  });

  it('a store imports no host', () => {
    expect(
      strays(/^registration\/store\//, ['event/', 'registration/store', 'registration/']),
    ).toEqual([]);
    expect(
      imports.filter(
        ({ from, of }) => from.startsWith('registration/store/') && of.includes('hosts/'),
      ),
    ).toEqual([]);
  });

  it('hosts import what stands to their left', () => {
    expect(strays(/^registration\/hosts\//, ['event/', 'registration/'])).toEqual([]);
  });

  it('exchange imports the event and what reads and writes its formats', () => {
    const packages =
      /^(ical-generator|ical\.js|fast-xml-parser|turndown|satteri|yaml|zod|temporal-polyfill|node:.*)$/;
    expect(strays(/^exchange\//, ['event/', 'exchange/'], packages)).toEqual([]);
  });

  it('components import the event', () => {
    expect(strays(/^components\//, ['event/', 'components/'])).toEqual([]);
  });

  it('layouts import components and the event', () => {
    expect(strays(/^layouts\//, ['event/', 'components/', 'layouts/', 'styles/'])).toEqual([]);
  });

  it('pages import what stands to their left, and of registration its form alone', () => {
    const form = ['form.ts', 'form-client.ts', 'questions.ts'].map(
      (file) => `registration/${file}`,
    );
    const folders = ['event/', 'exchange/', 'components/', 'layouts/', 'pages/', ...form];
    expect(strays(/^pages\//, folders)).toEqual([]);
  });
});
