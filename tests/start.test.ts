import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { copyOfProject } from './mistakes/folder.ts';

/** A port on which something listens until the test ends. */
async function takenPort(): Promise<number> {
  const other = createServer().listen(0, 'localhost');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const address = other.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('npm start finds a taken port before it touches the site that is served there', async () => {
  const folder = await copyOfProject();
  const page = join(folder, 'dist/site/index.html');
  await mkdir(join(folder, 'dist/site'), { recursive: true });
  await writeFile(page, 'What is served');
  const port = await takenPort();
  const env = { ...process.env, PORT: `${port}`, HOST: '' };
  const { code, printed } = await new Promise<{ code: unknown; printed: string }>((resolve) => {
    execFile('npm', ['start', '--silent'], { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ code: error?.code, printed: stdout + stderr }),
    );
  });
  expect(printed).toBe(
    `Port ${port} is in use. Stop the program that uses it, or choose another, such as PORT=4322.\n`,
  );
  expect(code).toBe(1);
  expect(await readFile(page, 'utf8')).toBe('What is served');
});
