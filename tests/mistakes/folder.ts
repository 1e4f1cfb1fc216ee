import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

const good = join(import.meta.dirname, 'good');
const shipped = join(import.meta.dirname, '../../content');

/** An empty folder that is deleted when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mistakes-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

const root = join(import.meta.dirname, '../..');
const copied = ['astro.config.mjs', 'content', 'package.json', 'public', 'src', 'tsconfig.json'];

/** A copy of the project that is deleted when the test ends, with the same packages. */
export async function copyOfProject(): Promise<string> {
  const folder = await temporaryFolder();
  await Promise.all(
    copied.map((part) => cp(join(root, part), join(folder, part), { recursive: true })),
  );
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** A copy of the content without mistakes. The mails are the shipped ones. */
export async function goodContent(): Promise<string> {
  const folder = await temporaryFolder();
  await cp(good, folder, { recursive: true });
  await cp(join(shipped, 'mail.yaml'), join(folder, 'content/mail.yaml'));
  return join(folder, 'content');
}

/** Changes a file: replaces `from`, which must occur exactly once, with `to`. */
export async function change(path: string, from: string, to: string): Promise<void> {
  const parts = (await readFile(path, 'utf8')).split(from);
  if (parts.length !== 2) throw new Error(`${path} holds "${from}" ${parts.length - 1} times.`);
  await writeFile(path, parts.join(to));
}

/** Writes a file, with the folders above it. */
export async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
