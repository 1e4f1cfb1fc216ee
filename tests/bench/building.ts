import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBareProject } from './bare-project.ts';
import { figureInWords, figureOf, ratioOf } from './figures.ts';
import type { Findings } from './findings.ts';
import { build, copyProject } from './project.ts';
import { rounds } from './rounds.ts';

/** Creates a project in an empty folder, and returns the seconds of its build. */
async function coldBuild(write: (folder: string) => Promise<void>): Promise<number> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'bench-build-'));
  await write(folder.path);
  return (await build(folder.path)) / 1000;
}

/**
 * Measures a cold build of the project against that of a bare Astro project with the same Markdown.
 */
export async function measureBuilding(): Promise<Findings> {
  const ours: number[] = [];
  const bare: number[] = [];
  await rounds(45_000, 5, async () => {
    bare.push(await coldBuild(writeBareProject));
    ours.push(await coldBuild(copyProject));
  });
  return {
    title: 'Cold build, against a bare Astro project with the same Markdown',
    conditions: [`a new folder for each build, the two in turn, ${ours.length} rounds; seconds`],
    heads: ['', 'project', 'bare'],
    rows: [
      {
        name: 'astro build',
        columns: [figureInWords(figureOf(ours), 2), figureInWords(figureOf(bare), 2)],
        ratio: ratioOf(ours, bare),
        goal: { side: 'at most', bound: 1.5 },
      },
    ],
  };
}
