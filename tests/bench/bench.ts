import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureBuilding } from './building.ts';
import { table, type Findings } from './findings.ts';
import { measurePainting } from './painting.ts';
import { build, copyProject } from './project.ts';
import { measureRegistering } from './registering.ts';

const usage = `Measures the site's speed as ratios, in under four minutes.

  npm run bench                         all parts
  npm run bench -- paint build          some of them: paint, build, registration`;

/** The parts in their order; each is given a folder with a fresh build, and `build` makes its own. */
const parts: ReadonlyMap<string, (folder: string) => Promise<Findings>> = new Map([
  ['paint', measurePainting],
  ['build', measureBuilding],
  ['registration', measureRegistering],
]);

async function bench(names: readonly string[]): Promise<void> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'bench-site-'));
  if (names.some((name) => name !== 'build')) {
    console.log('Building the site that is measured.\n');
    await copyProject(folder.path);
    await build(folder.path);
  }
  for (const [name, measure] of parts) {
    if (names.includes(name)) console.log(table(await measure(folder.path)));
  }
}

try {
  const named = process.argv.slice(2);
  if (named.every((name) => parts.has(name)))
    await bench(named.length > 0 ? named : [...parts.keys()]);
  else console.log(usage);
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : String(cause));
  process.exitCode = 1;
}
