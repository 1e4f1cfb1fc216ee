import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const manifest = z.object({ name: z.string(), version: z.string(), license: z.string() });

/** The folder of the package that a module is from; undefined for the project's own. */
function packageFolder(module: string): string | undefined {
  return /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(module)?.[1];
}

/** The texts of a file, or of the files of a folder. */
async function textsAt(path: string): Promise<string[]> {
  const below = await readdir(path).catch(() => undefined);
  if (below === undefined) return [await readFile(path, 'utf8')];
  return Promise.all(below.toSorted().map((name) => readFile(join(path, name), 'utf8')));
}

/**
 * The licence texts in a package's folder: its files of that name, those in a folder of that name,
 * or the last part of its README.
 */
async function textsIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).toSorted();
  const found = names.filter((name) => /^licen[cs]e|^notice|^copying/i.test(name));
  if (found.length > 0) {
    return (await Promise.all(found.map((name) => textsAt(join(folder, name))))).flat();
  }
  const readme = names.find((name) => /^readme/i.test(name));
  const text = readme === undefined ? '' : await readFile(join(folder, readme), 'utf8');
  const [, said] = /^#+ *licen[cs]e\b[^\n]*\n(.*)$/ims.exec(text) ?? [];
  return said === undefined ? [] : [said];
}

async function licenceOf(folder: string): Promise<string> {
  const { name, version, license } = manifest.parse(
    JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')),
  );
  const texts = await textsIn(folder);
  if (texts.length > 0) return [`${name} ${version} (${license})`, ...texts].join('\n\n').trim();
  throw new Error(`The package ${name} has no licence beside it, so it must not be passed on.`);
}

/**
 * The licences of the packages that modules are from, each with its name and version. Most licences
 * let nobody pass code on without their text.
 * @throws Error if a package has none.
 */
export async function licencesOf(modules: readonly string[]): Promise<string> {
  const folders = new Set(modules.flatMap((module) => packageFolder(module) ?? []));
  const texts = await Promise.all([...folders].map((folder) => licenceOf(folder)));
  const beginning = 'These files contain code from the following packages, under their licences.';
  return `${[beginning, ...texts.toSorted()].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
