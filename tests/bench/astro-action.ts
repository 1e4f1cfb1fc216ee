import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { questionsOf } from '../../src/registration/form/questions.ts';
import type { Definition, Question } from '../../src/registration/form/definition.ts';
import { build, lendPackages } from './project.ts';

const configuration = `import node from '@astrojs/node';
import { defineConfig } from 'astro/config';

export default defineConfig({ output: 'server', adapter: node({ mode: 'standalone' }), cacheDir: './.astro/cache' });
`;

/** A typical check in an Astro Action. */
function checkOf(question: Question): string {
  const optional = question.required && question.asked_when === undefined ? '' : '.optional()';
  switch (question.type) {
    case 'text':
    case 'long text':
      return `z.string().trim().max(${question.limit})${optional}`;
    case 'e-mail':
      return `z.email()${optional}`;
    case 'choice':
      return `z.enum(${JSON.stringify(question.options.map(({ value }) => value))})${optional}`;
    case 'several choices':
      return 'z.array(z.string()).optional()';
    default:
      return `z.string()${optional}`;
  }
}

/** An action with the same form, which stores each registration in a table unsealed. */
function action(definition: Definition): string {
  const fields = questionsOf(definition).map((one) => `${one.name}: ${checkOf(one)}`);
  return `import { DatabaseSync } from 'node:sqlite';
import { randomUUID } from 'node:crypto';
import { defineAction } from 'astro:actions';
import { z } from 'astro/zod';

const database = new DatabaseSync(process.env.DATABASE);
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
database.exec('CREATE TABLE IF NOT EXISTS registration (reference TEXT PRIMARY KEY, at TEXT, answers TEXT)');
const insert = database.prepare('INSERT INTO registration VALUES (?, ?, ?)');

export const server = {
  register: defineAction({
    accept: 'form',
    input: z.object({ ${fields.join(', ')} }),
    handler: (answers) => {
      const reference = randomUUID();
      insert.run(reference, new Date().toISOString(), JSON.stringify(answers));
      return { reference };
    },
  }),
};
`;
}

const page = `---
import { actions } from 'astro:actions';
const result = Astro.getActionResult(actions.register);
if (result && !result.error) return Astro.redirect('/received/' + result.data.reference, 303);
---

<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>Register</title></head>
  <body><h1>Register</h1><p>{result?.error?.message}</p></body>
</html>
`;

/** An Astro server that receives the form as an action. */
export interface ActionServer {
  /** The address for the form's posts. */
  readonly url: string;
  /** The id of its process. */
  readonly process: number | undefined;
  readonly stop: () => Promise<void>;
}

/**
 * Builds the same form as an Astro Action on `@astrojs/node` in an empty folder and starts its
 * server. It stores registrations in a SQLite file with a plain insert, as durably as the project
 * does.
 * @throws Error if it does not build or start.
 */
export async function startAction(
  folder: string,
  definition: Definition,
  database: string,
): Promise<ActionServer> {
  const files = {
    'package.json': '{ "type": "module", "private": true }\n',
    'astro.config.mjs': configuration,
    'src/actions/index.ts': action(definition),
    'src/pages/register.astro': page,
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  await lendPackages(folder);
  await build(folder);
  const child = spawn(process.execPath, [join(folder, 'dist/server/entry.mjs')], {
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: '0', DATABASE: database },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) {
    const [origin] = /http:\/\/[\w.]+:\d+/.exec(line) ?? [];
    if (origin === undefined) continue;
    return {
      url: `${origin}/register?_action=register`,
      process: child.pid,
      stop: async () => {
        const ended = once(child, 'exit');
        child.kill();
        await ended;
      },
    };
  }
  throw new Error('The server of the Astro Action does not start.');
}
