import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { PlannedFile } from './plan/plan.ts';

interface Staged {
  readonly path: string;
  readonly temporary: string;
  /** What the file held; undefined if there was none. */
  readonly before: Buffer | undefined;
}

async function present(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
}

async function replace(path: string, contents: string | Buffer): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
  await writeFile(temporary, contents);
  await rename(temporary, path);
}

async function undo(done: readonly Staged[]): Promise<void> {
  for (const { path, before } of done) {
    await (before === undefined ? rm(path, { force: true }) : replace(path, before));
  }
}

/**
 * Writes all files or none: each is written beside its target first, and then moved. Files with the
 * same text already are left alone.
 * @throws Error if one cannot be written; then every file is as before.
 */
export async function writeFiles(folder: string, files: readonly PlannedFile[]): Promise<void> {
  const staged: Staged[] = [];
  const done: Staged[] = [];
  try {
    for (const { path: name, text } of files) {
      const path = join(folder, name);
      const before = await present(path);
      if (before?.equals(Buffer.from(text))) continue;
      await mkdir(dirname(path), { recursive: true });
      const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
      staged.push({ path, temporary, before });
      await writeFile(temporary, text);
    }
    for (const entry of staged) {
      await rename(entry.temporary, entry.path);
      done.push(entry);
    }
  } catch (error) {
    await undo(done);
    throw error;
  } finally {
    for (const { temporary } of staged) await rm(temporary, { force: true });
  }
}
