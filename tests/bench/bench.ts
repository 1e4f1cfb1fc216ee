import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureBuilding } from './building.ts';
import { table, type Findings } from './findings.ts';
import { measurePainting } from './painting.ts';
import { measureProgramme } from './programme.ts';
import { build, copyProject } from './project.ts';
import { measureRegistering } from './registering.ts';
import { measureStarting } from './starting.ts';

const usage = `Measures the site's speed as ratios.

  npm run bench                         paint, build, start and registration, in about seven minutes
  npm run bench -- paint build          some of them
  npm run bench -- programme            builds of 100, 1,000 and 10,000 sessions, in about ten minutes`;

/** The parts in order. Each gets a folder with a fresh build. */
const parts = new Map<string, (folder: string) => Promise<Findings | readonly Findings[]>>([
  ['paint', measurePainting],
  ['build', measureBuilding],
  ['start', measureStarting],
  ['registration', measureRegistering],
  ['programme', measureProgramme],
]);
/** The parts that run by default. */
const usual = ['paint', 'build', 'start', 'registration'];
/** The parts with builds of their own. */
const building = new Set(['build', 'programme']);

async function bench(names: readonly string[]): Promise<void> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'bench-site-'));
  if (names.some((name) => !building.has(name))) {
    console.log('Building the site that is measured.\n');
    await copyProject(folder.path);
    await build(folder.path);
  }
  for (const [name, measure] of parts) {
    if (!names.includes(name)) continue;
    for (const findings of [await measure(folder.path)].flat()) console.log(table(findings));
  }
}

try {
  const named = process.argv.slice(2);
  if (named.every((name) => parts.has(name))) await bench(named.length > 0 ? named : usual);
  else console.log(usage);
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : String(cause));
  process.exitCode = 1;
}
