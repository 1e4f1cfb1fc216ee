import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeFolderFor } from './local-folder.ts';

const here = process.cwd();
let project: string;
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'project-'));
  process.chdir(project);
});
afterEach(async () => {
  process.chdir(here);
  await rm(project, { recursive: true });
});

it.each(['.data/organiser.key', './.data/guests.csv'])(
  'makes the folder of %s, for its owner alone',
  async (path) => {
    await makeFolderFor(path);
    await makeFolderFor(path);
    expect((await stat('.data')).mode & 0o777).toBe(0o700);
  },
);

it.each(['organiser.key', 'elsewhere/guests.csv', '/tmp/.data-of-others/guests.csv'])(
  'makes no folder for %s',
  async (path) => {
    await makeFolderFor(path);
    expect(await readdir('.')).toEqual([]);
  },
);
