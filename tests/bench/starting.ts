import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { runFirst, runHost } from '../../src/registration/testing/running-host.fixture.ts';
import { figureInWords, figureOf } from './figures.ts';
import type { Findings } from './findings.ts';
import { processorTime } from './processes.ts';
import { rounds } from './rounds.ts';

/**
 * The time from the start of the process to the first reply must be below this, in milliseconds.
 */
const bound = 150;

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

/** Milliseconds that Node takes to start and exit without work. */
async function nodeAlone(): Promise<number> {
  const begun = performance.now();
  await once(spawn(process.execPath, ['--eval', '0'], { stdio: 'ignore' }), 'exit');
  return performance.now() - begun;
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
  const node: number[] = [];
  await rounds(10_000, 21, async () => {
    node.push(await nodeAlone());
    host.push(await firstAnswer(folder, environment));
  });
  const taken = host.map((started) => started.taken);
  const worked = host.map((started) => started.worked);
  return {
    title: `First answer after the start of the process, as a share of ${bound} ms`,
    conditions: [`${host.length} starts of the Node host with SQLite; Node alone starts and ends`],
    heads: ['', 'host, ms', 'CPU, ms', 'Node alone, ms'],
    rows: [
      {
        name: 'start',
        columns: [taken, worked, node].map((each) => figureInWords(figureOf(each), 0)),
        ratio: figureOf(taken.map((milliseconds) => milliseconds / bound)),
      },
    ],
    goal: { side: 'at most', bound: 1 },
  };
}
