import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { runFirst, runHost } from '../../src/registration/testing/running-host.fixture.ts';
import { figureInWords, figureOf, ratioOf } from './figures.ts';
import type { Findings } from './findings.ts';
import { processorTime } from './processes.ts';
import { rounds } from './rounds.ts';

/** The time until a host's first reply, in milliseconds. */
interface Started {
  readonly taken: number;
  /** The host's processor time in it, over all threads. */
  readonly worked: number;
}

/** Starts the host and sends it a request. */
async function firstAnswer(folder: string, environment: Record<string, string>): Promise<Started> {
  const begun = performance.now();
  const host = await runHost(folder, [], { environment });
  const answer = await fetch(`${host.origin}/api/register/places`);
  await answer.arrayBuffer();
  const taken = performance.now() - begun;
  const worked = await processorTime(host.child.pid);
  await host.stop();
  if (!answer.ok) throw new Error(`The first answer has the status ${answer.status}.`);
  return { taken, worked };
}

/** A server that only answers, and prints its port. */
const bareServer = `
  const server = require('node:http').createServer((request, response) => response.end('[]'));
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));`;

/** Milliseconds from the start of a bare server's process until its first reply. */
async function bareAnswer(): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['--eval', bareServer], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await once(createInterface(child.stdout), 'line');
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  await answer.arrayBuffer();
  const taken = performance.now() - begun;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
  return taken;
}

/** Measures the time from the start of the built Node host in `folder` to its first reply. */
export async function measureStarting(folder: string): Promise<Findings> {
  await using data = await mkdtempDisposable(join(tmpdir(), 'bench-start-'));
  const environment = {
    REGISTRATION_RECIPIENTS: await identityToRecipient(await generateX25519Identity()),
    REGISTRATION_SECRET: 'a secret of more than thirty-two characters',
    REGISTRATION_DATABASE: join(data.path, 'registrations.sqlite'),
  };
  // The first start reads all files from disk.
  await (await runFirst(folder, { environment })).stop();
  const host: Started[] = [];
  const bare: number[] = [];
  await rounds(10_000, 21, async () => {
    bare.push(await bareAnswer());
    host.push(await firstAnswer(folder, environment));
  });
  const taken = host.map((started) => started.taken);
  const worked = host.map((started) => started.worked);
  return {
    title: 'First answer after the start of the process, against a bare server on node:http',
    conditions: [
      `${host.length} starts of the Node host with SQLite, in turn with the bare server`,
    ],
    heads: ['', 'host, ms', 'CPU, ms', 'bare, ms'],
    rows: [
      {
        name: 'start',
        columns: [taken, worked, bare].map((each) => figureInWords(figureOf(each), 0)),
        ratio: ratioOf(taken, bare),
        goal: { side: 'at most', bound: 1.5 },
      },
    ],
  };
}
