import { randomBytes } from 'node:crypto';
import { mkdir, mkdtempDisposable } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { runHost } from '../../src/integrations/running-host.sample.ts';
import type { BuiltSite } from '../../src/registration/hosts/built-site.ts';
import { readBuiltSite } from '../../src/registration/hosts/node/built-site.ts';
import { sealTo } from '../../src/registration/seal.ts';
import { openSqlite } from '../../src/registration/store/sqlite.ts';
import { figureInWords, figureOf, quantile, ratioOf } from './figures.ts';
import type { Findings, Row } from './findings.ts';
import { postRegistrations, type Load } from './load.ts';
import { project } from './project.ts';
import { rounds } from './rounds.ts';
import { sealAndCommit } from './seal-and-commit.ts';

/** The two that are compared, each with a database of its own. */
interface Contestants {
  /** Answers the seconds that the loops took. */
  readonly loops: (side: number, amount: number) => Promise<number>;
  readonly server: (connections: number, amount: number) => Promise<Load>;
  /** Ends both and answers how many registrations the server's database holds. */
  readonly end: () => Promise<number>;
}

function storedIn(database: string): number {
  const file = new DatabaseSync(database, { readOnly: true });
  const row = file.prepare('SELECT count(DISTINCT content_key) AS stored FROM registration').get();
  file.close();
  return Number(row?.['stored']);
}

async function contestants(folder: string, data: string, built: BuiltSite): Promise<Contestants> {
  const recipient = await identityToRecipient(await generateX25519Identity());
  const seal = sealTo([recipient], built.definition);
  const store = openSqlite(join(data, 'loops.sqlite'), 'create');
  const database = join(data, 'server.sqlite');
  const host = await runHost(folder, ['--create'], {
    environment: {
      REGISTRATION_RECIPIENTS: recipient,
      REGISTRATION_SECRET: randomBytes(32).toString('hex'),
      REGISTRATION_DATABASE: database,
    },
  });
  const url = host.origin + new URL(built.deployment.endpoint).pathname;
  return {
    loops: (side, amount) => sealAndCommit(seal, store, side, amount),
    server: (connections, amount) => postRegistrations(url, connections, amount),
    end: async () => {
      await host.stop();
      await store.close();
      return storedIn(database);
    },
  };
}

/** Registrations a second, in pairs, and the milliseconds that each of the server's answers took. */
interface Rates {
  readonly server: number[];
  readonly loops: number[];
  readonly times: number[];
}

async function addRound(
  { loops, server }: Contestants,
  all: ReadonlyMap<number, Rates>,
  amount: number,
) {
  for (const [connections, rates] of all) {
    rates.loops.push(amount / (await loops(connections, amount)));
    const { seconds, times } = await server(connections, amount);
    rates.server.push(times.length / seconds);
    rates.times.push(...times);
  }
}

function rowOf(connections: number, { server, loops, times }: Rates): Row {
  return {
    name: `${connections}`,
    columns: [
      figureInWords(figureOf(server), 0),
      figureInWords(figureOf(loops), 0),
      quantile(times, 0.5).toFixed(1),
      quantile(times, 0.99).toFixed(1),
    ],
    ratio: ratioOf(server, loops),
  };
}

/**
 * Measures how many registrations a second the built Node host in `folder` accepts, sealed and durable,
 * against loops that only seal and commit with the same modules.
 * @throws Error where a registration is refused.
 */
export async function measureRegistering(folder: string): Promise<Findings> {
  const built = await readBuiltSite(join(folder, 'dist/endpoint/node/site.json'));
  // Below the project, not among temporary files: those may lie in memory, where a commit is free.
  await mkdir(join(project, '.data'), { recursive: true, mode: 0o700 });
  await using data = await mkdtempDisposable(join(project, '.data/bench-'));
  const both = await contestants(folder, data.path, built);
  const warmUp = 400;
  await both.server(16, warmUp);
  // By the loops' own speed a measurement takes about two seconds.
  const amount = Math.max(100, Math.round((2 * warmUp) / (await both.loops(16, warmUp))));
  const rates = new Map(
    [1, 16, 64].map((each): [number, Rates] => [each, { server: [], loops: [], times: [] }]),
  );
  await rounds(40_000, 5, () => addRound(both, rates, amount));
  const accepted = warmUp + [...rates.values()].reduce((sum, { times }) => sum + times.length, 0);
  const stored = await both.end();
  return {
    title: 'Accepted registrations a second, against loops that only seal and commit',
    conditions: [
      'SQLite with write-ahead log and synchronous FULL; as many loops side by side as connections',
      `${accepted} accepted, ${stored} stored: ${accepted === stored ? 'none lost' : 'NOT THE SAME'}`,
    ],
    heads: ['connections', 'server, 1/s', 'loops, 1/s', 'p50, ms', 'p99, ms'],
    rows: [...rates].map(([connections, each]) => rowOf(connections, each)),
    goal: { side: 'at least', bound: 0.7 },
  };
}
